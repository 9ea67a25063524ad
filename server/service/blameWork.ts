/** What one blame is about on its way through the service, from the question to the engine. */
import type { Oid } from '../git/oid.ts';
import type { BlameJob, EntryBatch } from '../worker/messages.ts';
import type { Ticket } from './questions.ts';
import type { Waiting } from './waiting.ts';
import type { Place } from './workspace.ts';

/** A text, its place and the commit under it. */
export interface Subject {
  readonly place: Place;
  readonly commit: Oid;
  readonly content: Uint8Array;
  readonly how: Omit<BlameJob, keyof Place | 'commit' | 'content'>;
  /** What goes into the answer beside the job. */
  readonly stamp: string;
}

/** A question that is in the book. */
export interface Booked extends Waiting {
  readonly ticket: Ticket;
}

export interface Question {
  readonly job: BlameJob;
  /** What goes into the answer beside the job. */
  readonly stamp: string;
}

export interface Work {
  readonly job: BlameJob;
  readonly key: string;
  readonly signal: AbortSignal;
  readonly report: (batch: EntryBatch) => void;
  /** For those who watch work that goes on. */
  readonly tell: (message: string) => void;
}

/** What people are told that is worked on; null where the client shows it by itself. */
export function titleOf({ path }: BlameJob, { isShown = false }: Waiting): string | null {
  return isShown
    ? null
    : `Blame of ${Buffer.from(path.slice(path.lastIndexOf('/') + 1), 'latin1').toString()}`;
}
