/** Blames of files as jobs: answered from what is in memory, from a running job of the same name, or by a new one. */

import { inSlices, nowOrInSlices } from '../base/nextTurn.ts';
import type { Oid } from '../git/oid.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { BlameJob, CommitRecord, EntryBatch, Runner } from '../worker/messages.ts';
import { BlameCollector, bytesOf, type FileBlame, type LineSpan } from './fileBlame.ts';
import { CommitRecords, type Records } from './kept/commitRecords.ts';
import { KeptBlames, type LastingStore, type Seen } from './kept/keptBlames.ts';
import { ResultCache } from './kept/resultCache.ts';
import { SharedOrigins } from './kept/sharedOrigins.ts';
import { keyOf, shortKey } from './keys.ts';
import type { FaultMemory } from './order/faultMemory.ts';
import type { Leisure } from './order/leisure.ts';
import type { Ongoing } from './order/ongoing.ts';
import type { Ticket } from './order/questions.ts';
import { asWaiter, tellInSlices, type Waiting } from './order/waiting.ts';
import { type EngineWork, newEngineWork } from './stats.ts';

export interface BlameJobsParts {
  readonly scheduler: Scheduler<Runner>;
  /** For finished blames. */
  readonly maxCacheBytes: number;
  /** Where blames last longer than the process; null for nowhere. */
  readonly keptBlames: LastingStore | null;
  readonly faults: FaultMemory;
  readonly ongoing: Ongoing;
  readonly leisure: Pick<Leisure, 'later'>;
  /** Told of every job that has been done. */
  readonly whenDone: (job: BlameJob) => void;
}

export interface BlameQuestion {
  readonly job: BlameJob;
  readonly seen: Seen;
  /** The state of the index, where it goes into the answer. */
  readonly index?: string;
}

/** A question that is in the book. */
export interface Booked extends Waiting {
  readonly ticket: Ticket;
}

interface Work extends BlameQuestion {
  readonly key: string;
  readonly signal: AbortSignal;
  readonly report: (batch: EntryBatch) => void;
  /** Whether lines were to be told of as soon as they are settled when the work began, and which ones. */
  readonly isStreamed: boolean;
  readonly looked: LineSpan | undefined;
  /** For those who watch work that goes on. */
  readonly tell: (message: string) => void;
}

/** Of the memory for finished blames, for those that are kept for the sake of later ones. */
const KEPT_SHARE = 1 / 4;
/** For what commits say. */
const RECORDS_SHARE = 1 / 4;

/** Milliseconds after which a blame is written to disk: whoever asked has his answer by then. */
const KEEP_AFTER = 500;

export class BlameJobs {
  readonly engineWork: EngineWork = newEngineWork();
  private readonly parts: BlameJobsParts;
  private readonly blames: ResultCache<FileBlame>;
  private readonly kept: KeptBlames;
  private readonly records: CommitRecords;
  private readonly origins = new SharedOrigins();

  constructor(parts: BlameJobsParts) {
    this.parts = parts;
    const maxKept = parts.maxCacheBytes * KEPT_SHARE;
    const later = (action: () => void) => parts.leisure.later(KEEP_AFTER, action);
    const maxRecords = parts.maxCacheBytes * RECORDS_SHARE;
    this.records = new CommitRecords(maxRecords);
    this.blames = new ResultCache(parts.maxCacheBytes - maxKept - maxRecords, bytesOf);
    const { keptBlames: store } = parts;
    const nextTurn = (action: () => void) => void setImmediate(action);
    this.kept = new KeptBlames({ maxBytes: maxKept, store, later, nextTurn, records: this.records });
  }

  /** Bytes by cache. */
  get caches(): { readonly blames: number; readonly keptBlames: number; readonly commits: number } {
    return { blames: this.blames.bytes, keptBlames: this.kept.bytes, commits: this.records.bytes };
  }

