/** Where requests wait as they came, before anything is done for them: editors ask for lenses of thousands of documents at once. */
import type { Message, RequestMessage } from 'vscode-jsonrpc/node';
import { Cancelled } from '../base/cancel.ts';
import type { Cause } from '../base/trace.ts';
import { Guest } from '../service/order/desk.ts';
import { allRows, type Rows, type Work } from '../service/order/supersede.ts';
import { type Moment, thisMoment } from '../service/repository/sharedReadings.ts';
import { answerWithout, type ImplicitRoute, type Route, uriOf } from './dispatch.ts';
import { ServerStops } from './errors.ts';
import { urgencyNow } from './query.ts';
import { causeOfRequest, type RequestTracing, traceRequest } from './requestTrace.ts';
import type { Session } from './session.ts';

export interface WaitingRequestsParts {
  /** All there are. */
  readonly routes: readonly Route[];
  readonly session: () => Session;
  readonly answer: (id: RequestMessage['id'], answer: unknown) => void;
  /** Null when nobody wants a trace. */
  readonly tracing: RequestTracing | null;
  /** Told what goes wrong with handing over a request whose turn has come. */
  readonly onError: (error: unknown) => void;
}

/** What is known of a request whose turn has come from the time when it waited. */
export interface Admitted {
  readonly since: Moment;
  /** Null without a trace. */
  readonly cause: Cause | null;
  /** To be called when it has been answered. */
  readonly leave: () => void;
}

type Handle = (message: Message) => void | Promise<void>;

/**
 * A request that is worked on is some hundred objects: promises, signals and functions of all layers. Thousands that wait would be what
 * each collection of garbage has to copy; here each is its message and one object.
 */
export class WaitingRequests {
  private readonly parts: WaitingRequestsParts;
  private readonly routes: ReadonlyMap<string, ImplicitRoute>;
  private readonly byId = new Map<RequestMessage['id'], WaitingRequest>();
  private handle: Handle = () => undefined;
  /** Of the request that is being handed over. */
  private admitted: Admitted | null = null;

  constructor(parts: WaitingRequestsParts) {
    this.parts = parts;
    const waiting = parts.routes.flatMap((route) =>
      route.kind === 'implicit' && route.waits !== undefined ? [[route.method, route] as const] : [],
    );
    this.routes = new Map(waiting);
  }

  /** Whether it is one of those that wait: `handle` gets it when its turn comes, which may be at once. */
  take(message: RequestMessage, handle: Handle): boolean {
    const route = this.routes.get(message.method);
    const uri = route === undefined ? null : uriOf(message.params);
    // Two of one id are the client's bug; each is answered.
    if (route === undefined || uri === null || this.byId.has(message.id)) return false;
    const { tracing } = this.parts;
    const session = this.parts.session();
    // While it is edited what is on the screen is the answer, or it waits for something else.
    if (session.activity.edits.delay(uri) > 0) return false;
    this.handle = handle;
    const cause = tracing && causeOfRequest(tracing, message, session);
    const request = new WaitingRequest(this, { message, route, uri, cause });
    this.byId.set(message.id, request);
    session.superseding.begin(uri, request);
    session.service.desk.enter(request);
    return true;
  }

  /** What is known of the request that is being handed over, for its handler; null when it has not waited here. */
  handOver(): Admitted | null {
    const { admitted } = this;
    this.admitted = null;
    return admitted;
  }

  /** Its client does not want it any more. False where it does not wait here, or no longer. */
  takeBack(id: RequestMessage['id']): boolean {
    const request = this.byId.get(id);
    if (request === undefined) return false;
    this.end(request, new Cancelled());
    return true;
  }

  /** The server stops. */
  stop(): void {
    for (const request of this.byId.values()) this.end(request, new ServerStops());
  }

  /** Its turn has come. */
  admit(request: WaitingRequest, leave: () => void): void {
    const { message, since, cause } = request;
    this.forget(request);
    this.admitted = { since, cause, leave };
    Promise.resolve(this.handle(message)).catch(this.parts.onError);
    // Nobody was there to handle it.
    this.handOver()?.leave();
  }

  /** It is answered without anything having been done for it. */
  end(request: WaitingRequest, reason: unknown): void {
    const { message, route, cause } = request;
    const { tracing, answer } = this.parts;
    const session = this.parts.session();
    this.forget(request);
    session.service.desk.forget(request);
    if (route.waits?.(session, request.uri)) session.service.gaveUp(reason);
    const report = tracing && cause && traceRequest(tracing, cause);
    report?.gaveUp(reason);
    void answerWithout(route, reason, { session, params: message.params }).then((instead) => {
      report?.answered(instead);
      answer(message.id, instead);
    });
  }

  urgencyOf({ uri }: WaitingRequest): ReturnType<Guest['priority']> {
    return urgencyNow(this.parts.session(), 'whole', uri);
  }

  private forget(request: WaitingRequest): void {
    this.byId.delete(request.message.id);
    this.parts.session().superseding.end(request.uri, request);
  }
}

interface Asked {
  readonly message: RequestMessage;
  readonly route: ImplicitRoute;
  readonly uri: string;
  readonly cause: Cause | null;
}

class WaitingRequest extends Guest implements Asked, Work {
  readonly message: RequestMessage;
  readonly route: ImplicitRoute;
  readonly uri: string;
  readonly cause: Cause | null;
  readonly since: Moment = thisMoment();
  private readonly line: WaitingRequests;

  constructor(line: WaitingRequests, { message, route, uri, cause }: Asked) {
    super();
    this.line = line;
    this.message = message;
    this.route = route;
    this.uri = uri;
    this.cause = cause;
  }

  get kind(): string {
    return this.route.method;
  }

  get rows(): Rows {
    return allRows;
  }

  priority(): ReturnType<Guest['priority']> {
    return this.line.urgencyOf(this);
  }

  admit(leave: () => void): void {
    this.line.admit(this, leave);
  }

  abort(reason: unknown): void {
    this.line.end(this, reason);
  }
}
