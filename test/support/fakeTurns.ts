/** Turns of a thread that are spent and begun by the test. */
import type { TurnLine } from '../../server/base/nextTurn.ts';

export interface FakeTurns extends TurnLine {
  isSpent: boolean;
  /** Who waits for one. */
  readonly waiting: number;
  /** The next one, with time for so many of those who wait. */
  pass(most?: number): Promise<void>;
}

export function fakeTurns(): FakeTurns {
  const line: (() => void)[] = [];
  return {
    isSpent: false,
    next: () => new Promise<void>((resolve) => void line.push(resolve)),
    get waiting() {
      return line.length;
    },
    async pass(most = line.length) {
      for (const letOn of line.splice(0, most)) {
        letOn();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
