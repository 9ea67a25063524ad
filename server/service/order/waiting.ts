/** How an answer is waited for, by those who ask and by those who are asked. */
import { nextTurn } from '../../base/nextTurn.ts';
import type { Priority, Waiter } from '../../scheduler/job.ts';
import type { EntryBatch } from '../../worker/messages.ts';
import { asBatches, type FileBlame, type LineSpan } from '../fileBlame.ts';
import type { Moment } from '../repository/sharedReadings.ts';

/** How an answer is waited for. */
export interface Waiting {
  readonly signal: AbortSignal;
  /** How urgent it is by now. */
  readonly priority: () => Priority;
  /** Nobody asked in so many words: gives way when HEAD moves and when too much is waiting. */
  readonly implicit?: boolean;
  /** Nobody looks at the answer yet, and there may be thousands of such questions. */
  readonly patient?: boolean;
  /** The client shows by itself that it waits. */
  readonly isShown?: boolean;
  /** When it was asked: what others have read since then holds for it as well. Now, when missing. */
  readonly since?: Moment;
  /** Resolves when the work may begin: a storm of events may have to pass. At once when missing. */
  readonly calm?: () => Promise<void>;
  /** The lines whose rows are looked at, whatever else the answer has; all when missing. */
  readonly span?: LineSpan;
  /** Told of batches as lines are settled, if the answer does not exist yet; all at once if it does. */
  readonly onBatch?: (batch: EntryBatch) => void;
}

/** What is known already, in slices: a blame of a long file is more than may be told in one go. */
export async function tellInSlices(
  blame: FileBlame,
  { signal, onBatch }: { signal: AbortSignal; onBatch: (batch: EntryBatch) => void },
): Promise<void> {
  for (const batch of asBatches(blame)) {
    onBatch(batch);
    await nextTurn(signal);
  }
}

/** The same as the scheduler wants it. */
export function asWaiter({ signal, priority, implicit = false, onBatch }: Waiting): Waiter<EntryBatch> {
  return { signal, priority, implicit, ...(onBatch && { onReport: onBatch }) };
}

/** Whether somebody is likely to look at the answer now. */
export function isLookedAt({ patient = false, priority }: Pick<Waiting, 'patient' | 'priority'>): boolean {
  return !patient || !['open', 'background'].includes(priority());
}

/** For work that nobody waits for and nobody gives up. */
export function inBackground(priority: Priority): Waiting {
  return { signal: new AbortController().signal, priority: () => priority, implicit: true };
}

/**
 * Who waits for an answer, and what tells the question from others like it, beside `stamp`: what is asked again, to be kept, nobody waits
 * for, and it must not join work that has begun. It is short, and does not stand behind what takes seconds.
 */
export function askedBy(waiting: Waiting, again: boolean, stamp = ''): [Waiting, string] {
  return again ? [inBackground('focused'), `${stamp} again`] : [waiting, stamp];
}
