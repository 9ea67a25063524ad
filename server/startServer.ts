/** The server put together: from its command line to threads, caches, watches and the connection. It wires parts and decides nothing. */
import { appendFileSync, openSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { SwitchableLog } from './base/log.ts';
import { clock, Trace } from './base/trace.ts';
import { groupDirectory, trimCaches, trimGroup } from './cache/cacheDirectory.ts';
import { keepCode } from './cache/keptCode.ts';
import { KeptFiles } from './cache/keptFiles.ts';
import type { PartLoader } from './cache/partLoader.ts';
import { discoverRepository } from './git/repository.ts';
import { repositoryPath } from './git/repositoryPath.ts';
import type { CommandLine } from './lsp/commandLine.ts';
import { serve } from './lsp/connection.ts';
import type { FirstId } from './lsp/firstAnswer.ts';
import type { Stretch } from './scheduler/counters.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { BlameService } from './service/blameService.ts';
import { Views } from './service/documents/views.ts';
import { LastingAnswers } from './service/kept/lastingAnswers.ts';
import { planMemory, type ThreadRoom, usualHeap } from './service/kept/memoryPlan.ts';
import { Leisure } from './service/order/leisure.ts';
import { readWorkTreeFile } from './service/repository/disk.ts';
import { isNear } from './service/repository/farDisks.ts';
import { processorWaits } from './service/repository/processorWaits.ts';
import { quickDisk } from './service/repository/quickDisk.ts';
import { QuickLooks } from './service/repository/quickLooks.ts';
import { Workspace } from './service/repository/workspace.ts';
import type { Settings } from './service/settings/settings.ts';
import { type RepositoryReading, systemWatches, type WatchHooks } from './service/watch/systemWatches.ts';
import { SymbolThread } from './symbols/symbolThread.ts';
import { BodyParser } from './worker/bodyParser.ts';
import { FallbackRunner, gitChooser } from './worker/fallbackRunner.ts';
import { GitEngine } from './worker/gitEngine.ts';
import type { Runner, WorkTime } from './worker/messages.ts';
import { fitting } from './worker/startedThread.ts';
import { ThreadRunner, type ThreadRunnerOptions } from './worker/threadRunner.ts';
import { TracedRunner } from './worker/tracedRunner.ts';

type ServeCommand = Extract<CommandLine, { kind: 'serve' }>;

/** What the server is told of the program that it is started by. */
export interface Program {
  readonly version: string;
  /** The directory of this user's caches. */
  readonly caches: string;
  /** What it has been loaded by, and where the code of its parts is kept. */
  readonly parts: PartLoader;
  readonly code: string;
  /** The request `initialize` that has been answered already; null: none. */
  readonly answered: FirstId | null;
  /**
   * The first engine thread, which loads its modules while the main thread loads its own; null when it has been taken or is gone. Null
   * instead: none was started, as what is asked first may have been kept.
   */
  readonly takeEngine: (() => Worker | null) | null;
  /** Writes all of the bytes to a descriptor, however slow its reader is. */
  readonly write: (descriptor: number, bytes: Uint8Array) => void;
}

/** An engine thread without work for this long gives its memory back: the first one, which does what there is to do now and then, */
const IDLE_AFTER = 5 * 60_000;
/** the others, which are there for when there is much, */
const MORE_IDLE_AFTER = 60_000;
/** and those that were only needed to put others aside. */
const SPARE_IDLE_AFTER = 20_000;
/** Where the first answers may have been kept, an engine thread that nobody asks starts when they are out. */
const ENGINE_LATER = 150;
/** By then most of what the first answers need has run. */
const KEEP_CODE_AFTER = 1500;
const QUEUE_LIMIT = 256;
/** Threads that hold work put aside: one for each kind of urgency that can be put aside by a more urgent one. */
const SPARE_THREADS = 4;
/** One repository's views may take so much of the room on disk: a quarter. */
const VIEWS_SHARE = 4;
const MEGABYTE = 1024 * 1024;

/** Serves a client by the transport of the command line, and ends the process when the client is gone. */
export function startServer(command: ServeCommand, program: Program): void {
  const threads: EngineThreads = {
    entry: new URL('./engineThread.js', import.meta.url),
    heap: fitting(usualHeap),
    ...(program.takeEngine && { started: program.takeEngine }),
  };
  const { logFile, traceFile } = command;
  const trace = traceFile === null ? null : openTrace(traceFile, program.write);
  const tell = {
    error: (message: string) => log.error(message),
    warn: (message: string) => log.warning(message),
  };
  const { createService, createViews, createWatches } = serviceFactory({
    tell,
    trace,
    program,
    threads,
  });
  const symbols = new SymbolThread({
    entry: new URL('./symbolsThread.js', import.meta.url),
    idleAfter: SPARE_IDLE_AFTER * 3,
  });
  const line = (level: string, message: string) => `${new Date().toISOString()} ${level}: ${message}\n`;
  const log = new SwitchableLog(
    command.logLevel,
    (level, message) => process.stderr.write(line(level, message)),
    logFile === null ? null : (level, message) => appendFileSync(logFile, line(level, message)),
  );
  const parser = new BodyParser({
    entry: new URL('./bodyThread.js', import.meta.url),
    idleAfter: SPARE_IDLE_AFTER,
    onLost: (error) => log.error(`a message is parsed in the main thread: ${error.message}`),
  });
  // By default a signal ends the process without a word to its children.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  // One request may fail, the process may not.
  process.on('uncaughtException', (error) => log.error(error.stack ?? error.message));
  process.on('unhandledRejection', (reason) => log.error(String(reason)));
  serve({
    transport: command.transport,
    answered: program.answered,
    clientProcessId: command.clientProcessId,
    log,
    trace,
    parseLarge: (body) => parser.parse(body),
    exit: (code) => process.exit(code),
    createService,
    createWatches,
    makeOutline: (path, text, signal) => symbols.outline(path, text, signal),
    version: program.version,
    createViews,
    windows: process.platform === 'win32',
    now: () => Math.floor(Date.now() / 1000),
    clock: { now: () => performance.now(), after: (ms, action) => void setTimeout(action, ms).unref() },
  });
}

/** The events of a turn go to the file together: a process that is killed loses no more than those of its last one. */
function openTrace(path: string, write: Program['write']): Trace {
  const file = openSync(path, 'w');
  let waiting = '';
  const flush = () => {
    write(file, Buffer.from(waiting));
    waiting = '';
  };
  const trace = new Trace({
    write: (text) => {
      if (waiting === '') setImmediate(flush);
      waiting += text;
    },
    processId: process.pid,
    now: clock,
  });
  process.on('exit', () => {
    trace.close();
    flush();
  });
  return trace;
}

interface FactoryParts {
  readonly tell: {
    readonly error: (message: string) => void;
    readonly warn: (message: string) => void;
  };
  readonly trace: Trace | null;
  readonly program: Program;
  readonly threads: EngineThreads;
}

/** What a lane has for itself. */
interface LaneRoom extends ThreadRoom {
  readonly idleAfter: number;
  readonly isFirst: boolean;
}

type EngineThreads = Pick<ThreadRunnerOptions, 'entry' | 'heap' | 'started'>;

function serviceFactory({ tell, trace, program, threads }: FactoryParts) {
  const { caches, version } = program;
  const threadRunners: ThreadRunner[] = [];
  const workers = new Map<Runner, FallbackRunner>();
  const newGit = () => new GitEngine({ command: 'git', environment: process.env });
  const newRunner = (
    { diskCacheMegabytes, historyIndex }: Settings,
    usesGit: ReturnType<typeof gitChooser>,
    { objects, texts, heap, idleAfter, isFirst }: LaneRoom,
  ): Runner => {
    const inner = new ThreadRunner({
      ...threads,
      setup: {
        cacheDirectory: historyIndex ? caches : null,
        cacheBytes: diskCacheMegabytes * MEGABYTE,
        objectBytes: objects,
        textBytes: texts,
      },
      heap: fitting(heap),
      start: { code: program.code, keepsCode: isFirst },
      idleAfter,
      onLost: (error) => tell.error(error.message),
    });
    threadRunners.push(inner);
    const worker = new FallbackRunner({ inner, git: newGit(), usesGit });
    const runner = trace ? new TracedRunner(worker, trace) : worker;
    workers.set(runner, worker);
    return runner;
  };
  const now = () => performance.now();
  // The same for every session of the process, which has one.
  const nextTurn = (action: () => void) => void setImmediate(action);
  const disk = quickDisk(new QuickLooks({ now, isNear, nextTurn, waited: processorWaits() }));
  let readWholeHead: RepositoryReading['head'] = disk.readHead;
  const createWatches = (hooks: WatchHooks) =>
    systemWatches(hooks, { head: (repository) => readWholeHead(repository), mergeHeads: disk.mergeHeads });
  const keptFiles = (kind: 'blames' | 'answers', { diskCacheMegabytes }: Settings) =>
    new KeptFiles({
      root: caches,
      kind,
      maxBytes: diskCacheMegabytes * MEGABYTE,
      warn: tell.warn,
      now: () => Date.now(),
    });
  const createService = (settings: Settings) => {
    const usesGit = gitChooser(settings.engine, tell.warn);
    const git = newGit();
    readWholeHead = async (repository) =>
      usesGit(repository) ? { commit: await git.head(repository), branch: null } : disk.readHead(repository);
    const atWork = settings.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
    const leisure = new Leisure({ now, after: (ms, action) => void setTimeout(action, ms).unref() });
    const keep = () =>
      keepCode({
        parts: program.parts,
        directory: program.code,
        root: caches,
        maxBytes: settings.diskCacheMegabytes * MEGABYTE,
        warn: tell.warn,
        now: () => Date.now(),
      });
    setTimeout(() => leisure.later(0, keep), KEEP_CODE_AFTER).unref();
    const memory = planMemory(settings, atWork);
    const lanes = Array.from({ length: atWork + SPARE_THREADS }, (_, index) => {
      const isSpare = index >= atWork;
      const longest = index === 0 ? IDLE_AFTER : MORE_IDLE_AFTER;
      const room = isSpare ? memory.spare : memory.thread;
      const idleAfter = isSpare ? SPARE_IDLE_AFTER : longest;
      return newRunner(settings, usesGit, { ...room, idleAfter, isFirst: index === 0 });
    });
    // A thread takes a while to make an engine; but the client's first answer goes first.
    setTimeout(() => lanes[0]?.prepare(), program.takeEngine === null ? ENGINE_LATER : 1);
    return new BlameService({
      scheduler: new Scheduler({
        lanes,
        atWork,
        unseenAtWork: Math.ceil(atWork / 2),
        queueLimit: QUEUE_LIMIT,
        now,
        after: (ms, action) => void setTimeout(action, ms).unref(),
        pause: (lane) => lane.pause(),
        resume: (lane) => lane.resume(),
        prepare: (lane) => lane.prepare(),
        worked: (lane) => sinceStart(workers.get(lane)?.lastWork ?? null),
      }),
      workspace: new Workspace({
        // Where git may be asked it may know what we don't.
        discover: (path) => discoverRepository(path, { unknownFormats: settings.engine !== 'native' }),
        pathIn: repositoryPath,
        isPlainlyBelow: disk.isPlainlyBelow,
        physicalPath: disk.physicalPath,
        followLink: disk.followLink,
        now,
      }),
      maxCacheBytes: memory.finished,
      leisure,
      engineBytes: () => bytesOfThreads(threadRunners),
      keptBlames: settings.keepBlames ? keptFiles('blames', settings) : null,
      answers: settings.keepBlames
        ? new LastingAnswers({
            store: keptFiles('answers', settings),
            program: JSON.stringify([version, settings.engine, worldOf(process.env)]),
            later: (ms, action) => leisure.later(ms, action),
            now: () => Date.now(),
          })
        : null,
      readHead: async (repository) => (await readWholeHead(repository)).commit,
      readMergeHeads: disk.mergeHeads,
      readFile: readWorkTreeFile,
      stampOf: disk.stampOf,
      warn: tell.warn,
      wallClock: () => new Date(),
      historyIndex: settings.historyIndex,
      now,
    });
  };
  const createViews = ({ diskCacheMegabytes }: Settings) =>
    new Views({
      directoryOf: (owner) => groupDirectory(caches, 'views', owner),
      trim: (directory) => {
        const maxBytes = diskCacheMegabytes * MEGABYTE;
        trimGroup(directory, maxBytes / VIEWS_SHARE);
        trimCaches(caches, maxBytes, directory);
      },
    });
  return { createService, createViews, createWatches };
}

/** The same on the clock of `performance.now`, in milliseconds. */
function sinceStart(work: WorkTime | null): Stretch | null {
  if (work === null) return null;
  const origin = performance.now() - clock() / 1000;
  return { start: work.start / 1000 + origin, end: work.end / 1000 + origin };
}

/** What git's configuration hangs on beside files. */
function worldOf(environment: NodeJS.ProcessEnv): readonly string[] {
  const names = Object.keys(environment).filter((name) => /^(GIT_|HOME$|XDG_CONFIG_HOME$)/i.test(name));
  return [homedir(), ...names.sort().map((name) => `${name}=${environment[name] ?? ''}`)];
}

/** What the threads that are alive hold, together. */
function bytesOfThreads(runners: readonly ThreadRunner[]): Readonly<Record<string, number>> {
  const all = { engineObjects: 0, engineTexts: 0, engineIndexes: 0 };
  for (const { held } of runners) {
    all.engineObjects += held?.objects ?? 0;
    all.engineTexts += held?.texts ?? 0;
    all.engineIndexes += held?.histories ?? 0;
  }
  return all;
}
