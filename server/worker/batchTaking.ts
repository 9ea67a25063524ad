/**
 * How batches come from an engine thread: as text, which costs a copy of its bytes, and which is taken apart when there is time for it.
 * A port hands over all that waits in it in one round of the event loop; as objects, those of a file of thousands of commits held it up.
 */
import { isTurnSpent, nextTurn } from '../base/nextTurn.ts';
import type { EntryBatch } from './messages.ts';

/** A batch on its way between threads. */
export interface PackedBatch {
  readonly rows: Int32Array;
  /** The rest as JSON; empty when there is nothing in it. */
  readonly named: string;
}

/** Takes in the batches of one call, in their order. */
export interface BatchTaking {
  readonly add: (packed: PackedBatch) => void;
  /** Resolves when all that came so far have been taken in; rejects as taking one in has failed. */
  readonly over: () => Promise<void>;
  /** Those that wait are taken in no more. */
  readonly stop: () => void;
}

const NONE: Omit<EntryBatch, 'rows'> = { origins: [], commits: {} };

export function packBatch({ rows, origins, commits }: EntryBatch): PackedBatch {
  return { rows, named: origins.length === 0 ? '' : JSON.stringify({ origins, commits }) };
}

/** `packed` comes from `packBatch`, of this process. */
export function unpackBatch({ rows, named }: PackedBatch): EntryBatch {
  return { rows, ...(named === '' ? NONE : (JSON.parse(named) as typeof NONE)) };
}

/** What the turn has room for is taken in at once, and the rest in turns to come. */
export function takeBatches(take: (batch: EntryBatch) => void): BatchTaking {
  const waiting: PackedBatch[] = [];
  let emptying: Promise<void> | null = null;
  const empty = async () => {
    while (waiting.length > 0) {
      await nextTurn();
      const next = waiting.shift();
      if (next !== undefined) take(unpackBatch(next));
    }
    emptying = null;
  };
  return {
    add(packed) {
      if (emptying === null && !isTurnSpent()) return take(unpackBatch(packed));
      waiting.push(packed);
      if (emptying !== null) return;
      emptying = empty();
      // Who asks whether it is over is told; a call that has been given up has nobody who asks.
      emptying.catch(() => undefined);
    },
    over: () => emptying ?? Promise.resolve(),
    stop: () => void waiting.splice(0),
  };
}
