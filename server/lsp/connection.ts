/** The connection to the client: wires messages to handlers, and ends everything when the client is gone. */
import {
  createMessageConnection,
  type Logger,
  type Message,
  type MessageConnection,
  type MessageWriter,
  ProgressType,
  type RequestMessage,
  ResponseError,
} from 'vscode-jsonrpc/node';
import { Cancelled } from '../base/cancel.ts';
import type { Log, LogLevel, SwitchableLog } from '../base/log.ts';
import { countTurn } from '../base/nextTurn.ts';
import type { Trace } from '../base/trace.ts';
import type { Refreshable } from '../service/order/refreshes.ts';
import { isObject } from '../service/settings/valueKinds.ts';
import { Announcements } from './announcements.ts';
import type { TransportChoice } from './commandLine.ts';
import { type DispatchHost, dispatch, type Route, stopAll } from './dispatch.ts';
import { toResponseError } from './errors.ts';
import type { FirstId } from './firstAnswer.ts';
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
import { Intake } from './intake.ts';
import { isRequest, Lifecycle, watchProcess } from './lifecycle.ts';
import { refreshLater } from './refresh.ts';
import type { Session } from './session.ts';
import { TextSync } from './textSync.ts';
import { openTransport, type TransportEars } from './transport.ts';
import { WaitingRequests } from './waitingRequests.ts';
import { didChangeWatchedFiles } from './watchedFiles.ts';

export interface ServerOptions extends Omit<SessionParts, 'log' | 'sendRefresh'> {
  readonly transport: TransportChoice;
  readonly clientProcessId: number | null;
  readonly log: SwitchableLog;
  /** Parses a message so large that the main thread must not. */
  readonly parseLarge: TransportEars['parseLarge'];
  /** Null when nobody wants one. */
  readonly trace: Trace | null;
  /** The request `initialize` that was answered before there was a server; null: none. */
  readonly answered: FirstId | null;
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
  const handedOver: HandedOver = { current: null };
  const answer: Answer = (id, said) => {
    const end = said instanceof ResponseError ? { error: said.toJson() } : { result: said };
    const message = { jsonrpc: '2.0', id, ...end };
    writer.write(message).catch((error) => log.debug(String(error)));
  };
  const intake = new Intake({
    reader,
    takeBack: (id) => waiting.takeBack(id),
    refuse: ({ id }) => answer(id, toResponseError(new Cancelled(), log)),
    now: () => performance.now(),
    nextTurn: (action) =>
      void setImmediate(() => {
        countTurn();
        action();
      }),
  });
  const deal = traced(options.trace, handedOver);
  const pass = gate(lifecycle, writer, (message, next) => {
    if (isFirst(message, options.answered)) begin(message.params);
    else if (!isRequest(message) || !waiting.take(message, (each) => deal(each, next)))
      return deal(message, next);
    return undefined;
  });
  const connection = createMessageConnection(intake, writer, libraryLog(log), {
    messageStrategy: {
      handleMessage: (message, next) => intake.begin(message, (each) => pass(each, next)),
    },
  });
  connection.onNotification('exit', end);
  const { begin, waiting } = register(connection, options, { lifecycle, handedOver, end, answer });
  connection.listen();
}

/** Whether it is the request that needs no answer any more. By the state of things there is one `initialize` that passes. */
function isFirst(message: Message, answered: FirstId | null): message is RequestMessage {
  return isRequest(message) && message.method === 'initialize' && message.id === answered;
}

type Next = (message: Message) => void | Promise<void>;

/** The request that is being handed to its handler: handlers are not told its id. */
interface HandedOver {
  current: string | number | null;
}

/** What follows the gate: with a trace, how long a message kept the main thread is written down. */
function traced(
  trace: Trace | null,
  handedOver: HandedOver,
): (message: Message, next: Next) => void | Promise<void> {
  if (!trace) return (message, next) => next(message);
  return (message, next) => {
    const { method, id = null } = message as Partial<RequestMessage>;
    if (method === undefined) return next(message);
    handedOver.current = id;
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

/** Answers a request that the library for messages has not seen. */
type Answer = (id: RequestMessage['id'], said: unknown) => void;

interface Ends {
  readonly lifecycle: Lifecycle;
  readonly handedOver: HandedOver;
  readonly end: () => void;
  readonly answer: Answer;
}

/** `begin` begins the session, with the parameters of `initialize`; its result is the answer. */
function register(
  connection: MessageConnection,
  options: ServerOptions,
  { lifecycle, handedOver, end, answer }: Ends,
): { readonly begin: (params: unknown) => unknown; readonly waiting: WaitingRequests } {
  const { log } = options;
  let current: Session | null = null;
  const session = (): Session => {
    if (!current) throw new Error('bug: a message passed before initialize');
    return current;
  };
  const client: ClientEnd = {
    notify: (method, params) => void connection.sendNotification(method, params),
    request: (method, params) => connection.sendRequest(method, params),
  };
  const announcements = new Announcements({ client, clock: options.clock, log });
  const tracing = options.trace && { trace: options.trace, request: () => handedOver.current };
  const waiting = new WaitingRequests({
    routes,
    session,
    tracing,
    answer,
    onError: (error) => log.error(String(error)),
  });
  const host: DispatchHost = {
    session,
    running: new Set(),
    tracing,
    admitted: () => waiting.handOver(),
    client,
    refreshLater: (uri) => refreshLater(session(), uri, client),
    sendProgress: (token, value) => void connection.sendProgress(new ProgressType(), token, value),
  };
  const begin = (params: unknown) => {
    const sendRefresh = (surface: Refreshable) => {
      connection.sendRequest(`workspace/${surface}/refresh`).catch((error) => log.debug(String(error)));
    };
    const fields = isObject(params) ? params : {};
    const { processId } = fields;
    if (typeof processId === 'number' && options.clientProcessId === null) watchProcess(processId, end);
    const made = initialize({ ...options, sendRefresh }, fields, (of, change) =>
      tellChange(of, change, client),
    );
    current = made.session;
    if (current.client.showsProgress) current.service.ongoing.listener = announcements.begin;
    lifecycle.start();
    log.use((level, message) => sendLog(connection, level, message));
    return made.result;
  };
  connection.onRequest('initialize', begin);
  connection.onRequest('shutdown', () => {
    lifecycle.stop();
    waiting.stop();
    stopAll(host.running);
  });
  connection.onNotification('window/workDoneProgress/cancel', (cancelled: unknown) =>
    announcements.cancel(cancelled),
  );
  registerNotifications(connection, session, client);
  for (const route of routes) connection.onRequest(route.method, dispatch(route, host));
  return { begin, waiting };
}

/** Notifications have no answer: what is wrong with them is logged. */
function registerNotifications(
  connection: MessageConnection,
  session: () => Session,
  client: ClientEnd,
): void {
  const sync = new TextSync();
  const ask: AskConfiguration = (items) => connection.sendRequest('workspace/configuration', { items });
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

/** The protocol's numbers (MessageType). */
const messageTypes: Readonly<Record<LogLevel, number>> = { error: 1, warning: 2, info: 3, debug: 5 };

function sendLog(connection: MessageConnection, level: LogLevel, message: string): void {
  void connection.sendNotification('window/logMessage', { type: messageTypes[level], message });
}

/** What the library for messages says of itself. */
function libraryLog(log: Log): Logger {
  const debug = (message: string) => log.debug(message);
  return {
    error: (message) => log.error(message),
    warn: (message) => log.warning(message),
    info: debug,
    log: debug,
  };
}
