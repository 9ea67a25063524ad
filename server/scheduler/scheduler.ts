/** Runs jobs on a fixed number of lanes: equal work once, urgent work first, abandoned work not at all. */
import { shareCause } from '../base/trace.ts';
import { type Counters, countAbandoned, newCounters } from './counters.ts';
import { Job, QueueFull, Superseded, type Task, type Waiter } from './job.ts';
import { BoundedQueue } from './queue.ts';

export interface SchedulerOptions<Lane> {
  /** What does the work; one job at a time on each. */
  readonly lanes: readonly Lane[];
  /** Most jobs that may wait; when more come, the least urgent and newest is turned away with `QueueFull`. */
  readonly queueLimit: number;
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
}

/** What is going on right now. */
export interface Load {
  /** Jobs waiting or running. */
  readonly inFlight: number;
  readonly queued: number;
  /** Lanes at work, on jobs that nobody waits for any more included. */
  readonly lanesBusy: number;
}

// Jobs of all kinds share lanes and line; what they report and return is known only to those who submit them.
type AnyJob<Lane> = Job<Lane, unknown, unknown>;

export class Scheduler<Lane> {
  readonly counters: Counters = newCounters();

  private readonly options: SchedulerOptions<Lane>;
  /** A stack: the lane used last has the warmest caches, and the others may go to sleep. */
  private readonly idle: Lane[];
  private readonly queue: BoundedQueue<AnyJob<Lane>>;
  /** Jobs that can still be joined. */
  private readonly joinable = new Map<string, AnyJob<Lane>>();
  /** When the last waiter left, for running jobs that nobody waits for. */
  private readonly abandonedAt = new Map<AnyJob<Lane>, number>();

  constructor(options: SchedulerOptions<Lane>) {
    this.options = options;
    this.idle = [...options.lanes].reverse();
    this.queue = new BoundedQueue(options.queueLimit);
  }

  load(): Load {
    const lanesBusy = this.options.lanes.length - this.idle.length;
    return { inFlight: lanesBusy + this.queue.size, queued: this.queue.size, lanesBusy };
  }

  /**
   * Waits for the task, joining the job of that key if there is one. Rejects with the signal's reason as soon as
   * it aborts, with `QueueFull`, or with whatever the work throws.
   */
  submit<Report, Result>(task: Task<Lane, Report, Result>, waiter: Waiter<Report>): Promise<Result> {
    if (task.counted) this.counters.requests++;
    if (waiter.signal.aborted) {
      if (task.counted) this.countLeaver(waiter.signal.reason);
      return Promise.reject(waiter.signal.reason);
    }
    const running = this.joinable.get(task.key) as Job<Lane, Report, Result> | undefined;
    if (running) {
      if (task.counted) this.counters.coalesced++;
      return running.join(waiter);
    }
    const job = new Job(task, (reason, left) => this.afterLeaving(reason, left as AnyJob<Lane>));
    shareCause(waiter.signal, job.abort.signal);
    const result = job.join(waiter);
    this.enqueue(job as AnyJob<Lane>);
    return result;
  }

  private enqueue(job: AnyJob<Lane>): void {
    this.joinable.set(job.task.key, job);
    const turnedAway = this.queue.push(job);
    if (turnedAway) {
      this.forget(turnedAway);
      turnedAway.reject(new QueueFull());
    }
    this.fillLanes();
  }

  private fillLanes(): void {
    while (this.idle.length > 0) {
      const job = this.queue.shift();
      const lane = job && this.idle.pop();
      if (!job || !lane) return;
      void this.run(job, lane);
    }
  }

  /** Never rejects: whatever happens is told to the job's waiters. */
  private async run(job: AnyJob<Lane>, lane: Lane): Promise<void> {
    try {
      const result = await job.task.run(lane, job.abort.signal, (report) => job.report(report));
      if (job.task.counted && !job.abort.signal.aborted) this.counters.computed++;
      this.forget(job);
      job.resolve(result);
    } catch (error) {
      if (job.task.counted && !job.abort.signal.aborted) this.counters.failed++;
      this.forget(job);
      job.reject(error);
    } finally {
      this.bookAbandoned(job);
      this.idle.push(lane);
      this.fillLanes();
    }
  }

  private afterLeaving(reason: unknown, job: AnyJob<Lane>): void {
    if (job.task.counted) this.countLeaver(reason);
    if (!job.empty) return;
    this.forget(job);
    if (this.queue.remove(job)) return;
    this.abandonedAt.set(job, this.options.now());
    job.abort.abort(reason);
  }

  private countLeaver(reason: unknown): void {
    if (reason instanceof Superseded) this.counters.superseded++;
    else this.counters.cancelled++;
  }

  private bookAbandoned(job: AnyJob<Lane>): void {
    const since = this.abandonedAt.get(job);
    if (since === undefined) return;
    this.abandonedAt.delete(job);
    countAbandoned(this.counters, this.options.now() - since);
  }

  /** A newer job may have taken the key of one that was abandoned. */
  private forget(job: AnyJob<Lane>): void {
    if (this.joinable.get(job.task.key) === job) this.joinable.delete(job.task.key);
  }
}
