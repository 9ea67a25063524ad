/** Small files are looked at right here, as long as the disk answers at once, and by way of node's other threads where it does not. */

/** A look that took longer shows that the files are far away or their disk is busy, in milliseconds. */
export const SLOW = 5;
/** Milliseconds for which nothing is looked at right here then. */
export const SLOW_FOR = 30_000;

/**
 * Whether to look right here. Asking another thread and hearing from it takes twenty times as long as a look at what the system has in
 * memory, and the thread that asks most of that; but who looks itself does nothing else until it sees.
 */
export class Spot {
  private readonly now: () => number;
  private slowUntil = Number.NEGATIVE_INFINITY;

  /** `now` gives milliseconds from any origin, never going back. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** What `here` returns or throws; what `elsewhere` comes to while looks are slow, or where `here` says undefined. */
  async look<Result>(here: () => Result | undefined, elsewhere: () => Promise<Result>): Promise<Result> {
    const begin = this.now();
    if (begin < this.slowUntil) return elsewhere();
    try {
      const seen = here();
      return seen === undefined ? elsewhere() : seen;
    } finally {
      const end = this.now();
      if (end - begin > SLOW) this.slowUntil = end + SLOW_FOR;
    }
  }
}

/** For all of this thread. */
export const onTheSpot: Spot = new Spot(() => performance.now());
