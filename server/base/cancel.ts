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

/**
 * Polls after every so many units of work, so that the stretch between two polls is bounded by what was done and a
 * loop over cheap steps does not pay for a poll at each.
 */
export class Pace {
  readonly #cancel: Cancel;
  readonly #every: number;
  #left: number;

  constructor(cancel: Cancel, every: number) {
    this.#cancel = cancel;
    this.#every = every;
    this.#left = every;
  }

  /** Tells of work done since the last call. */
  did(units: number): void {
    this.#left -= units;
    if (this.#left > 0) return;
    this.#left = this.#every;
    this.#cancel.check();
  }
}

/** For work that nobody can abandon, such as the one-shot command. */
export const neverCancelled: Cancel = { check() {} };
