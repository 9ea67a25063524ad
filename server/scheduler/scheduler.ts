/** Runs jobs on a fixed number of lanes: equal work once, urgent work first, abandoned work not at all. */
import { shareCause } from '../base/trace.ts';
import { type Counters, countAbandoned, newCounters, type Stretch } from './counters.ts';
import { Dropped, Job, priorities, QueueFull, type Task, type Waiter } from './job.ts';
import { BoundedQueue } from './queue.ts';

export interface SchedulerOptions<Lane> {
  /** What does the work; one job on each, at work or put aside. Of those at rest the first one gets the next job. */
  readonly lanes: readonly Lane[];
  /** Most jobs at work at a time. Lanes beyond that number hold jobs put aside for more urgent ones. */
  readonly atWork: number;
  /** Most jobs at work that are begun for what nobody looks at: each more takes memory and a core, and nobody notices. */
  readonly unseenAtWork: number;
  /** Most jobs that may wait; see `BoundedQueue.push` for who goes when more come. */
  readonly queueLimit: number;
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
  /** Calls back after so many milliseconds. */
  readonly after: (ms: number, action: () => void) => void;
  /**
   * Lets a lane stand still where it is, and go on from there. The promise resolves when it does stand still; never when
   * its work ended or it was told to go on before that.
   */
  readonly pause: (lane: Lane) => Promise<void>;
  readonly resume: (lane: Lane) => void;
  /** Makes a lane ready that is likely to be needed in a hurry. */
  readonly prepare: (lane: Lane) => void;
  /** When a lane worked on its last job, as it measured that itself, on the clock of `now`. Null or missing: nobody knows. */
  readonly worked?: (lane: Lane) => Stretch | null;
}

/** What is done within so many milliseconds needs no lane beside it, and getting one ready would only slow it down. */
export const PREPARE_AFTER = 100;
/** The same for what is looked at: little is more urgent, and somebody waits for it who would feel a thread that starts beside it. */
export const PREPARE_BESIDE_SEEN_AFTER = 2000;

/** What is going on right now. */
export interface Load {
  /** Jobs waiting, running or put aside. */
  readonly inFlight: number;
  readonly queued: number;
  /** Lanes at work, on jobs that nobody waits for any more or that are to stand still included. */
  readonly lanesBusy: number;
  /** Jobs that have begun and stand still for more urgent ones. */
  readonly aside: number;
}

/** For each stretch of this many milliseconds that a job stands still it counts as one step more urgent. */
export const AGE_STEP = 2000;
/** A job that got its turn by age alone may run this long, in milliseconds, before more urgent ones put it aside again. */
export const AGED_TURN = 100;

/** From this rank on nobody looks at what is being done. */
const UNSEEN = priorities.indexOf('open');

// Jobs of all kinds share lanes and line; what they report and return is known only to those who submit them.
type AnyJob<Lane> = Job<Lane, unknown, unknown>;

/** A job on a lane. */
interface Run<Lane> {
  readonly job: AnyJob<Lane>;
  readonly lane: Lane;
  /** `stopping`: told to stand still, but still at work. */
  state: 'atWork' | 'stopping' | 'aside' | 'over';
  /** Until then it is not put aside: it has waited long enough. */
  protectedUntil: number;
}

export class Scheduler<Lane> {
  readonly counters: Counters = newCounters();

