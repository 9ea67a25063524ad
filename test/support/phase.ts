/** Long work in tests: how much of it lies between two polls, and whether it can be given up at any of them. */
import { expect } from 'vitest';
import { type Cancel, Cancelled } from '../../server/base/cancel.ts';

/** One long piece of work. */
export interface Phase {
  readonly name: string;
  /** How much there is to do, and how much of it may lie between two polls on average. */
  readonly units: number;
  readonly unitsPerPoll: number;
  /** Does it all; what it returns must not depend on what was abandoned before. */
  readonly run: (cancel: Cancel) => unknown;
}

/** Polls that a whole run makes, and its result. */
function count(run: Phase['run']) {
  let polls = 0;
  const result = run({ check: () => void polls++ });
  return { polls, result };
}

/** Abandons the run at its nth poll: nothing may be polled after that. */
function abandonAt(poll: number, run: Phase['run']): void {
  let polls = 0;
  const cancel = {
    check() {
      if (++polls >= poll) throw new Cancelled();
    },
  };
  expect(() => run(cancel)).toThrow(Cancelled);
  expect(polls).toBe(poll);
}

/** Gives the work up at several polls; after that a whole run polls as often as before, and comes to the same. */
export function checkPolls({ units, unitsPerPoll, run }: Phase): void {
  const { polls, result } = count(run);
  expect(units / (polls + 1)).toBeLessThanOrEqual(unitsPerPoll);
  const places = [1, 2, Math.ceil(polls / 3), Math.ceil(polls / 2), polls];
  for (const poll of new Set(places.filter((place) => place <= polls))) abandonAt(poll, run);
  expect(count(run)).toEqual({ polls, result });
}
