/** What the trace is told of one request: that it came, was given up, was answered, and that it caused what follows. */
import { ResponseError } from 'vscode-jsonrpc/node';
import { type Cause, endOf, setCause, type Trace } from '../base/trace.ts';
import type { RequestContext, Session } from './session.ts';

/** Where requests are traced to. */
export interface RequestTracing {
  readonly trace: Trace;
  /** The id of the request that is being handed to its handler. */
  readonly request: () => string | number | null;
}

export interface RequestTrace {
  /** To be called with the signal by which the work below knows the request. */
  follow(signal: AbortSignal): void;
  answered(answer: unknown): void;
  /** Work of the main thread for this request. */
  named: RequestContext['named'];
}

/** To be called while the request is handed over, before anything is awaited. */
export function traceRequest(
  { trace, request }: RequestTracing,
  trigger: string,
  { session, params }: { readonly session: Session; readonly params: unknown },
): RequestTrace {
  const uri = uriIn(params);
  const generation = uri === null ? null : (session.documents.get(uri)?.version ?? null);
  const cause: Cause = { request: request(), trigger, uri, generation };
  trace.asked(cause);
  let end: string | null = null;
  return {
    follow(signal) {
      setCause(signal, cause);
      const onAbort = () => {
        end = endOf(signal.reason);
        trace.instant(end, { ...cause });
      };
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
