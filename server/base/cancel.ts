/** Cancellation as the synchronous code sees it: a flag that is polled, and the one value thrown when it is set. */

/** Thrown by `Cancel.check` and caught only where the work was started (worker/, cli/). */
export class Cancelled extends Error {
  override name = 'Cancelled';
  constructor() {
    super('cancelled');
  }
}

/** A poll point. Calling it must be cheap enough for inner loops that call it every few operations. */
export interface Cancel {
  /** Returns when the work may go on; throws `Cancelled` when nobody waits for it any more. */
  check(): void;
}

/** For work that nobody can abandon, such as the one-shot command. */
export const neverCancelled: Cancel = { check() {} };
