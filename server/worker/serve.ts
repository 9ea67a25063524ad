/** Lets an engine answer the calls that come in over a connection. */
import { threadId } from 'node:worker_threads';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import { type Cancel, Cancelled } from '../base/cancel.ts';
import { clock } from '../base/trace.ts';
import { type PackedBatch, packBatch } from './batchTaking.ts';
import { type Answer, BATCH_METHOD } from './channel.ts';
import type { Engine } from './engine.ts';
import { toFailure } from './failure.ts';
import { type Gate, isShut, waitAt } from './gate.ts';
import type { EngineCalls, EngineMethod, Standstill } from './messages.ts';

/** Where questions come from, and the gate at which the work on them may be held up. */
export interface Post {
  readonly connection: MessageConnection;
  readonly gate: Gate;
}

/** Starts listening; the asking end is our own, so what it sends is what `EngineCalls` says. */
export function serveEngine(engine: Engine, { connection, gate }: Post): void {
  connection.onRequest((method, params, token) => {
    const question = {
      method: method as EngineMethod,
      params: params as EngineCalls[EngineMethod]['params'],
    };
    return answer(engine, { ...question, token, connection, gate });
  });
  connection.listen();
}

interface Question<Method extends EngineMethod> {
  readonly method: Method;
  readonly params: EngineCalls[Method]['params'];
  readonly token: CancellationToken;
  readonly connection: MessageConnection;
  readonly gate: Gate;
}

async function answer<Method extends EngineMethod>(
  engine: Engine,
  { method, params, token, connection, gate }: Question<Method>,
): Promise<Answer<Method>> {
  const start = clock();
  const begun = performance.now();
  const cancel = pollOf(token, gate);
  const worked = () => {
    const end = clock();
    return { thread: threadId, start, end, stood: cancel.stood(end) };
  };
  let last: PackedBatch | null = null;
  try {
    const result = await engine.call(method, params, {
      cancel,
      worked: () => performance.now() - begun - cancel.stoodFor(),
      emit: (batch) => void connection.sendNotification(BATCH_METHOD, packBatch(batch)),
      emitLast: (batch) => {
        last = packBatch(batch);
      },
    });
    return { ok: true, result, last, worked: worked(), held: engine.held() };
  } catch (error) {
    return { ok: false, failure: toFailure(error), last, worked: worked(), held: engine.held() };
  }
}

/** Two atomic loads of shared memory a poll: cheap enough for every call. */
function pollOf(token: CancellationToken, gate: Gate): Poll {
  const stood: Standstill[] = [];
  return {
    stood: (over) => stood.map(({ start, end }) => ({ start, end: Math.min(end, over) })),
    stoodFor: () => stood.reduce((sum, { start, end }) => sum + (end - start) / 1000, 0),
    check() {
      if (isShut(gate)) {
        const start = clock();
        waitAt(gate);
        // What is given up while it stands still does nothing any more.
        stood.push({ start, end: token.isCancellationRequested ? Number.POSITIVE_INFINITY : clock() });
      }
      if (token.isCancellationRequested) throw new Cancelled();
    },
  };
}

interface Poll extends Cancel {
  /** When the work, which is over at `over`, stood still for more urgent work. */
  stood(over: number): readonly Standstill[];
  /** For how long in all, in milliseconds. */
  stoodFor(): number;
}
