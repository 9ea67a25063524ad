/** Routes requests to handlers, and makes sure that each is answered once, in time, with an answer its kind may have. */
import type { CancellationToken, ResponseError } from 'vscode-jsonrpc/node';
import { newAbort } from '../base/abort.ts';
import { Cancelled } from '../base/cancel.ts';
import { isDropped, isSuperseded } from '../service/faults.ts';
import type { Refreshable } from '../service/order/refreshes.ts';
import { allRows, type Rows } from '../service/order/supersede.ts';
import { isSwitchedOff } from '../service/settings/settings.ts';
import { pathOfUri } from './convert.ts';
import { InvalidParams, ServerStops, toResponseError } from './errors.ts';
import { asDocument, asFields } from './params.ts';
import { written } from './rawJson.ts';
import { canRefresh } from './refresh.ts';
import { causeOfRequest, type RequestTrace, type RequestTracing, traceRequest } from './requestTrace.ts';
import type { RequestContext, Session } from './session.ts';
import { settingsAt } from './settingsAt.ts';
import type { Admitted } from './waitingRequests.ts';

/** A handler of a request somebody made in so many words: it gets its answer or an error. */
export interface ExplicitRoute {
  readonly method: string;
  readonly kind: 'explicit';
  /**
   * The answer where it can be given in this very turn, so that nobody can take the request back; null where it takes more. What it
   * throws doesn't matter: `handle` finds the same at fault.
   */
  readonly now?: (session: Session, params: unknown) => object | null;
  handle(session: Session, params: unknown, context: RequestContext): Promise<unknown>;
}

/**
 * A handler of a standard surface, asked by the editor on its own account: superseded by newer text or a newer
 * request of its method for the document; whatever goes wrong, its answer is `empty`.
 */
export interface ImplicitRoute {
  readonly method: string;
  readonly kind: 'implicit';
  readonly empty: null | readonly [];
  /** Instead of `empty`, for answers that have to be made of what was asked about. */
  readonly onFault?: (params: unknown) => unknown;
  /**
   * What is on the screen already, moved along with the edits; null when there is nothing. Answered while edits go on and
   * where something newer took the request's place, so that nothing flickers.
   */
  readonly interim?: (session: Session, params: unknown) => Promise<unknown>;
  /**
   * Which lines a request is about, for what editors ask in parts, several at a time: a newer request takes the place of those
   * that share lines with it. Missing: of all. Null when the parameters can't be read.
   */
  readonly rows?: (params: unknown) => Rows | null;
  /**
   * Nobody looks at the answer yet, and there may be thousands of such requests: they wait before anything is done for them
   * (`waitingRequests.ts`). What is given: whether one is a question for a blame, as `blame/stats` counts them.
   */
  readonly waits?: (session: Session, uri: string) => boolean;
  /** What a client can be told to ask about again; missing for what nobody would miss later. */
  readonly refreshable?: Refreshable;
  handle(session: Session, params: unknown, context: RequestContext): Promise<unknown>;
}

export type Route = ExplicitRoute | ImplicitRoute;

/** Where a dispatcher gets what it needs at the moment a request comes. */
export interface DispatchHost {
  session(): Session;
  sendProgress: RequestContext['sendProgress'];
  refreshLater: RequestContext['refreshLater'];
  readonly client: RequestContext['client'];
  /** Those of all requests that are being answered. */
  readonly running: Set<AbortController>;
  /** Null when nobody wants a trace. */
  readonly tracing: RequestTracing | null;
  /** What the request that is being handed over has waited for; null when it has not waited. */
  readonly admitted: () => Admitted | null;
}

/** The token comes last; before it the parameters, or each of them where they are a list. */
export type Handler = (...received: readonly unknown[]) => Promise<unknown>;

/** A handler for the connection. The promise never rejects: errors are its values. */
export function dispatch(route: Route, host: DispatchHost): Handler {
  return async (...received) => {
    const token = received.at(-1) as CancellationToken;
    // A list has no names. An empty one is what Lua writes for an object without fields.
    const params = received.length === 2 ? received[0] : {};
    const now = answerNow(route, host, params);
    if (now !== null) return now;
    const admitted = host.admitted();
    const controller = newAbort();
    const subscription = token.onCancellationRequested(() => controller.abort(new Cancelled()));
    if (token.isCancellationRequested) controller.abort(new Cancelled());
    host.running.add(controller);
    try {
      return await answer(route, { host, params, controller, admitted });
    } finally {
      host.running.delete(controller);
      subscription.dispose();
      admitted?.leave();
    }
  };
}

/** Gives up what is being answered: the server stops. */
export function stopAll(running: DispatchHost['running']): void {
  for (const controller of running) controller.abort(new ServerStops());
}

function answerNow(route: Route, host: DispatchHost, params: unknown): object | null {
  if (route.kind === 'implicit' || route.now === undefined) return null;
  const session = host.session();
  try {
    const answer = route.now(session, params);
    if (answer === null) return null;
    session.activity.saw(route.method, asDocument(asFields(params, 'params')).uri);
    traceOf(route, { host, params, admitted: null })?.answered(answer);
    return answer;
  } catch {
    return null;
  }
}

