/** The server put together: from its command line to threads, caches, watches and the connection. It wires parts and decides nothing. */
import { appendFileSync, openSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { SwitchableLog } from './base/log.ts';
import { clock, Trace } from './base/trace.ts';
import { keepCode } from './cache/keptCode.ts';
import type { PartLoader } from './cache/partLoader.ts';
import type { ServiceFactory } from './composeService.ts';
import { EngineLanes } from './engineLanes.ts';
import type { CommandLine } from './lsp/commandLine.ts';
import { serve } from './lsp/connection.ts';
import type { FirstId } from './lsp/firstAnswer.ts';
import type { Settings } from './service/settings/settings.ts';
import { SymbolThread } from './symbols/symbolThread.ts';
import { BodyParser } from './worker/bodyParser.ts';

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
  /** What the service is put together by: a part of the program that is loaded before this one. */
  readonly ServiceFactory: typeof ServiceFactory;
  /** Writes all of the bytes to a descriptor, however slow its reader is. */
  readonly write: (descriptor: number, bytes: Uint8Array) => void;
}

/** Threads that parse long messages and find outlines end when there was nothing for them to do for so long. */
const PARSER_IDLE_AFTER = 20_000;
const SYMBOLS_IDLE_AFTER = 60_000;
/** A thread takes a while to make an engine; but the client's first answer goes first. */
const ENGINE_AFTER = 1;
/** Where the first answers may have been kept, an engine thread that nobody asks starts when they are out. */
const ENGINE_LATER = 150;
/** By then most of what the first answers need has run. */
const KEEP_CODE_AFTER = 1500;
const MEGABYTE = 1024 * 1024;

/** Serves a client by the transport of the command line, and ends the process when the client is gone. */
export function startServer(command: ServeCommand, program: Program): void {
  const log = openLog(command);
  const trace = command.traceFile === null ? null : openTrace(command.traceFile, program.write);
  const factory = serviceFactory(program, { log, trace });
  const symbols = new SymbolThread({
    entry: new URL('./symbolsThread.js', import.meta.url),
    idleAfter: SYMBOLS_IDLE_AFTER,
  });
  const parser = new BodyParser({
    entry: new URL('./bodyThread.js', import.meta.url),
    idleAfter: PARSER_IDLE_AFTER,
    onLost: (error) => log.error(`a message is parsed in the main thread: ${error.message}`),
  });
  outlive(log);
  serve({
    transport: command.transport,
    answered: program.answered,
    clientProcessId: command.clientProcessId,
    log,
    trace,
    parseLarge: (body) => parser.parse(body),
    exit: (code) => process.exit(code),
    createService: (settings) => factory.service(settings),
    createWatches: (hooks) => factory.watches(hooks),
    makeOutline: (path, text, signal) => symbols.outline(path, text, signal),
    version: program.version,
    createViews: (settings) => factory.views(settings),
    windows: process.platform === 'win32',
    now: () => Math.floor(Date.now() / 1000),
    clock: { now: () => performance.now(), after: (ms, action) => void setTimeout(action, ms).unref() },
  });
}

function openLog({ logLevel, logFile }: ServeCommand): SwitchableLog {
  const line = (level: string, message: string) => `${new Date().toISOString()} ${level}: ${message}\n`;
  return new SwitchableLog(
    logLevel,
    (level, message) => process.stderr.write(line(level, message)),
    logFile === null ? null : (level, message) => appendFileSync(logFile, line(level, message)),
  );
}

function outlive(log: SwitchableLog): void {
  // By default a signal ends the process without a word to its children.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  // One request may fail, the process may not.
  process.on('uncaughtException', (error) => log.error(error.stack ?? error.message));
  process.on('unhandledRejection', (reason) => log.error(String(reason)));
}

function serviceFactory(
  program: Program,
  { log, trace }: { readonly log: SwitchableLog; readonly trace: Trace | null },
): ServiceFactory {
  const { version, caches, code, takeEngine, parts } = program;
  const warn = (message: string) => log.warning(message);
  const keep = ({ diskCacheMegabytes }: Settings) => {
    const maxBytes = diskCacheMegabytes * MEGABYTE;
    return keepCode({ parts, directory: code, root: caches, maxBytes, warn, now: () => Date.now() });
  };
  return new program.ServiceFactory({
    version,
    caches,
    lanes: new EngineLanes({ trace, caches, code, takeEngine, onLost: (error) => log.error(error.message) }),
    prepareAfter: takeEngine === null ? ENGINE_LATER : ENGINE_AFTER,
    warn,
    whenMade: (leisure, settings) =>
      void setTimeout(() => leisure.later(0, () => keep(settings)), KEEP_CODE_AFTER).unref(),
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
