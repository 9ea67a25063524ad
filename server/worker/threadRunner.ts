/** A runner whose calls run in a thread of their own, started when first needed, replaced when it dies. */
import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { CancellationTokenSource, type MessageConnection } from 'vscode-jsonrpc/node';
import { type BatchTaking, type PackedBatch, takeBatches } from './batchTaking.ts';
import { type Answer, askingEnd, BATCH_METHOD } from './channel.ts';
import { serveCommands } from './commands.ts';
import { fromFailure } from './failure.ts';
import { type Gate, newGate, openGate, shutGate } from './gate.ts';
import type { CallOptions, EngineBytes, EngineCalls, EngineMethod, EngineSetup, Runner } from './messages.ts';
import type { SharedTables, TableShare } from './sharedTables.ts';
import { type HeapLimits, startThread, type ThreadStart } from './startedThread.ts';

export interface ThreadRunnerOptions {
  /** The thread's entry, built JavaScript. */
  readonly entry: URL;
  readonly setup: EngineSetup;
  readonly heap: HeapLimits;
  /** What it finds when it begins. */
  readonly start: ThreadStart;
  /** A thread without work ends after this many milliseconds. */
  readonly idleAfter: number;
  readonly onLost?: (error: Error) => void;
  /** What threads have in common. */
  readonly tables: SharedTables;
  /** A thread that has been started already; null when there is none left. */
  readonly started?: () => Worker | null;
}

/** The longest that a command may take which a thread waits for. */
const COMMAND_MILLISECONDS = 10_000;

/** What a thread is given first. */
export interface ThreadData {
  readonly setup: EngineSetup;
  readonly gate: Gate;
  /** Where commands are run for the thread. */
  readonly commands: MessagePort;
  readonly tables: TableShare;
}

interface Thread {
  readonly worker: Worker;
  readonly connection: MessageConnection;
  /**
   * Whoever waits for an answer, to be told when the thread is gone. No promise that lives as long as the thread: it would hold on to
   * every answer that was ever raced with it.
   */
  readonly waiting: Set<(lost: Error) => void>;
}

export class ThreadRunner implements Runner {
  private readonly options: ThreadRunnerOptions;
  private readonly gate = newGate();
  private thread: Thread | null = null;
  private taking: BatchTaking | null = null;
  private idleTimer: NodeJS.Timeout | undefined;
  private holds: EngineBytes | null = null;

  constructor(options: ThreadRunnerOptions) {
    this.options = options;
  }

  /** What the thread held after its last call; null when there is no thread or it was not asked for anything. */
  get held(): EngineBytes | null {
    return this.holds;
  }

  async call<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    { signal, onBatch, onWorked }: CallOptions,
  ): Promise<EngineCalls[Method]['result']> {
    signal.throwIfAborted();
    clearTimeout(this.idleTimer);
    this.thread ??= this.start();
    const taking = takeBatches((batch) => onBatch?.(batch));
    this.taking = taking;
    const source = new CancellationTokenSource();
    const cancel = () => source.cancel();
    signal.addEventListener('abort', cancel);
    try {
      const { connection, waiting } = this.thread;
      const answer = await untilLost(
        waiting,
        connection.sendRequest<Answer<Method>>(method, params, source.token),
      );
      this.holds = answer.held;
      onWorked?.(answer.worked);
      if (answer.last !== null) taking.add(answer.last);
      if (!answer.ok) throw fromFailure(answer.failure);
      await taking.over();
      return answer.result;
    } finally {
      signal.removeEventListener('abort', cancel);
      taking.stop();
      this.taking = null;
      this.rest();
    }
  }

  pause(): Promise<void> {
    return shutGate(this.gate);
  }

  resume(): void {
    openGate(this.gate);
  }

  prepare(): void {
    if (this.thread) return;
    this.thread = this.start();
    this.rest();
  }

  close(): void {
    clearTimeout(this.idleTimer);
    const thread = this.thread;
    this.thread = null;
    this.holds = null;
    if (!thread) return;
    thread.connection.dispose();
    void thread.worker.terminate();
  }

  private start(): Thread {
    const { entry, setup, heap, start, onLost, started } = this.options;
    const tables = this.options.tables.share();
    const { port1, port2 } = new MessageChannel();
    serveCommands(port1, COMMAND_MILLISECONDS);
    const worker = started?.() ?? startThread(entry, heap, start);
    const data: ThreadData = { gate: this.gate, setup, commands: port2, tables };
    worker.postMessage(data, [port2, tables.port]);
    const connection = askingEnd(worker);
    const waiting: Thread['waiting'] = new Set();
    const onEnd = (error: Error) => {
      if (this.thread?.worker === worker) {
        this.thread = null;
        this.holds = null;
      }
      for (const tell of waiting) tell(error);
    };
    worker.once('error', (error) => {
      const crash = new Error(`the engine thread crashed: ${error.message}`, { cause: error });
      onLost?.(crash);
      onEnd(crash);
    });
    worker.once('exit', (code) => onEnd(new Error(`the engine thread ended with code ${code}`)));
    connection.onNotification(BATCH_METHOD, (batch: PackedBatch) => this.taking?.add(batch));
    connection.listen();
    return { worker, connection, waiting };
  }

  private rest(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.close(), this.options.idleAfter);
    this.idleTimer.unref();
  }
}

/** The answer, or an error as soon as the thread is gone. */
function untilLost<Answer>(waiting: Thread['waiting'], answer: Promise<Answer>): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    waiting.add(reject);
    void answer.then(resolve, reject).finally(() => waiting.delete(reject));
  });
}
