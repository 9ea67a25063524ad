/** A job: one piece of work under a key, and everybody who waits for it. Knows nothing of what the work is. */

import { newAbort } from '../base/abort.ts';

/** From most to least urgent. */
export const priorities = ['cursor', 'visible', 'focused', 'open', 'background'] as const;
export type Priority = (typeof priorities)[number];

/** Why a waiter left that was not cancelled by its client: something newer took its place. */
export class Superseded extends Error {
  override name = 'Superseded';
  constructor() {
    super('superseded');
  }
}

/** Like that, but nothing newer was asked about the same thing: it was dropped because too much was waiting. */
export class Dropped extends Superseded {}

/** Why a job was turned away: too much is waiting already. */
export class QueueFull extends Error {
  override name = 'QueueFull';
  constructor() {
    super('too many jobs are waiting');
  }
}

/** Work to be done on one of the pool's lanes. */
export interface Task<Lane, Report, Result> {
  /** Equal keys mean equal work: it is done once for all who ask while it waits or runs. */
  readonly key: string;
  /** What comes after it takes less: while it waits or runs, nothing else begins or goes on that nobody looks at. */
  readonly sparesOthers?: boolean;
  /** Does the work; must settle soon after `signal` aborts. What it reports, late joiners are told as well. */
  run(lane: Lane, signal: AbortSignal, report: (report: Report) => void): Promise<Result>;
}

/** Somebody who waits. When `signal` aborts, the waiter leaves at once with the signal's reason. */
export interface Waiter<Report> {
  /** How urgent it is by now: the user may have gone elsewhere. */
  readonly priority: () => Priority;
  readonly signal: AbortSignal;
  /** Nobody asked in so many words: may be superseded when too much is waiting. */
  readonly implicit?: boolean;
  readonly onReport?: (report: Report) => void;
}

interface Seat<Report, Result> {
  readonly waiter: Waiter<Report>;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
  readonly leave: () => void;
}

/** One task with its waiters. */
export class Job<Lane, Report, Result> {
  readonly task: Task<Lane, Report, Result>;
  /** Aborts when the last waiter has left. */
  readonly abort: AbortController = newAbort();
  /** Since when it has stood still, waiting for its turn; of meaning while it waits. Milliseconds. */
  waitingSince = 0;

  private readonly reports: Report[] = [];
  private readonly seats = new Set<Seat<Report, Result>>();
  private readonly onLeave: (reason: unknown, job: Job<Lane, Report, Result>) => void;

  /** `onLeave` is called after a waiter has left early; `empty` then says whether it was the last. */
  constructor(
    task: Task<Lane, Report, Result>,
    onLeave: (reason: unknown, job: Job<Lane, Report, Result>) => void,
  ) {
    this.task = task;
    this.onLeave = onLeave;
  }

  get empty(): boolean {
    return this.seats.size === 0;
  }

  /** Index into `priorities`: that of the most urgent who waits. */
  get rank(): number {
    let rank = priorities.length - 1;
    for (const { waiter } of this.seats) rank = Math.min(rank, priorities.indexOf(waiter.priority()));
    return rank;
  }

  /** Whether nobody who waits asked in so many words. */
  get implicit(): boolean {
    for (const { waiter } of this.seats) if (!waiter.implicit) return false;
    return true;
  }

  /** Lets a waiter in. It is told everything reported so far before this returns. */
  join(waiter: Waiter<Report>): Promise<Result> {
    for (const report of this.reports) waiter.onReport?.(report);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.seats.delete(seat);
        waiter.signal.removeEventListener('abort', leave);
        reject(waiter.signal.reason);
        this.onLeave(waiter.signal.reason, this);
      };
      const seat = { waiter, resolve, reject, leave };
      this.seats.add(seat);
      waiter.signal.addEventListener('abort', leave);
    });
  }

  report(report: Report): void {
    this.reports.push(report);
    for (const seat of this.seats) this.tell(seat, report);
  }

  resolve(result: Result): void {
    for (const seat of this.dismiss()) seat.resolve(result);
  }

  /** Tells each waiter once. */
  reject(reason: unknown): void {
    for (const seat of this.dismiss()) seat.reject(reason);
  }

  /** A waiter that can't listen is out, with its own error; the others are none the worse for it. */
  private tell(seat: Seat<Report, Result>, report: Report): void {
    try {
      seat.waiter.onReport?.(report);
    } catch (error) {
      seat.waiter.signal.removeEventListener('abort', seat.leave);
      this.seats.delete(seat);
      seat.reject(error);
      this.onLeave(error, this);
    }
  }

  private dismiss(): Seat<Report, Result>[] {
    const seats = [...this.seats];
    this.seats.clear();
    for (const { waiter, leave } of seats) waiter.signal.removeEventListener('abort', leave);
    return seats;
  }
}
