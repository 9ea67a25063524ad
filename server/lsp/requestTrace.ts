/** What the trace is told of one request: that it came, was given up, was answered, and that it caused what follows. */
import { ResponseError } from 'vscode-jsonrpc/node';
import { type Cause, endOf, setCause, type Trace } from '../base/trace.ts';
import type { RequestContext, Session } from './session.ts';

/** Where requests are traced to. */
export interface RequestTracing {
  readonly trace: Trace;
  /** The id of the request that is being handed to its handler, which is not told. */
  readonly request: () => string | number | null;
}

export interface RequestTrace {
  /** To be called with the signal by which the work below knows the request. */
  follow(signal: AbortSignal): void;
  /** Where there is no signal yet. */
  gaveUp(reason: unknown): void;
  answered(answer: unknown): void;
  /** Work of the main thread for this request. */
  named: RequestContext['named'];
}

/** A request has come. To be called while it is handed over, before anything is awaited. */
export function causeOfRequest(
  { trace, request }: RequestTracing,
  { method, params, id = request() }: Requested,
  { documents }: Pick<Session, 'documents'>,
): Cause {
  const uri = uriIn(params);
  const generation = uri === null ? null : (documents.get(uri)?.version ?? null);
  const cause: Cause = { request: id, trigger: method, uri, generation };
  trace.asked(cause);
  return cause;
}

interface Requested {
  readonly method: string;
  readonly params?: unknown;
  readonly id?: string | number | null;
}

export function traceRequest({ trace }: Pick<RequestTracing, 'trace'>, cause: Cause): RequestTrace {
  let end: string | null = null;
  const gaveUp = (reason: unknown) => {
    end = endOf(reason);
    trace.instant(end, { ...cause });
  };
  return {
    gaveUp,
    follow(signal) {
      setCause(signal, cause);
      const onAbort = () => gaveUp(signal.reason);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    },
    named: (name, work) => trace.work(name, { request: cause.request }, work),
    answered: (answer) => trace.answered(cause, end ?? (answer instanceof ResponseError ? 'failed' : 'done')),
  };
}

/** As the client wrote it; requests without a document have none. */
function uriIn(params: unknown): string | null {
  const uri = (params as { textDocument?: { uri?: unknown } } | null)?.textDocument?.uri;
  return typeof uri === 'string' ? uri : null;
}
