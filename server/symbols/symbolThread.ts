/** Outlines, made in a thread of their own, which starts when the first is asked for and ends when none has been for a while. */
import { Worker } from 'node:worker_threads';
import type { OutlineAnswer, OutlineQuestion } from './messages.ts';

export interface SymbolThreadOptions {
  /** The thread's entry, built JavaScript. */
  readonly entry: URL;
  /** A thread without work ends after this many milliseconds. */
  readonly idleAfter: number;
}

interface Waiter {
  readonly resolve: (outline: Int32Array) => void;
  readonly reject: (error: Error) => void;
}

/** What takes longer than any file should is not worth its memory. */
const HEAP_MEGABYTES = 512;

export class SymbolThread {
  private readonly options: SymbolThreadOptions;
  private readonly waiters = new Map<number, Waiter>();
  private worker: Worker | null = null;
  private idleTimer: NodeJS.Timeout | undefined;
  private last = 0;

  constructor(options: SymbolThreadOptions) {
    this.options = options;
  }

  /**
   * The symbols of a text, two numbers each: first line, line after the last; sorted by first lines. Rejects with the signal's
   * reason at once when it aborts, and with an `Error` when the thread is lost.
   */
  outline(path: string, text: string, signal: AbortSignal): Promise<Int32Array> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const id = ++this.last;
      const given = new SharedArrayBuffer(4);
      const onAbort = () => {
        Atomics.store(new Int32Array(given), 0, 1);
        this.leave(id)?.reject(signal.reason);
      };
      const done = () => signal.removeEventListener('abort', onAbort);
      this.waiters.set(id, {
        resolve: (outline) => {
          done();
          resolve(outline);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      });
      signal.addEventListener('abort', onAbort);
      this.worker ??= this.start();
      this.worker.postMessage({ id, path, text, given } satisfies OutlineQuestion);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.options.entry, {
      name: 'symbols',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    worker.unref();
    worker.on('message', ({ id, outline, error }: OutlineAnswer) => {
      const waiter = this.leave(id);
      if (outline) waiter?.resolve(outline);
      else waiter?.reject(new Error(error ?? 'given up'));
    });
    worker.on('error', (error: Error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('the symbol thread ended')));
    return worker;
  }

  /** Takes a waiter out; with the last one the thread begins to rest. */
  private leave(id: number): Waiter | undefined {
    const waiter = this.waiters.get(id);
    this.waiters.delete(id);
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.rest(), this.options.idleAfter).unref();
    return waiter;
  }

  private rest(): void {
    if (this.waiters.size > 0) return;
    const worker = this.worker;
    this.worker = null;
    void worker?.terminate();
  }

  private lose(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const waiter of this.waiters.values()) waiter.reject(error);
    this.waiters.clear();
  }
}
