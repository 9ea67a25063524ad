/** The connection to the client: wires messages to handlers, and ends everything when the client is gone. */
import { setMaxListeners } from 'node:events';
import { createConnection } from 'vscode-languageserver';
import {
  type _Connection as Connection,
  createProtocolConnection,
  type InitializeParams,
  LogMessageNotification,
  type Message,
  MessageType,
  type MessageWriter,
  ProgressType,
  type RequestMessage,
  type WatchDog,
} from 'vscode-languageserver/node';
import type { LogLevel, SwitchableLog } from '../base/log.ts';
import type { Trace } from '../base/trace.ts';
import type { Refreshable } from '../service/refreshes.ts';
import type { TransportChoice } from './commandLine.ts';
import { type DispatchHost, dispatch, type Route } from './dispatch.ts';
import { toResponseError } from './errors.ts';
import { type ClientEnd, registerWatching, tellChange } from './following.ts';
import { blameCommit } from './handlers/blameCommit.ts';
import { blameContent, textDocumentContent } from './handlers/blameContent.ts';
import { blameFile } from './handlers/blameFile.ts';
import { blameHistory } from './handlers/blameHistory.ts';
import { blameLine } from './handlers/blameLine.ts';
import { blamePrevious } from './handlers/blamePrevious.ts';
import { blameStats } from './handlers/blameStats.ts';
import { blameSummary } from './handlers/blameSummary.ts';
import { codeAction, codeActionResolve } from './handlers/codeAction.ts';
import { codeLens } from './handlers/codeLens.ts';
import { codeLensResolve } from './handlers/codeLensResolve.ts';
import {
  type AskConfiguration,
  didChangeConfiguration,
  didChangeWorkspaceFolders,
  pullConfiguration,
} from './handlers/configuration.ts';
import { executeCommand } from './handlers/executeCommand.ts';
import { hover } from './handlers/hover.ts';
import { initialize, type SessionParts } from './handlers/initialize.ts';
import { inlayHint } from './handlers/inlayHint.ts';
import { inlayHintResolve } from './handlers/inlayHintResolve.ts';
import { isRequest, Lifecycle, watchProcess } from './lifecycle.ts';
import { refreshLater } from './refresh.ts';
import type { Session } from './session.ts';
import { TextSync } from './textSync.ts';
import { openTransport, type TransportEars } from './transport.ts';
import { didChangeWatchedFiles } from './watchedFiles.ts';

export interface ServerOptions extends Omit<SessionParts, 'log' | 'sendRefresh'> {
  readonly transport: TransportChoice;
  readonly clientProcessId: number | null;
  readonly log: SwitchableLog;
  /** Parses a message so large that the main thread must not. */
  readonly parseLarge: TransportEars['parseLarge'];
  /** Null when nobody wants one. */
  readonly trace: Trace | null;
  /** Ends the process and all that belongs to it; does not return. */
  readonly exit: (code: number) => void;
}

const routes: readonly Route[] = [
  blameFile,
  blameLine,
  blameCommit,
  blameHistory,
  blameSummary,
  blamePrevious,
  blameContent,
  textDocumentContent,
  blameStats,
  codeAction,
  codeActionResolve,
  hover,
  codeLens,
  codeLensResolve,
  inlayHint,
  inlayHintResolve,
  executeCommand,
];

/** Serves one client until it goes away. */
export function serve(options: ServerOptions): void {
  const { log } = options;
  const lifecycle = new Lifecycle();
  const end = () => options.exit(lifecycle.exitCode);
  const { reader, writer } = openTransport(options.transport, {
    onEnd: end,
    onRefused: (message) => log.error(message),
    trace: options.trace,
    parseLarge: options.parseLarge,
  });
  reader.onError((error) => log.error(error.message));
  reader.onClose(end);
  if (options.clientProcessId !== null) watchProcess(options.clientProcessId, end);
  const watchDog: WatchDog = {
    shutdownReceived: false,
    initialize: ({ processId }) => {
      if (typeof processId === 'number' && options.clientProcessId === null) watchProcess(processId, end);
    },
    exit: end,
  };
  const desk: Desk = { current: null };
  const messageStrategy = { handleMessage: gate(lifecycle, writer, traced(options.trace, desk)) };
  const connection = createConnection(
    (logger) => createProtocolConnection(reader, writer, logger, { messageStrategy }),
    watchDog,
  );
  register(connection, options, { lifecycle, desk });
  connection.listen();
}

