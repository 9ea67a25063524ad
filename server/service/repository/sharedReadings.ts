/** What has to be read from the disk for every question is read once for all questions that came before the reading began. */
import { LRUCache } from 'lru-cache';

/** A place in the order of what happens in this process; what happens later has a larger one. */
export type Moment = number;

let latest: Moment = 0;

export function thisMoment(): Moment {
  return ++latest;
}

/** Milliseconds after which a reading is no longer shared: questions that came before it may have waited for long. */
export const SHARED_FOR = 200;
/** Subjects that readings are remembered of. */
const MOST_SUBJECTS = 200;

interface Reading<Value> {
  /** Infinite for one that is about to begin. */
  began: Moment;
  /** By the clock. */
  until: number;
  readonly value: Promise<Value>;
  isOver: boolean;
  /** The one that begins when this one is over; null while nobody wants one. */
  next: Promise<Value> | null;
}

/** Readings by subject: never more than one of each at a time. None is used for a question that came after it had begun. */
export class SharedReadings<Value> {
  private readonly now: () => number;
  private readonly readings = new LRUCache<string, Reading<Value>>({ max: MOST_SUBJECTS });

  /** `now` gives milliseconds from any origin, never going back. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** What `read` says, or has said for another question, at some time after `asked`. */
  after(asked: Moment, subject: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.readings.get(subject);
    if (known === undefined) return this.begin(subject, read);
    if (known.began > asked && (!known.isOver || this.now() < known.until)) return known.value;
    if (known.isOver) return this.begin(subject, read);
    known.next ??= known.value.then(
      () => this.begin(subject, read),
      () => this.begin(subject, read),
    );
    return known.next;
  }

  /**
   * Not at once: what is asked in the same moment has a share in it, and what the question begins meanwhile, in an engine thread, goes
   * on while it is read.
   */
  private begin(subject: string, read: () => Promise<Value>): Promise<Value> {
    const value = momentOver().then(() => {
      reading.began = thisMoment();
      reading.until = this.now() + SHARED_FOR;
      return read();
    });
    const soon = Number.POSITIVE_INFINITY;
    const reading: Reading<Value> = { began: soon, until: soon, value, isOver: false, next: null };
    this.readings.set(subject, reading);
    const over = () => {
      reading.isOver = true;
    };
    value.then(over, over);
    return value;
  }
}

/** Resolves when all that goes on by itself has gone as far as it can. */
function momentOver(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
