/** Small files are looked at right here, as long as the disk answers at once, and by way of node's other threads where it does not. */

/** Two looks among so many that took longer, in milliseconds, show that files are far away or their disk is busy; one, that the processor is. */
export const SLOW = 5;
export const AMONG = 16;
/** Milliseconds for which nothing is looked at right here then. */
export const SLOW_FOR = 30_000;

/**
 * Whether to look right here. Asking another thread and hearing from it takes twenty times as long as a look at what the system has in
 * memory, and the thread that asks most of that; but who looks itself does nothing else until it sees.
 */
export class Spot {
  private readonly now: () => number;
  private slowUntil = Number.NEGATIVE_INFINITY;
  /** Looks since the last slow one. */
  private looksSince: number = AMONG;

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
      this.took(begin, this.now());
    }
  }

  private took(begin: number, end: number): void {
    this.looksSince++;
    if (end - begin <= SLOW) return;
    if (this.looksSince < AMONG) this.slowUntil = end + SLOW_FOR;
    this.looksSince = 0;
  }
}

/** For all of this thread. */
export const onTheSpot: Spot = new Spot(() => performance.now());
