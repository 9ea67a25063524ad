#!/usr/bin/env node
/** Composition root: from the command line to a server or a one-shot command. It wires parts together and decides nothing. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, openSync, readFileSync, writeSync } from 'node:fs';
import { availableParallelism, homedir, totalmem } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { Trace } from './base/trace.ts';
import { cacheRoot, groupDirectory, trimCaches, trimGroup } from './cache/cacheDirectory.ts';
import type { DoctorIo } from './cli/doctor.ts';
import type { CommandIo } from './cli/session.ts';
import { type CommandLine, parseCommandLine, usage } from './lsp/commandLine.ts';
import type { Settings } from './service/settings.ts';
import type { RepositoryReading, WatchHooks } from './service/watch/systemWatches.ts';
import type { EngineSetup, Runner } from './worker/messages.ts';
import type { HeapLimits } from './worker/startedThread.ts';
import type { ThreadRunnerOptions } from './worker/threadRunner.ts';

type ServeCommand = Extract<CommandLine, { kind: 'serve' }>;

/** An engine thread without work for this long gives its memory back. */
const IDLE_AFTER = 5 * 60_000;
/** One that was only needed to put others aside does so soon: it holds caches of its own. */
const SPARE_IDLE_AFTER = 20_000;
const QUEUE_LIMIT = 256;
/** They hold little of what others hold: what they do is over soon. */
const SPARE_SHARE = 3;
/** With a limit of 2 GB and more, V8 lets a heap grow to four times what is in use before it looks for garbage; below, not to twice. */
const HEAP_MEGABYTES = 1536;
/** Room for what has just been made: the default takes three times as much for no gain in speed. */
const YOUNG_MEGABYTES = 16;
/** More threads than these share the memory for objects that so many have. */
const FULL_CACHES = 2;
/** Threads that hold work put aside: one for each kind of urgency that can be put aside by a more urgent one. */
const SPARE_THREADS = 4;
/** One repository's views may take so much of the room on disk: a quarter. */
const VIEWS_SHARE = 4;
const MEGABYTE = 1024 * 1024;
/** By number: merely touching node's streams would make a pipe non-blocking. */
const STDOUT = 1;
const STDERR = 2;

const commandLine = parseCommandLine(process.argv.slice(2));
switch (commandLine.kind) {
  case 'serve':
    await startServer(commandLine);
    break;
  case 'blame': {
    const { runBlameCommand } = await import('./cli/command.ts');
    const io: CommandIo = {
      cwd: process.cwd(),
      environment: process.env,
      stdout: (chunk) => writeAll(STDOUT, chunk),
      stderr: (text) => writeAll(STDERR, Buffer.from(text)),
      stdin: () => buffer(process.stdin),
      now: () => Date.now(),
      runGit: (args, input) => runGit(args, input),
      terminal: isatty(STDOUT),
      history: await historyReader(),
      errorTerminal: isatty(STDERR),
    };
    process.exitCode = await runBlameCommand(commandLine.args, io, commandLine.command);
    break;
  }
  case 'doctor': {
    const { runDoctor } = await import('./cli/doctor.ts');
    process.exitCode = await runDoctor(commandLine, {
      cwd: process.cwd(),
      write: (text) => writeAll(STDOUT, Buffer.from(text)),
      program: `blame-language-server ${version()}, Node.js ${process.version}, ${process.platform} ${process.arch}`,
      gitVersion: gitVersion(),
      cacheRoot: userCaches(),
      history: await historyReader(),
    });
    break;
  }
  case 'config': {
    const { runConfig } = await import('./cli/config/configCommand.ts');
    process.exitCode = await runConfig(commandLine.editor, {
      cwd: process.cwd(),
      home: homedir(),
      environment: process.env,
      windows: process.platform === 'win32',
      stdout: (text) => writeAll(STDOUT, Buffer.from(text)),
      stderr: (text) => writeAll(STDERR, Buffer.from(text)),
      top: fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, ''),
      runtime: process.execPath,
      now: () => Date.now(),
    });
    break;
  }
  case 'version':
    process.stdout.write(`${version()}\n`);
    break;
  case 'help':
    process.stdout.write(usage);
    break;
  case 'mistake':
    process.stderr.write(`blame-language-server: ${commandLine.message}\n${usage}`);
    process.exitCode = 2;
    break;
}

