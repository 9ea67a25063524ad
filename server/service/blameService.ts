/** The service's face: questions about files as an editor asks them, answered from cache, running work or new work. */
import { createHash } from 'node:crypto';
import { shareCause } from '../base/trace.ts';
import type { Oid } from '../git/oid.ts';
import { zeroOid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type { Priority, Waiter } from '../scheduler/job.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type {
  BlameJob,
  CommitDetails,
  CommitRecord,
  EngineCalls,
  EngineMethod,
  EntryBatch,
  Overlay,
  Runner,
} from '../worker/messages.ts';
import type { WorkLimits } from '../worker/timeLimit.ts';
import { FaultMemory } from './faultMemory.ts';
import { asBatch, BlameCollector, bytesOf, emptyBlame, type FileBlame } from './fileBlame.ts';
import { Heads } from './heads.ts';
import { movedBatch, type OverlayBase, type Uncommitted, uncommittedBatch } from './overlay.ts';
import { ResultCache } from './resultCache.ts';
import { type EngineWork, newEngineWork, type ServiceStats } from './stats.ts';
import type { Place, Workspace } from './workspace.ts';

export type EngineOptions = BlameJob['options'];

/** Lines that have found their origin while a blame runs; see `EntryBatch`. */
export type BlameBatch = EntryBatch;

/** Which text to blame. */
export interface FileQuery {
  readonly fsPath: string;
  /** The text in the editor; null to read the file. Without meaning when a revision is asked. */
  readonly text: string | null;
  /** As the user wrote it; null for the text on top of HEAD. */
  readonly revision: string | null;
  readonly options: EngineOptions;
  /** None when missing. */
  readonly limits?: WorkLimits;
}

/** How an answer is waited for. */
export interface Waiting {
  readonly signal: AbortSignal;
  readonly priority: Priority;
  /** Nobody asked in so many words: gives way when HEAD moves and when too much is waiting. */
  readonly implicit?: boolean;
  /** Told of batches as lines are settled, if the answer does not exist yet; all at once if it does. */
  readonly onBatch?: (batch: EntryBatch) => void;
}

export interface FileAnswer {
  /** The commit that was blamed; null when there is nothing to blame. */
  readonly revision: Oid | null;
  readonly blame: FileBlame;
}

export interface ServiceParts {
  readonly scheduler: Scheduler<Runner>;
  readonly workspace: Workspace;
  readonly maxCacheBytes: number;
  /** The commit that HEAD names; null before the first commit. Reads the disk at every call. */
  readonly readHead: (repository: Repository) => Promise<Oid | null>;
  /** Other parents of the commit to be; empty when no merge is in progress. */
  readonly readMergeHeads: (repository: Repository) => Promise<readonly Oid[]>;
  /** What git would take for the file's content; null when there is no file or symbolic link. */
  readonly readFile: (fsPath: string) => Promise<Uint8Array | null>;
  /** Something that changes whenever what authors are called may have changed. */
  readonly mailmapStamp: (repository: Repository) => Promise<string>;
  readonly wallClock: () => Date;
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
}

/** For the differences between texts and their committed files: small, and asked again by every surface. */
const OVERLAY_BYTES = 4 * 1024 * 1024;

const nothing: FileAnswer = { revision: null, blame: emptyBlame };

export class BlameService {
  private readonly parts: ServiceParts;
  private readonly blames: ResultCache<FileBlame>;
  private readonly overlays = new ResultCache<Overlay>(OVERLAY_BYTES, ({ quads }) => quads.byteLength + 512);
  private readonly engineWork: EngineWork = newEngineWork();
  private readonly heads = new Heads();
  private readonly faults: FaultMemory;

  constructor(parts: ServiceParts) {
    this.parts = parts;
    this.faults = new FaultMemory(parts.now);
    this.blames = new ResultCache(parts.maxCacheBytes, bytesOf);
  }

  /**
   * Who is to blame for each line. A file outside any work tree, untracked, or before the first commit gives an
   * empty answer; with a revision that lacks the path, `GitError('noSuchPath')`.
   */
  async blameFile(query: FileQuery, waiting: Waiting): Promise<FileAnswer> {
    const { workspace } = this.parts;
    const shown = query.text !== null && query.revision === null;
    const place = await (shown ? workspace.locateShown(query.fsPath) : workspace.locate(query.fsPath));
    waiting.signal.throwIfAborted();
    if (!place) return nothing;
    if (query.revision !== null)
      return this.blameRevision({ ...query, revision: query.revision }, place, waiting);
    const commit = await this.parts.readHead(place.repository);
    waiting.signal.throwIfAborted();
    const moved = this.heads.see(place.repository.gitDir, commit);
    return whileHeadStays(waiting, moved, async (lasting) => {
      const content = commit === null ? null : await this.contentOf(query);
      lasting.signal.throwIfAborted();
      if (commit === null || content === null) return nothing;
      const { options, limits } = query;
      return this.blameContent({ place, commit, content, options, ...(limits && { limits }) }, lasting);
    });
  }

