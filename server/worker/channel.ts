/** The messages of one engine thread as JSON-RPC over a port: one concept of cancellation from editor to inner loop. */
import type { MessagePort, Worker } from 'node:worker_threads';
import {
  CancellationReceiverStrategy,
  CancellationSenderStrategy,
  type CancellationStrategy,
  createMessageConnection,
  type MessageConnection,
  NullLogger,
  PortMessageReader,
  PortMessageWriter,
  SharedArrayReceiverStrategy,
  SharedArraySenderStrategy,
} from 'vscode-jsonrpc/node';
import type { PackedBatch } from './batchTaking.ts';
import type { EngineBytes, EngineCalls, EngineMethod, JobFailure, WorkTime } from './messages.ts';

export const BATCH_METHOD = 'batch';

/** What a call is answered with: errors are data here, so that their class survives. */
export type Answer<Method extends EngineMethod> = {
  readonly worked: WorkTime;
  readonly held: EngineBytes;
  /** What was settled last: one message instead of two. */
  readonly last: PackedBatch | null;
} & Ending<Method>;

type Ending<Method extends EngineMethod> =
  | { readonly ok: true; readonly result: EngineCalls[Method]['result'] }
  | { readonly ok: false; readonly failure: JobFailure };

/** The end that asks. A request's cancellation is a shared flag, seen by a thread that reads no messages meanwhile. */
export function askingEnd(port: Worker | MessagePort): MessageConnection {
  return connect(port, {
    sender: new SharedArraySenderStrategy(),
    receiver: CancellationReceiverStrategy.Message,
  });
}

/** The end that answers. Tokens of its requests can only be polled. */
export function answeringEnd(port: MessagePort): MessageConnection {
  return connect(port, {
    sender: CancellationSenderStrategy.Message,
    receiver: new SharedArrayReceiverStrategy(),
  });
}

function connect(port: MessagePort | Worker, cancellationStrategy: CancellationStrategy): MessageConnection {
  return createMessageConnection(new PortMessageReader(port), new PortMessageWriter(port), NullLogger, {
    cancellationStrategy,
  });
}