async function startServer(command: ServeCommand): Promise<void> {
  const { logFile, traceFile } = command;
  const { startThread } = await import('./worker/startedThread.ts');
  const threads = { entry: new URL('./parts/engineThread.js', import.meta.url), heap: heapLimits() };
  // The first file is about to be opened, and a thread takes a while to load what it needs.
  let first: Worker | null = startThread(threads.entry, threads.heap);
  const gone = () => {
    first = null;
  };
  // The next one says why.
  first.once('error', gone).once('exit', gone);
  const started = () => {
    const worker = first;
    first = null;
    return worker;
  };
  const trace = traceFile === null ? null : await openTrace(traceFile);
  const tell = {
    error: (message: string) => log.error(message),
    warn: (message: string) => log.warning(message),
  };
  const [{ serve }, { SwitchableLog }, { BodyParser }, { createService, createViews, createWatches }] =
    await Promise.all([
      import('./lsp/connection.ts'),
      import('./base/log.ts'),
      import('./worker/bodyParser.ts'),
      serviceFactory({ tell, trace, threads: { ...threads, started } }),
    ]);
  const { SymbolThread } = await import('./symbols/symbolThread.ts');
  const symbols = new SymbolThread({
    entry: new URL('./parts/symbolsThread.js', import.meta.url),
    idleAfter: SPARE_IDLE_AFTER * 3,
  });
  const line = (level: string, message: string) => `${new Date().toISOString()} ${level}: ${message}\n`;
  const log = new SwitchableLog(
    command.logLevel,
    (level, message) => process.stderr.write(line(level, message)),
    logFile === null ? null : (level, message) => appendFileSync(logFile, line(level, message)),
  );
  const parser = new BodyParser({
    entry: new URL('./parts/bodyThread.js', import.meta.url),
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
    clientProcessId: command.clientProcessId,
    log,
    trace,
    parseLarge: (body) => parser.parse(body),
    exit: (code) => process.exit(code),
    createService,
    createWatches,
    makeOutline: (path, text, signal) => symbols.outline(path, text, signal),
    version: version(),
    createViews,
    windows: process.platform === 'win32',
    now: () => Math.floor(Date.now() / 1000),
    clock: { now: () => performance.now(), after: (ms, action) => void setTimeout(action, ms).unref() },
  });
}

/** Each event goes to the file by itself: nothing is lost when the process is killed. */
async function openTrace(path: string): Promise<Trace> {
  const { clock, Trace } = await import('./base/trace.ts');
  const file = openSync(path, 'w');
  const trace = new Trace({
    write: (text) => writeAll(file, Buffer.from(text)),
    processId: process.pid,
    now: clock,
  });
  process.on('exit', () => trace.close());
  return trace;
}

function heapLimits(): HeapLimits {
  const old = Math.min(HEAP_MEGABYTES, Math.floor(totalmem() / MEGABYTE / 4));
  return { old, young: YOUNG_MEGABYTES };
}

interface FactoryParts {
  readonly threads: Pick<ThreadRunnerOptions, 'entry' | 'heap' | 'started'>;
  readonly tell: {
    readonly error: (message: string) => void;
    readonly warn: (message: string) => void;
  };
  readonly trace: Trace | null;
}