  /** What a commit says and what it did to a path (as the user wrote it). Null outside of any repository. */
  async describeCommit(
    query: { fsPath: string; commit: string; path: string | null },
    waiting: Waiting,
  ): Promise<CommitDetails | null> {
    const place = await this.parts.workspace.locate(query.fsPath);
    waiting.signal.throwIfAborted();
    if (!place) return null;
    const { repository } = place;
    const commit = await this.ask('revision', { repository, revision: query.commit }, waiting);
    const stamp = await this.parts.mailmapStamp(repository);
    waiting.signal.throwIfAborted();
    return this.ask('commit', { repository, commit, path: query.path }, waiting, stamp);
  }

  /** Something has changed that may have mended what failed. */
  forgetFaults(): void {
    this.faults.forget();
  }

  /** HEAD of the repository around the file may have moved: looks, and ends implicit work for where it was. */
  async lookAtHead(fsPath: string): Promise<void> {
    const place = await this.parts.workspace.locate(fsPath);
    if (place) this.heads.see(place.repository.gitDir, await this.parts.readHead(place.repository));
  }

  stats(): ServiceStats {
    const { scheduler } = this.parts;
    const { inFlight, queued, lanesBusy } = scheduler.load();
    return {
      inFlight,
      queued,
      workersBusy: lanesBusy,
      ...scheduler.counters,
      engine: this.engineWork,
      caches: { blames: this.blames.bytes, overlays: this.overlays.bytes },
    };
  }

  private async blameRevision(
    query: FileQuery & { revision: string },
    { repository, path }: Place,
    waiting: Waiting,
  ): Promise<FileAnswer> {
    const commit = await this.ask('revision', { repository, revision: query.revision }, waiting);
    const { options, limits } = query;
    const job = { repository, commit, path, content: null, options, ...(limits && { limits }) };
    return { revision: commit, blame: await this.run(job, waiting) };
  }

  private async blameContent(subject: Subject, waiting: Waiting): Promise<FileAnswer> {
    const { place, commit, options, limits } = subject;
    const [mergeHeads, overlay] = await Promise.all([
      this.parts.readMergeHeads(place.repository),
      this.overlayOf(subject, waiting),
    ]);
    waiting.signal.throwIfAborted();
    if (!overlay.tracked) return nothing;
    if (overlay.blob === null || mergeHeads.length > 0)
      return this.blameAsCommit(subject, mergeHeads, waiting);
    const job = { ...place, commit, content: null, options, ...(limits && { limits }) };
    const unchanged = overlay.quads.length === 0;
    const blame = await (unchanged ? this.run(job, waiting) : this.runUnder(overlay, job, waiting));
    return { revision: commit, blame };
  }

  /** Blames the committed file and moves its lines to where the text has them. */
  private async runUnder(overlay: Overlay, job: BlameJob, waiting: Waiting): Promise<FileBlame> {
    const base: OverlayBase = { commit: job.commit, path: job.path, uncommitted: this.uncommitted(job) };
    const first = uncommittedBatch(overlay, base);
    waiting.onBatch?.(first);
    const onBatch = (batch: EntryBatch) => waiting.onBatch?.(movedBatch(batch, overlay));
    const committed = await this.run(job, { ...waiting, onBatch });
    const collector = new BlameCollector();
    collector.add(first);
    collector.add(movedBatch(asBatch(committed), overlay));
    return collector.finish(overlay.lineCount);
  }

  /** Lets the engine treat the text as a commit to be: merges in progress, files renamed or added in the index. */
  private async blameAsCommit(
    { place, commit, content, options, limits }: Subject,
    mergeHeads: readonly Oid[],
    waiting: Waiting,
  ): Promise<FileAnswer> {
    const text = { data: content, mergeHeads };
    const job: BlameJob = { ...place, commit, content: text, options, ...(limits && { limits }) };
    const { oid, record } = this.uncommitted(job);
    const blame = await this.run(job, {
      ...waiting,
      onBatch: (batch) => waiting.onBatch?.({ ...batch, commits: { ...batch.commits, [oid]: record } }),
    });
    return { revision: commit, blame: { ...blame, commits: { ...blame.commits, [oid]: record } } };
  }

  /** From the cache, from a running job of the same key, or by a new job. */
  private async run(job: BlameJob, waiting: Waiting): Promise<FileBlame> {
    const { scheduler } = this.parts;
    const stamp = await this.parts.mailmapStamp(job.repository);
    waiting.signal.throwIfAborted();
    const { limits, ...unlimited } = job;
    const key = keyOf('blame', unlimited, stamp);
    const cached = this.blames.get(key);
    if (cached) {
      scheduler.counters.requests++;
      scheduler.counters.cacheHits++;
      waiting.onBatch?.(asBatch(cached));
      return cached;
    }
    // Who wants it anyway must not join work that will be given up.
    const taskKey = `${key} ${JSON.stringify(limits ?? null)}`;
    this.faults.recall(taskKey);
    const task = {
      key: taskKey,
      counted: true,
      run: (lane: Runner, signal: AbortSignal, report: (batch: EntryBatch) => void) =>
        this.remembering(taskKey, signal, () => this.compute(lane, { job, key, signal, report })),
    };
    return scheduler.submit(task, asWaiter(waiting));
  }