/** There may be thousands: each has one signal, whatever there is that can end it. */
interface Incoming {
  readonly host: DispatchHost;
  readonly params: unknown;
  readonly controller: AbortController;
  readonly admitted: Admitted | null;
}

/** Null without a trace. */
function traceOf(
  { method }: Route,
  { host, params, admitted }: Omit<Incoming, 'controller'>,
): RequestTrace | null {
  const { tracing } = host;
  if (!tracing) return null;
  const cause = admitted?.cause ?? causeOfRequest(tracing, { method, params }, host.session());
  return traceRequest(tracing, cause);
}

/** Lets something newer end it; what is returned is to be called when it is over. */
function supersedable(
  { method, rows }: ImplicitRoute,
  uri: string,
  { host, params, controller }: Incoming,
): () => void {
  const { superseding } = host.session();
  const work = {
    kind: method,
    rows: rows?.(params) ?? allRows,
    abort: (reason: unknown) => controller.abort(reason),
  };
  superseding.begin(uri, work);
  return () => superseding.end(uri, work);
}

async function answer(route: Route, incoming: Incoming): Promise<unknown> {
  const { host, params, controller, admitted } = incoming;
  const { signal } = controller;
  const session = host.session();
  const uri = uriOf(params);
  if (uri !== null) session.activity.saw(route.method, uri);
  const report = traceOf(route, incoming);
  const end = route.kind === 'implicit' && uri !== null ? supersedable(route, uri, incoming) : null;
  report?.follow(signal);
  const result = await outcome(route, {
    session,
    params,
    signal,
    calm: calmOf(route, session, uri),
    sendProgress: host.sendProgress,
    refreshLater: host.refreshLater,
    client: host.client,
    named: report?.named ?? ((_, work) => work()),
    ...(admitted && { since: admitted.since }),
  });
  end?.();
  report?.answered(result);
  return result;
}

interface Turned extends RequestContext {
  readonly session: Session;
  readonly params: unknown;
}

async function outcome(route: Route, { session, params, ...context }: Turned): Promise<unknown> {
  try {
    return await untilAborted(context.signal, async () =>
      written(await work(route, { session, params, ...context }), context.signal),
    );
  } catch (error) {
    return answerWithout(route, error, { session, params });
  }
}

/** The answer where something went wrong, or nothing is to be done for the request any more. */
export async function answerWithout(
  route: Route,
  error: unknown,
  asked: { readonly session: Session; readonly params: unknown },
): Promise<unknown> {
  return route.kind === 'explicit' || error instanceof Cancelled
    ? toResponseError(error, asked.session.log)
    : emptyAnswer(route, error, asked);
}

/** Implicit requests show nothing where they are switched off. */
async function work(route: Route, { session, params, ...context }: Turned): Promise<unknown> {
  const uri = uriOf(params);
  if (route.kind === 'implicit' && uri !== null) {
    const fsPath = pathOfUri(uri, session.windows);
    if (fsPath !== null && isSwitchedOff(settingsAt(session, uri), fsPath)) return route.empty;
    if (route.interim && session.activity.edits.delay(uri) > 0 && canRefresh(session, route.refreshable)) {
      const shown = await route.interim(session, params);
      if (shown !== null) {
        context.refreshLater(uri);
        return shown;
      }
    }
  }
  return route.handle(session, params, context);
}

/** Implicit requests wait for a storm of edits to pass. */
function calmOf(route: Route, session: Session, uri: string | null): () => Promise<void> {
  const { edits } = session.activity;
  return async () => {
    if (route.kind === 'implicit' && uri !== null && edits.delay(uri) > 0) await edits.calm(uri);
  };
}

/** The document a request is about; null when there is none, or when its parameters will be complained about. */
export function uriOf(params: unknown): string | null {
  try {
    return asDocument(asFields(params, 'params')).uri;
  } catch {
    return null;
  }
}

/** Bad parameters are the client's bug and are told; anything else is logged and gives nothing to show. */
async function emptyAnswer(
  route: ImplicitRoute,
  error: unknown,
  { session, params }: { readonly session: Session; readonly params: unknown },
): Promise<unknown> {
  if (error instanceof InvalidParams) return toResponseError(error, session.log);
  if (isDropped(error) && route.refreshable) session.refreshes.dropped(route.refreshable);
  // What took its place is answered better; until then what is on the screen stays there.
  const nothing = route.onFault ? route.onFault(params) : route.empty;
  if (isSuperseded(error)) return (await route.interim?.(session, params)) ?? nothing;
  noteOnce(toResponseError(error, session.log), session);
  return nothing;
}

const noted = new WeakMap<Session, Set<string>>();

/** A fault that comes back at every keystroke is said once. */
function noteOnce({ code, message }: ResponseError<unknown>, session: Session): void {
  const seen = noted.get(session) ?? new Set<string>();
  noted.set(session, seen);
  const text = `${code} ${message}`;
  if (seen.has(text) || seen.size > 1000) return;
  seen.add(text);
  session.log.warning(message);
}

/** Does not wait for work that takes its time to notice that it is over. */
function untilAborted<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    work()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
