/** The engine's threads put together: the lanes that the scheduler gives work to, and what is known of all of them. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { clock, type Trace } from './base/trace.ts';
import type { Stretch } from './scheduler/counters.ts';
import { planMemory, type ThreadRoom } from './service/kept/memoryPlan.ts';
import type { Settings } from './service/settings/settings.ts';
import { FallbackRunner, type gitChooser } from './worker/fallbackRunner.ts';
import { GitEngine } from './worker/gitEngine.ts';
import type { Runner, WorkTime } from './worker/messages.ts';
import { SharedTables } from './worker/sharedTables.ts';
import { fitting } from './worker/startedThread.ts';
import { ThreadRunner } from './worker/threadRunner.ts';
import { TracedRunner } from './worker/tracedRunner.ts';

/** An engine thread without work for this long gives its memory back: the first one, which does what there is to do now and then, */
const IDLE_AFTER = 5 * 60_000;
/** the others, which are there for when there is much, */
const MORE_IDLE_AFTER = 60_000;
/** and those that were only needed to put others aside. */
const SPARE_IDLE_AFTER = 20_000;
/** Threads that hold work put aside: one for each kind of urgency that can be put aside by a more urgent one. */
const SPARE_THREADS = 4;
const MEGABYTE = 1024 * 1024;

export interface EngineLaneParts {
  readonly trace: Trace | null;
  /** The user's caches, and where the code of the program's parts is kept. */
  readonly caches: string;
  readonly code: string;
  /** The first thread where it has been started already; null: none was. */
  readonly takeEngine: (() => Worker | null) | null;
  readonly onLost: (error: Error) => void;
}

/** What a session's settings say of them. */
export interface LaneSetup {
  readonly settings: Settings;
  readonly usesGit: ReturnType<typeof gitChooser>;
}

/** What a lane has for itself. */
interface LaneRoom extends ThreadRoom {
  readonly indexing: number;
  readonly shared: SharedTables;
  readonly idleAfter: number;
  readonly isFirst: boolean;
}

/** Lanes of all sessions of a process, which has one. */
export class EngineLanes {
  private readonly parts: EngineLaneParts;
  private readonly threads: ThreadRunner[] = [];
  /** What the threads of each session share. */
  private readonly tables: SharedTables[] = [];
  private readonly workers = new Map<Runner, FallbackRunner>();

  constructor(parts: EngineLaneParts) {
    this.parts = parts;
  }

  /** Those that work at a time, then those that others are put aside for. */
  open(setup: LaneSetup): Runner[] {
    const atWork = lanesAtWork(setup.settings);
    const { thread, spare, indexing, tables } = planMemory(setup.settings, atWork);
    const shared = new SharedTables(tables);
    this.tables.push(shared);
    const common = { indexing, shared };
    return Array.from({ length: atWork + SPARE_THREADS }, (_, index) => {
      const isFirst = index === 0;
      const isSpare = index >= atWork;
      const idleAfter = isSpare ? SPARE_IDLE_AFTER : isFirst ? IDLE_AFTER : MORE_IDLE_AFTER;
      return this.lane(setup, { ...(isSpare ? spare : thread), ...common, idleAfter, isFirst });
    });
  }

  /** When a lane last did something, by its own account, on the clock of `performance.now` in milliseconds; null: not known. */
  lastWork(lane: Runner): Stretch | null {
    const work: WorkTime | null = this.workers.get(lane)?.lastWork ?? null;
    if (work === null) return null;
    const origin = performance.now() - clock() / 1000;
    return { start: work.start / 1000 + origin, end: work.end / 1000 + origin };
  }

  /** What the threads that are alive hold, together. */
  bytes(): Readonly<Record<string, number>> {
    const all = { engineObjects: 0, engineTables: 0, engineTexts: 0, engineIndexes: 0, engineHunks: 0 };
    for (const { bytes } of this.tables) all.engineTables += bytes;
    for (const { held } of this.threads) {
      all.engineObjects += held?.objects ?? 0;
      all.engineTexts += held?.texts ?? 0;
      all.engineIndexes += held?.histories ?? 0;
      all.engineHunks += held?.hunks ?? 0;
    }
    return all;
  }

  private lane({ settings, usesGit }: LaneSetup, room: LaneRoom): Runner {
    const { trace } = this.parts;
    const worker = new FallbackRunner({ inner: this.thread(settings, room), git: gitOfPath(), usesGit });
    const lane = trace ? new TracedRunner(worker, trace) : worker;
    this.workers.set(lane, worker);
    return lane;
  }

  private thread(
    settings: Settings,
    { objects, indexing, shared, texts, hunks, heap, idleAfter, isFirst }: LaneRoom,
  ): ThreadRunner {
    const { diskCacheMegabytes, historyIndex } = settings;
    const { caches, code, takeEngine, onLost } = this.parts;
    const thread = new ThreadRunner({
      entry: new URL('./engineThread.js', import.meta.url),
      ...(takeEngine && { started: takeEngine }),
      setup: {
        cacheDirectory: historyIndex ? caches : null,
        cacheBytes: diskCacheMegabytes * MEGABYTE,
        objectBytes: objects,
        indexingBytes: indexing,
        textBytes: texts,
        hunkBytes: hunks,
        keepsComparisons: keepsComparisons(settings),
      },
      tables: shared,
      heap: fitting(heap),
      start: { code, keepsCode: isFirst },
      idleAfter,
      onLost,
    });
    this.threads.push(thread);
    return thread;
  }
}

/** How many lanes work at a time: by default all cores but one, four at most. */
export function lanesAtWork({ threads }: Settings): number {
  return threads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
}

/** Where nothing that was compared can be held, there is nothing to be read from disk either. */
export function keepsComparisons({ historyIndex, keepComparisons, hunkCacheMegabytes }: Settings): boolean {
  return historyIndex && keepComparisons && hunkCacheMegabytes !== 0;
}

/** The git of the PATH. */
export function gitOfPath(): GitEngine {
  return new GitEngine({ command: 'git', environment: process.env });
}