  private readonly options: SchedulerOptions<Lane>;
  /** The first of all lanes at the end: the same ones are used again and stay warm, and the others may go to sleep. */
  private readonly idle: Lane[];
  private readonly queue: BoundedQueue<AnyJob<Lane>>;
  private readonly runs = new Set<Run<Lane>>();
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
    const lanesBusy = this.activeCount();
    const aside = this.runs.size - lanesBusy;
    return { inFlight: this.runs.size + this.queue.size, queued: this.queue.size, lanesBusy, aside };
  }

  /**
   * Waits for the task, joining the job of that key if there is one. Rejects with the signal's reason as soon as
   * it aborts, with `QueueFull`, `Superseded`, or with whatever the work throws.
   */
  submit<Report, Result>(task: Task<Lane, Report, Result>, waiter: Waiter<Report>): Promise<Result> {
    if (waiter.signal.aborted) return Promise.reject(waiter.signal.reason);
    const running = this.joinable.get(task.key) as Job<Lane, Report, Result> | undefined;
    if (running) {
      const result = running.join(waiter);
      // It may have become more urgent than what runs.
      this.dispatch();
      return result;
    }
    const job = new Job(task, (reason, left) => this.afterLeaving(reason, left as AnyJob<Lane>));
    shareCause(waiter.signal, job.abort.signal);
    const result = job.join(waiter);
    this.enqueue(job as AnyJob<Lane>);
    return result;
  }

  private enqueue(job: AnyJob<Lane>): void {
    this.joinable.set(job.task.key, job);
    job.waitingSince = this.options.now();
    const refused = this.queue.push(job);
    if (refused) this.turnAway(refused.item, refused.quietly);
    this.dispatch();
  }

  private turnAway(job: AnyJob<Lane>, quietly: boolean): void {
    this.forget(job);
    job.reject(quietly ? new Dropped() : new QueueFull());
  }

  /** Gives turns while there are free ones, then puts aside whoever is less urgent than somebody who waits. */
  private dispatch(): void {
    while (this.activeCount() < this.options.atWork && this.giveTurn());
    this.preempt();
  }

  /** The longest put aside before those who have not begun: they hold memory. False when nobody can go on. */
  private giveTurn(): boolean {
    const isFull = this.unseenCount() >= this.options.unseenAtWork;
    const sparing = this.sparing();
    const urgency = (job: AnyJob<Lane>) => {
      const holdsBack = isFull || (sparing !== null && job !== sparing);
      return holdsBack && job.rank >= UNSEEN ? Number.POSITIVE_INFINITY : this.agedRank(job);
    };
    const aside = this.firstAside(urgency);
    const waiting = this.idle.length > 0 ? this.queue.first(urgency) : null;
    if (aside && (!waiting || urgency(aside.job) <= urgency(waiting))) this.goOn(aside);
    else if (waiting) this.start(waiting);
    else return false;
    return true;
  }

  /**
   * Makes a running job stand still if a more urgent one could go on instead. One after the other: its turn is given away
   * when it does stand still, to whoever is the most urgent then, so that never more are at work than may be.
   */
  private preempt(): void {
    for (const { state } of this.runs) if (state === 'stopping') return;
    const rank = (job: AnyJob<Lane>) => job.rank;
    const aside = this.firstAside(rank);
    const waiting = this.queue.first(rank);
    const next = aside && (!waiting || aside.job.rank <= waiting.rank) ? aside.job : waiting;
    const victim = next && this.leastUrgentAtWork();
    if (!next || !victim || next.rank >= victim.job.rank) return;
    // A lane each is kept for those still more urgent.
    if (next === waiting && this.idle.length <= Math.min(next.rank, this.spareLanes() - 1)) return;
    const wait = victim.protectedUntil - this.options.now();
    if (wait > 0) this.options.after(wait, () => this.dispatch());
    else void this.putAside(victim);
  }

  private firstAside(rankOf: (job: AnyJob<Lane>) => number): Run<Lane> | null {
    let best: Run<Lane> | null = null;
    for (const run of this.runs) {
      if (run.state !== 'aside' || rankOf(run.job) === Number.POSITIVE_INFINITY) continue;
      const order =
        best && (rankOf(run.job) - rankOf(best.job) || run.job.waitingSince - best.job.waitingSince);
      if (order === null || order < 0) best = run;
    }
    return best;
  }

  /** The newest of the least urgent; jobs that are about to stop are none. */
  private leastUrgentAtWork(): Run<Lane> | null {
    let worst: Run<Lane> | null = null;
    for (const run of this.runs) {
      if (run.state !== 'atWork' || this.abandonedAt.has(run.job)) continue;
      if (!worst || run.job.rank >= worst.job.rank) worst = run;
    }
    return worst;
  }

  private async putAside(run: Run<Lane>): Promise<void> {
    run.state = 'stopping';
    await this.options.pause(run.lane);
    // It may have ended, or been told to go on, in the meantime.
    if (!this.isStopping(run)) return;
    run.state = 'aside';
    run.job.waitingSince = this.options.now();
    this.counters.preempted++;
    this.dispatch();
  }

  private isStopping({ state }: Run<Lane>): boolean {
    return state === 'stopping';
  }

  private goOn(run: Run<Lane>): void {
    run.state = 'atWork';
    run.protectedUntil = this.protection(run.job);
    this.options.resume(run.lane);
  }

  private start(job: AnyJob<Lane>): void {
    const lane = this.idle.pop();
    if (lane === undefined) return;
    this.queue.remove(job);
    const run: Run<Lane> = { job, lane, state: 'atWork', protectedUntil: this.protection(job) };
    this.runs.add(run);
    void this.run(run);
    this.options.after(PREPARE_AFTER, () => this.prepareBeside(run));
  }

  private prepareBeside(run: Run<Lane>): void {
    if (run.job.rank >= UNSEEN) this.prepareNext(run);
    else this.options.after(PREPARE_BESIDE_SEEN_AFTER - PREPARE_AFTER, () => this.prepareNext(run));
  }

  /** Work that lasts is likely to be put aside for something more urgent. */
  private prepareNext(run: Run<Lane>): void {
    const next = this.idle.at(-1);
    const { atWork, unseenAtWork } = this.options;
    if (next === undefined || !this.runs.has(run)) return;
    if (this.activeCount() < atWork && this.unseenCount() < unseenAtWork) return;
    this.options.prepare(next);
  }

  /** Never rejects: whatever happens is told to the job's waiters. */
  private async run(run: Run<Lane>): Promise<void> {
    const { job, lane } = run;
    try {
      const result = await job.task.run(lane, job.abort.signal, (report) => job.report(report));
      this.forget(job);
      job.resolve(result);
    } catch (error) {
      this.forget(job);
      job.reject(error);
    } finally {
      this.bookAbandoned(run);
      this.runs.delete(run);
      // It may have ended before it noticed that it was to stand still.
      if (run.state !== 'atWork') this.options.resume(lane);
      run.state = 'over';
      this.rest(lane);
      this.dispatch();
    }
  }

  private rest(lane: Lane): void {
    const { lanes } = this.options;
    this.idle.push(lane);
    this.idle.sort((a, b) => lanes.indexOf(b) - lanes.indexOf(a));
  }

  private afterLeaving(reason: unknown, job: AnyJob<Lane>): void {
    if (!job.empty) return;
    this.forget(job);
    if (this.queue.remove(job)) return;
    this.abandonedAt.set(job, this.options.now());
    job.abort.abort(reason);
    // What stands still can't notice that it is over.
    for (const run of this.runs) if (run.job === job && run.state !== 'atWork') this.goOn(run);
  }

  private activeCount(): number {
    let count = 0;
    for (const { state } of this.runs) if (state !== 'aside') count++;
    return count;
  }

  private unseenCount(): number {
    let count = 0;
    for (const { state, job } of this.runs) if (state !== 'aside' && job.rank >= UNSEEN) count++;
    return count;
  }

  /** A job that spares work to others: one at work, else one that waits, however long the others have waited. Null when there is none. */
  private sparing(): AnyJob<Lane> | null {
    for (const { state, job } of this.runs) if (state !== 'aside' && job.task.sparesOthers) return job;
    return this.queue.first(({ task }) => (task.sparesOthers ? 0 : Number.POSITIVE_INFINITY));
  }

  private spareLanes(): number {
    return Math.max(1, this.options.lanes.length - this.options.atWork);
  }

  private agedRank(job: AnyJob<Lane>): number {
    return Math.max(0, job.rank - Math.floor((this.options.now() - job.waitingSince) / AGE_STEP));
  }

  private protection(job: AnyJob<Lane>): number {
    return this.agedRank(job) < job.rank ? this.options.now() + AGED_TURN : 0;
  }

  private bookAbandoned({ job, lane }: Run<Lane>): void {
    const since = this.abandonedAt.get(job);
    if (since === undefined) return;
    this.abandonedAt.delete(job);
    const worked = this.options.worked?.(lane) ?? null;
    countAbandoned(this.counters, { since, now: this.options.now(), worked });
  }

  /** A newer job may have taken the key of one that was abandoned. */
  private forget(job: AnyJob<Lane>): void {
    if (this.joinable.get(job.task.key) === job) this.joinable.delete(job.task.key);
  }
}
