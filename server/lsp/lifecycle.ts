/** By the book: what a server may be asked before `initialize` and after `shutdown`, and when it has to die. */
import type { Message, RequestMessage } from 'vscode-jsonrpc/node';

type Phase = 'new' | 'running' | 'stopped';

/** JSON-RPC: the server is not initialized; the request is invalid. */
const NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;

export interface Refusal {
  readonly code: number;
  readonly message: string;
}

export class Lifecycle {
  private phase: Phase = 'new';

  /** `initialize` has been answered well. */
  start(): void {
    this.phase = 'running';
  }

  stop(): void {
    this.phase = 'stopped';
  }

  /** 0 when the client said `shutdown` first. */
  get exitCode(): 0 | 1 {
    return this.phase === 'stopped' ? 0 : 1;
  }

  /** What to do with a message: let it pass, answer a request with an error, or drop a notification. */
  admit(message: Message): 'pass' | 'drop' | Refusal {
    const method = (message as Partial<RequestMessage>).method;
    if (method === undefined || method === 'exit' || method === '$/cancelRequest') return 'pass';
    const refusal = this.refusalOf(method);
    if (!refusal) return 'pass';
    return isRequest(message) ? refusal : 'drop';
  }

  private refusalOf(method: string): Refusal | null {
    if (this.phase === 'stopped') return { code: INVALID_REQUEST, message: 'the server has been shut down' };
    if (this.phase === 'new' && method !== 'initialize') {
      return { code: NOT_INITIALIZED, message: 'the server has not been initialized' };
    }
    if (this.phase === 'running' && method === 'initialize') {
      return { code: INVALID_REQUEST, message: 'the server has been initialized already' };
    }
    return null;
  }
}

export function isRequest(message: Message): message is RequestMessage {
  return 'method' in message && 'id' in message;
}

/** How often a client's process is looked for, in milliseconds: it may die without closing our input. */
const WATCH_EVERY = 50;

/** Calls `onGone` once when the process does not exist (any more). */
export function watchProcess(processId: number, onGone: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(processId)) return;
    clearInterval(timer);
    onGone();
  }, WATCH_EVERY);
  timer.unref();
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of another user exists, though we may not signal it.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