async function serviceFactory({ tell, trace, threads: started }: FactoryParts) {
  const { BlameService } = await import('./service/blameService.ts');
  const { Workspace } = await import('./service/workspace.ts');
  const { followLink, readWorkTreeFile, stampOf } = await import('./service/disk.ts');
  const { Scheduler } = await import('./scheduler/scheduler.ts');
  const { KeptFiles } = await import('./cache/keptFiles.ts');
  const { Views } = await import('./service/views.ts');
  const { ThreadRunner } = await import('./worker/threadRunner.ts');
  const { discoverRepository } = await import('./git/repository.ts');
  const { repositoryPath } = await import('./git/repositoryPath.ts');
  const { mergeHeads, readHead } = await import('./git/refs.ts');
  const { TracedRunner } = await import('./worker/tracedRunner.ts');
  const { FallbackRunner, gitChooser } = await import('./worker/fallbackRunner.ts');
  const { GitEngine } = await import('./worker/gitEngine.ts');
  const newGit = () => new GitEngine({ command: 'git', environment: process.env });
  const newRunner = (
    setup: EngineSetup,
    usesGit: ReturnType<typeof gitChooser>,
    idleAfter: number,
  ): Runner => {
    const inner = new ThreadRunner({
      ...started,
      setup,
      idleAfter,
      onLost: (error) => tell.error(error.message),
    });
    const runner = new FallbackRunner({ inner, git: newGit(), usesGit });
    return trace ? new TracedRunner(runner, trace) : runner;
  };
  const now = () => performance.now();
  const { systemWatches } = await import('./service/watch/systemWatches.ts');
  // The same for every session of the process, which has one.
  let readWholeHead: RepositoryReading['head'] = readHead;
  const createWatches = (hooks: WatchHooks) =>
    systemWatches(hooks, { head: (repository) => readWholeHead(repository), mergeHeads });
  const createService = (settings: Settings) => {
    const usesGit = gitChooser(settings.engine, tell.warn);
    const git = newGit();
    readWholeHead = async (repository) =>
      usesGit(repository) ? { commit: await git.head(repository), branch: null } : readHead(repository);
    const threads = settings.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
    const setup = {
      cacheDirectory: settings.historyIndex ? userCaches() : null,
      cacheBytes: settings.diskCacheMegabytes * MEGABYTE,
      objectBytes: settings.objectCacheMegabytes * Math.min(1, FULL_CACHES / threads) * MEGABYTE,
    };
    const spare = { ...setup, objectBytes: setup.objectBytes / SPARE_SHARE };
    const lanes = Array.from({ length: threads + SPARE_THREADS }, (_, index) =>
      index < threads ? newRunner(setup, usesGit, IDLE_AFTER) : newRunner(spare, usesGit, SPARE_IDLE_AFTER),
    );
    lanes[0]?.prepare();
    return new BlameService({
      scheduler: new Scheduler({
        lanes,
        atWork: threads,
        queueLimit: QUEUE_LIMIT,
        now,
        after: (ms, action) => void setTimeout(action, ms).unref(),
        pause: (lane) => lane.pause(),
        resume: (lane) => lane.resume(),
        prepare: (lane) => lane.prepare(),
      }),
      workspace: new Workspace({
        // Where git may be asked it may know what we don't.
        discover: (path) => discoverRepository(path, { unknownFormats: settings.engine !== 'native' }),
        pathIn: repositoryPath,
        followLink,
        now,
      }),
      maxCacheBytes: settings.cacheMegabytes * MEGABYTE,
      keptBlames: settings.keepBlames
        ? new KeptFiles({
            root: userCaches(),
            kind: 'blames',
            maxBytes: settings.diskCacheMegabytes * MEGABYTE,
            warn: tell.warn,
            now: () => Date.now(),
          })
        : null,
      readHead: async (repository) => (await readWholeHead(repository)).commit,
      readMergeHeads: mergeHeads,
      readFile: readWorkTreeFile,
      stampOf,
      warn: tell.warn,
      wallClock: () => new Date(),
      historyIndex: settings.historyIndex,
      now,
    });
  };
  const createViews = ({ diskCacheMegabytes }: Settings) =>
    new Views({
      directoryOf: (owner) => groupDirectory(userCaches(), 'views', owner),
      trim: (directory) => {
        const maxBytes = diskCacheMegabytes * MEGABYTE;
        trimGroup(directory, maxBytes / VIEWS_SHARE);
        trimCaches(userCaches(), maxBytes, directory);
      },
    });
  return { createService, createViews, createWatches };
}

/** What the git at hand says of itself; null without one. */
function gitVersion(): string | null {
  const { status, stdout } = spawnSync('git', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The index of a repository's history as it was last kept; null without one. */
async function historyReader(): Promise<DoctorIo['history']> {
  const { openHistory } = await import('./worker/historyUpkeep.ts');
  return (repository, reader) =>
    openHistory(repository, { cacheDirectory: userCaches(), cacheBytes: 0 })?.history(reader) ?? null;
}

function userCaches(): string {
  return cacheRoot({ environment: process.env, platform: process.platform, home: homedir() });
}

/** What it says goes where our own errors go. */
function runGit(args: readonly string[], input: string): boolean {
  return spawnSync('git', args, { input, stdio: ['pipe', 'ignore', 'inherit'] }).status === 0;
}

/** Writes may be cut short, and are refused when the reader is slow and the pipe does not block. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Nobody reads any more: nothing is left to do, as for any command in a pipeline.
      if (code === 'EPIPE') process.exit(141);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