  /** What fails is not tried again soon; what was given up is no failure. */
  private async remembering<Result>(
    key: string,
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) this.faults.remember(key, error);
      throw error;
    }
  }

  private async compute(lane: Runner, work: Work): Promise<FileBlame> {
    const collector = new BlameCollector();
    const onBatch = (batch: EntryBatch) => {
      collector.add(batch);
      work.report(batch);
    };
    const { lineCount, stats } = await lane.call('blame', work.job, { signal: work.signal, onBatch });
    for (const name of Object.keys(this.engineWork) as (keyof EngineWork)[])
      this.engineWork[name] += stats[name];
    const blame = collector.finish(lineCount);
    this.blames.set(work.key, blame);
    return blame;
  }

  private async overlayOf(
    { place, commit, content, options, limits }: Subject,
    waiting: Waiting,
  ): Promise<Overlay> {
    const params = { ...place, commit, content, options, ...(limits && { limits }) };
    const key = keyOf('overlay', params, '');
    const known = this.overlays.get(key);
    if (known) return known;
    const overlay = await this.ask('overlay', params, waiting);
    // Whether the index has a path changes; what a commit has there does not.
    if (overlay.blob !== null) this.overlays.set(key, overlay);
    return overlay;
  }

  /** A small question to an engine thread; equal ones are asked once. */
  private ask<Method extends Exclude<EngineMethod, 'blame'>>(
    method: Method,
    params: EngineCalls[Method]['params'],
    waiting: Waiting,
    stamp = '',
  ): Promise<EngineCalls[Method]['result']> {
    const key = keyOf(method, params, stamp);
    const work = (lane: Runner, signal: AbortSignal) => lane.call(method, params, { signal });
    const task = { key, counted: false, run: work };
    const { signal, priority, implicit = false } = waiting;
    return this.parts.scheduler.submit(task, { signal, priority, implicit });
  }

  private contentOf({ text, fsPath }: FileQuery): Promise<Uint8Array | null> {
    return text === null ? this.parts.readFile(fsPath) : Promise.resolve(Buffer.from(text));
  }

  private uncommitted({ repository, path }: BlameJob): Uncommitted {
    const now = this.parts.wallClock();
    const nobody = {
      name: 'Not Committed Yet',
      email: 'not.committed.yet',
      time: Math.floor(now.getTime() / 1000),
      timezone: timezoneOf(now),
    };
    const name = Buffer.from(path, 'latin1').toString();
    const record: CommitRecord = {
      summary: `Version of ${name} from ${name}`,
      author: nobody,
      committer: nobody,
    };
    return { oid: zeroOid(repository.objectFormat), record };
  }
}

/** A text, its place and the commit under it. */
interface Subject {
  readonly place: Place;
  readonly commit: Oid;
  readonly content: Uint8Array;
  readonly options: EngineOptions;
  readonly limits?: WorkLimits;
}

/** Implicit work is for the HEAD of now; what was asked in so many words keeps its answer. */
async function whileHeadStays<Result>(
  waiting: Waiting,
  moved: AbortSignal,
  work: (waiting: Waiting) => Promise<Result>,
): Promise<Result> {
  if (!waiting.implicit) return work(waiting);
  const controller = new AbortController();
  shareCause(waiting.signal, controller.signal);
  const sources = [waiting.signal, moved];
  const giveUp = () => controller.abort(sources.find(({ aborted }) => aborted)?.reason);
  if (sources.some(({ aborted }) => aborted)) giveUp();
  // Not AbortSignal.any: HEAD may stay for days, and its signal would keep a trace of every request.
  for (const source of sources) source.addEventListener('abort', giveUp);
  try {
    return await work({ ...waiting, signal: controller.signal });
  } finally {
    for (const source of sources) source.removeEventListener('abort', giveUp);
  }
}

interface Work {
  readonly job: BlameJob;
  readonly key: string;
  readonly signal: AbortSignal;
  readonly report: (batch: EntryBatch) => void;
}

function asWaiter({ signal, priority, implicit = false, onBatch }: Waiting): Waiter<EntryBatch> {
  return { signal, priority, implicit, ...(onBatch && { onReport: onBatch }) };
}

/** Equal questions, equal keys: everything that goes into the answer, texts as their hash. */
function keyOf(method: EngineMethod, params: EngineCalls[EngineMethod]['params'], stamp: string): string {
  // A function, not an arrow: a Buffer's own `toJSON` has run before its value is handed in.
  const text = JSON.stringify(params, function (this: Record<string, unknown>, name, value: unknown) {
    const original = this[name];
    if (name === 'repository') return (original as Repository).gitDir;
    if (original instanceof Set) return [...original];
    return original instanceof Uint8Array ? createHash('sha1').update(original).digest('hex') : value;
  });
  return `${method} ${text} ${stamp}`;
}

/** `+0200` */
function timezoneOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  const digits = Math.floor(size / 60) * 100 + (size % 60);
  return `${minutes < 0 ? '-' : '+'}${String(digits).padStart(4, '0')}`;
}