type Next = (message: Message) => void | Promise<void>;

/** The request that is being handed to its handler: handlers are not told its id. */
interface Desk {
  current: string | number | null;
}

/** What follows the gate: with a trace, how long a message kept the main thread is written down. */
function traced(trace: Trace | null, desk: Desk): (message: Message, next: Next) => void | Promise<void> {
  if (!trace) return (message, next) => next(message);
  return (message, next) => {
    const { method, id = null } = message as Partial<RequestMessage>;
    if (method === undefined) return next(message);
    desk.current = id;
    return trace.work(`handle ${method}`, { request: id }, () => next(message));
  };
}

function gate(lifecycle: Lifecycle, writer: MessageWriter, pass: ReturnType<typeof traced>) {
  return (message: Message, next: Next): void | Promise<void> => {
    const verdict = lifecycle.admit(message);
    if (verdict === 'pass') return pass(message, next);
    if (verdict === 'drop' || !isRequest(message)) return undefined;
    const answer = { jsonrpc: '2.0', id: message.id, error: verdict };
    return writer.write(answer as Message);
  };
}

function register(
  connection: Connection,
  options: ServerOptions,
  { lifecycle, desk }: { lifecycle: Lifecycle; desk: Desk },
): void {
  const { log } = options;
  const stopping = new AbortController();
  // As many as there are requests.
  setMaxListeners(0, stopping.signal);
  let current: Session | null = null;
  const session = (): Session => {
    if (!current) throw new Error('bug: a message passed before initialize');
    return current;
  };
  const client: ClientEnd = {
    notify: (method, params) => void connection.sendNotification(method, params),
    request: (method, params) => connection.sendRequest(method, params),
  };
  const host: DispatchHost = {
    session,
    stopping: stopping.signal,
    tracing: options.trace && { trace: options.trace, request: () => desk.current },
    client,
    refreshLater: (uri) => refreshLater(session(), uri, client),
    sendProgress: (token, value) => void connection.sendProgress(new ProgressType(), token, value),
  };
  connection.onInitialize((params: InitializeParams) => {
    const sendRefresh = (surface: Refreshable) => {
      connection.sendRequest(`workspace/${surface}/refresh`).catch((error) => log.debug(String(error)));
    };
    const made = initialize(
      { ...options, sendRefresh },
      params as unknown as Record<string, unknown>,
      (of, change) => tellChange(of, change, client),
    );
    current = made.session;
    lifecycle.start();
    log.use((level, message) => sendLog(connection, level, message));
    return made.result;
  });
  connection.onShutdown(() => {
    lifecycle.stop();
    stopping.abort();
  });
  registerNotifications(connection, session, client);
  for (const route of routes) connection.onRequest(route.method, dispatch(route, host));
}

/** Notifications have no answer: what is wrong with them is logged. */
function registerNotifications(connection: Connection, session: () => Session, client: ClientEnd): void {
  const sync = new TextSync();
  const ask: AskConfiguration = (items) => connection.workspace.getConfiguration([...items]);
  const on = (method: string, handle: (session: Session, params: unknown) => void | Promise<void>) => {
    connection.onNotification(method, async (params: unknown) => {
      try {
        await handle(session(), params);
      } catch (error) {
        const { log } = session();
        log.warning(`${method}: ${toResponseError(error, log).message}`);
      }
    });
  };
  on('textDocument/didOpen', (current, params) => sync.didOpen(current, params));
  on('textDocument/didChange', (current, params) => sync.didChange(current, params));
  on('textDocument/didClose', (current, params) => sync.didClose(current, params));
  on('workspace/didChangeWatchedFiles', didChangeWatchedFiles);
  on('initialized', (current) => {
    registerWatching(current, client);
    return pullConfiguration(current, ask);
  });
  on('workspace/didChangeConfiguration', (current, params) => didChangeConfiguration(current, params, ask));
  on('workspace/didChangeWorkspaceFolders', (current, params) =>
    didChangeWorkspaceFolders(current, params, ask),
  );
}

const messageTypes: Readonly<Record<LogLevel, MessageType>> = {
  error: MessageType.Error,
  warning: MessageType.Warning,
  info: MessageType.Info,
  debug: MessageType.Debug,
};

function sendLog(connection: Connection, level: LogLevel, message: string): void {
  void connection.sendNotification(LogMessageNotification.type, { type: messageTypes[level], message });
}