  async run(question: BlameQuestion, waiting: Booked): Promise<FileBlame> {
    const { faults, ongoing, scheduler } = this.parts;
    const { limits } = question.job;
    const key = keyOfBlame(question);
    const found = this.blames.get(key) ?? nowOrInSlices(this.fromKept(question, key));
    const cached = found instanceof Promise ? await found : found;
    if (cached) {
      waiting.ticket.cached();
      if (waiting.onBatch) await tellInSlices(cached, { ...waiting, onBatch: waiting.onBatch });
      return cached;
    }
    // Who wants it anyway must not join work that will be given up.
    const taskKey = `${key} ${JSON.stringify(limits ?? null)}`;
    faults.recall(taskKey);
    const isStreamed = waiting.onBatch !== undefined;
    const task = {
      key: taskKey,
      run: (lane: Runner, signal: AbortSignal, report: (batch: EntryBatch) => void) =>
        ongoing.during(titleOf(question.job, waiting), signal, (both, tell) =>
          faults.remembering(taskKey, both, () =>
            this.compute(lane, {
              ...question,
              key,
              signal: both,
              report,
              tell,
              isStreamed,
              looked: waiting.span,
            }),
          ),
        ),
    };
    const blame = await scheduler.submit(task, asWaiter(waiting));
    waiting.ticket.made(blame);
    return blame;
  }

  /** The finished blame of that name, which `nameOf` says; null where there is none in memory. */
  finished(name: string): FileBlame | null {
    return this.blames.named(name);
  }

  /** What an earlier process has found out may be all there is to know. */
  private *fromKept({ job, seen }: BlameQuestion, key: string): Generator<undefined, FileBlame | null> {
    const blame = yield* this.kept.whole(job, seen);
    if (blame === null) return null;
    // Somebody may have been quicker.
    const known = this.blames.get(key);
    if (known) return known;
    this.blames.set(key, blame);
    // What is done then takes an engine thread that nobody else needs yet.
    this.parts.leisure.later(0, () => this.parts.whenDone(job));
    return blame;
  }

  private async compute(
    lane: Runner,
    { job, seen, key, signal, report, tell, isStreamed, looked }: Work,
  ): Promise<FileBlame> {
    const collector = new BlameCollector();
    const { known, described } = await inSlices(this.kept.for(job, seen));
    const onBatch = (batch: EntryBatch) => {
      const origins = this.origins.shared(batch.origins);
      const whole = { ...batch, origins, commits: this.commitsOf(batch, seen.stamp, described) };
      collector.add(whole);
      report(whole);
      tell(`${collector.settled} lines`);
    };
    const outcome = await lane.call('blame', { ...job, known, isStreamed, looked }, { signal, onBatch });
    for (const name of Object.keys(this.engineWork) as (keyof EngineWork)[])
      this.engineWork[name] += outcome.stats[name];
    // It is there, so it is kept, whoever waits for it by now.
    const blame = await inSlices(collector.finish(outcome.lineCount));
    this.blames.set(key, blame);
    this.kept.add(job, seen, { blame, outcome });
    this.parts.whenDone(job);
    return blame;
  }

  /** What the batch says of its commits, and what was said of them before. */
  private commitsOf(
    { origins, commits }: EntryBatch,
    stamp: string,
    described: ReadonlyMap<Oid, CommitRecord>,
  ): Records {
    // One by one: to spread hundreds into an object takes V8 milliseconds.
    const all: Record<Oid, CommitRecord> = {};
    for (const { commit } of origins) {
      const record = described.get(commit);
      if (record !== undefined) all[commit] = record;
    }
    for (const [commit, record] of Object.entries(this.records.shared(stamp, commits))) all[commit] = record;
    return all;
  }
}

/** By which a finished blame is remembered. */
export function nameOf(question: BlameQuestion): string {
  return shortKey(keyOfBlame(question));
}

function keyOfBlame({ job, seen, index = '' }: BlameQuestion): string {
  return keyOf('blame', job, `${seen.stamp} ${index}`, 'limits');
}

/** What people are told that is worked on; null where the client shows it by itself. */
function titleOf({ path }: BlameJob, { isShown = false }: Waiting): string | null {
  return isShown
    ? null
    : `Blame of ${Buffer.from(path.slice(path.lastIndexOf('/') + 1), 'latin1').toString()}`;
}
