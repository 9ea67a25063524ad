/** Lets an engine answer the calls that come in over a connection. */
import { threadId } from 'node:worker_threads';
import type { CancellationToken, MessageConnection } from 'vscode-jsonrpc/node';
import { type Cancel, Cancelled } from '../base/cancel.ts';
import { clock } from '../base/trace.ts';
import { type Answer, BATCH_METHOD } from './channel.ts';
import type { Engine } from './engine.ts';
import { toFailure } from './failure.ts';
import type { EngineCalls, EngineMethod } from './messages.ts';

/** Starts listening; the asking end is our own, so what it sends is what `EngineCalls` says. */
export function serveEngine(engine: Engine, connection: MessageConnection): void {
  connection.onRequest((method, params, token) => {
    const question = {
      method: method as EngineMethod,
      params: params as EngineCalls[EngineMethod]['params'],
    };
    return answer(engine, { ...question, token, connection });
  });
  connection.listen();
}

interface Question<Method extends EngineMethod> {
  readonly method: Method;
  readonly params: EngineCalls[Method]['params'];
  readonly token: CancellationToken;
  readonly connection: MessageConnection;
}

async function answer<Method extends EngineMethod>(
  engine: Engine,
  { method, params, token, connection }: Question<Method>,
): Promise<Answer<Method>> {
  const start = clock();
  const worked = () => ({ thread: threadId, start, end: clock() });
  try {
    const result = await engine.call(method, params, {
      cancel: pollOf(token),
      emit: (batch) => void connection.sendNotification(BATCH_METHOD, batch),
    });
    return { ok: true, result, worked: worked() };
  } catch (error) {
    return { ok: false, failure: toFailure(error), worked: worked() };
  }
}

/** One atomic load of shared memory a poll: cheap enough for every call. */
function pollOf(token: CancellationToken): Cancel {
  return {
    check() {
      if (token.isCancellationRequested) throw new Cancelled();
    },
  };
}
