/** Has large messages parsed by a thread of its own, which is there only while there are any. */
import { Worker } from 'node:worker_threads';
import { type ParsedBody, parseBody } from './parseBody.ts';

export interface BodyParserOptions {
  /** The thread's entry, built JavaScript. */
  readonly entry: URL;
  /** A thread without work ends after this many milliseconds. */
  readonly idleAfter: number;
  readonly onLost: (error: Error) => void;
}

interface Waiting {
  readonly body: SharedArrayBuffer;
  readonly resolve: (parsed: ParsedBody) => void;
}

export class BodyParser {
  private readonly options: BodyParserOptions;
  private worker: Worker | null = null;
  /** In the order in which the thread answers. */
  private waiting: Waiting[] = [];
  private idleTimer: NodeJS.Timeout | undefined;

  constructor(options: BodyParserOptions) {
    this.options = options;
  }

  /** Answers in the order of the calls. A thread that can't do it is no reason to lose a message. */
  parse(body: SharedArrayBuffer): Promise<ParsedBody> {
    clearTimeout(this.idleTimer);
    this.worker ??= this.start();
    this.worker.postMessage(body);
    return new Promise((resolve) => this.waiting.push({ body, resolve }));
  }

  close(): void {
    clearTimeout(this.idleTimer);
    void this.worker?.terminate();
    this.worker = null;
  }

  private start(): Worker {
    const worker = new Worker(this.options.entry, { name: 'message parser' });
    // It is no reason for the process to live.
    worker.unref();
    worker.on('message', (parsed: ParsedBody) => {
      this.waiting.shift()?.resolve(parsed);
      if (this.waiting.length === 0) this.rest();
    });
    worker.once('error', (error) => this.lose(worker, error));
    worker.once('exit', (code) => this.lose(worker, new Error(`the parsing thread ended with code ${code}`)));
    return worker;
  }

  private lose(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = null;
    if (this.waiting.length === 0) return;
    this.options.onLost(error);
    const { waiting } = this;
    this.waiting = [];
    for (const { body, resolve } of waiting) resolve(parseBody(new Uint8Array(body)));
  }

  private rest(): void {
    this.idleTimer = setTimeout(() => this.close(), this.options.idleAfter);
    this.idleTimer.unref();
  }
}
