/** A headless editor: starts the built server as a child process and talks to it over stdio. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  createMessageConnection,
  type MessageConnection,
  NullLogger,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { BlameFileParams, BlameResult, BlameStats } from '../../server/lsp/protocol.ts';

export const builtServer: string = join(topOf(import.meta.dirname), 'dist', 'main.js');

/** How the server's process ended. */
interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LspClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: MessageConnection;
  /** All `window/logMessage` texts so far. */
  readonly logged: string[];
  /** Requests that came from the server, by method. */
  readonly asked: string[];
  /** Resolves when the process is gone. */
  readonly ended: Promise<Ending>;
  request<Result>(method: string, params: unknown): Promise<Result>;
  /** A request that can be cancelled. */
  start<Result>(
    method: string,
    params: unknown,
  ): {
    readonly answer: Promise<Result>;
    readonly cancel: () => void;
  };
  notify(method: string, params: unknown): void;
  initialize(params?: object): Promise<InitializeAnswer>;
  open(path: string, text: string, version?: number): string;
  blame(params: BlameFileParams): Promise<BlameResult>;
  stats(): Promise<BlameStats>;
  /** `shutdown` and `exit`. */
  stop(): Promise<Ending>;
  /** Ends the process whatever it is doing; for tests that are over. */
  kill(): void;
}

interface InitializeAnswer {
  readonly capabilities: Readonly<Record<string, unknown>> & {
    readonly positionEncoding: string;
    readonly experimental: { readonly blameProvider: { readonly methods: string[] } };
  };
  readonly serverInfo: { readonly name: string; readonly version: string };
}

/** The code of the error that a request was answered with; 0 when it was answered well. */
export async function errorCode(answer: Promise<unknown>): Promise<number> {
  try {
    await answer;
    return 0;
  } catch (error) {
    return (error as { code: number }).code;
  }
}

/** Whether no question waits for its answer and no thread is at work, nor will be. */
export function isIdle({ inFlight, queued, workersBusy }: BlameStats): boolean {
  return inFlight + queued + workersBusy === 0;
}

/** What the questions that have ended came to, and those that have not: all that were asked. */
export function accountedFor(stats: BlameStats): number {
  const { computed, coalesced, cacheHits, empty, cancelled, superseded, refused, failed, inFlight } = stats;
  return computed + coalesced + cacheHits + empty + cancelled + superseded + refused + failed + inFlight;
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** The project's folder, wherever in it this file has been built to. */
export function topOf(directory: string): string {
  return existsSync(join(directory, 'package.json')) ? directory : topOf(dirname(directory));
}

/** Starts a server; `args` come after the script's name, `environment` is laid over our own. */
export function startClient(
  args: readonly string[] = ['--stdio'],
  environment: Readonly<Record<string, string>> = {},
  script: string = builtServer,
): LspClient {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [script, ...args], { stdio: 'pipe', env });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
    NullLogger,
  );
  // Writing to a server that has gone is part of some tests.
  child.stdin.on('error', () => undefined);
  connection.onError(() => undefined);
  const logged: string[] = [];
  const asked: string[] = [];
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
    logged.push(message);
  });
  connection.onRequest((method) => {
    asked.push(method);
    return method === 'workspace/configuration' ? [null] : null;
  });
  connection.listen();
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { process: child, connection, logged, asked, ended, ...conversation(connection, child, ended) };
}

type Talk = Omit<LspClient, 'process' | 'connection' | 'logged' | 'asked' | 'ended'>;

function conversation(
  connection: MessageConnection,
  child: ChildProcessWithoutNullStreams,
  ended: Promise<Ending>,
): Talk {
  const talk: Talk = {
    request: (method, params) => connection.sendRequest(method, params),
    start(method, params) {
      const source = new CancellationTokenSource();
      const answer = connection.sendRequest(method, params, source.token);
      return { answer: answer as Promise<never>, cancel: () => source.cancel() };
    },
    notify: (method, params) => void connection.sendNotification(method, params).catch(() => undefined),
    async initialize(params = {}) {
      const defaults = { processId: process.pid, rootUri: null, capabilities: {} };
      const answer = await talk.request<InitializeAnswer>('initialize', { ...defaults, ...params });
      talk.notify('initialized', {});
      return answer;
    },
    open(path, text, version = 1) {
      const uri = uriOf(path);
      talk.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'text', version, text } });
      return uri;
    },
    blame: (params) => talk.request('blame/file', params),
    stats: () => talk.request('blame/stats', {}),
    async stop() {
      await talk.request('shutdown', undefined);
      talk.notify('exit', undefined);
      return ended;
    },
    kill: () => void child.kill('SIGKILL'),
  };
  return talk;
}
