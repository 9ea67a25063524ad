/** An engine behind a port, asked from the other end as the main thread does. */
import { MessageChannel, threadId, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { clock } from '../../../server/base/trace.ts';
import { GitError } from '../../../server/git/errors.ts';
import { type Answer, answeringEnd, askingEnd, BATCH_METHOD } from '../../../server/worker/channel.ts';
import type { CallContext, Engine } from '../../../server/worker/engine.ts';
import { newGate, shutGate } from '../../../server/worker/gate.ts';
import type { EntryBatch } from '../../../server/worker/messages.ts';
import { serveEngine } from '../../../server/worker/serve.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

function connect(work: (method: string, context: CallContext) => unknown, gate = newGate()) {
  const { port1, port2 } = new MessageChannel();
  closing.push(() => port1.close());
  const engine = {
    call: async (method: string, _: unknown, context: CallContext) => work(method, context),
    held: () => ({ objects: 7, texts: 0, histories: 0 }),
    close: () => undefined,
  } as unknown as Engine;
  serveEngine(engine, { connection: answeringEnd(port1), gate });
  const asking = askingEnd(port2);
  asking.listen();
  return asking;
}

describe('an engine behind a port', () => {
  it('answers', async () => {
    expect(await connect((method) => `${method}!`).sendRequest('revision', {})).toMatchObject({
      ok: true,
      result: 'revision!',
      held: { objects: 7 },
    });
  });

  it('says when it worked', async () => {
    const before = clock();
    const { worked } = await connect(() => 'x').sendRequest<Answer<'revision'>>('revision', {});
    expect(worked.thread).toBe(threadId);
    const times = [before, worked.start, worked.end, clock()];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('sends the last batch with the answer, and others before it', async () => {
    const batch = (line: number) => ({ rows: Int32Array.of(line, 1, 0, 0, 0), origins: [], commits: {} });
    const asking = connect((_, { emit, emitLast }) => {
      emit(batch(1));
      emitLast?.(batch(2));
      return 'done';
    });
    const came: EntryBatch[] = [];
    asking.onNotification(BATCH_METHOD, (each: EntryBatch) => void came.push(each));
    const { last } = await asking.sendRequest<Answer<'blame'>>('blame', {});
    expect([...came, last].map((each) => each?.rows[0])).toEqual([1, 2]);
  });

  it('sends faults as data', async () => {
    const asking = connect(() => {
      throw new GitError('badRevision', 'bad revision', { commit: 'x' });
    });
    expect(await asking.sendRequest('revision', {})).toMatchObject({
      ok: false,
      failure: { code: 'badRevision', message: 'bad revision', subject: { commit: 'x' } },
    });
  });

  it('sees a cancellation without reading messages', async () => {
    const source = new CancellationTokenSource();
    const asking = connect((_, { cancel }) => {
      cancel.check();
      // Both ends share this thread: the flag is set here as the other thread would while this one is busy.
      source.cancel();
      cancel.check();
      return 'not reached';
    });
    const answer = await asking.sendRequest('revision', {}, source.token);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('does not count the time that it stood still', async () => {
    const gate = newGate();
    const asking = connect((_, { cancel, worked }) => {
      void shutGate(gate);
      const opener = new Worker(
        `const { workerData } = require('node:worker_threads');
         setTimeout(() => { Atomics.store(workerData, 0, 0); Atomics.notify(workerData, 0); }, 200);`,
        { eval: true, workerData: gate },
      );
      closing.push(() => void opener.terminate());
      const start = performance.now();
      cancel.check();
      return { stood: performance.now() - start, worked: worked() };
    }, gate);
    const { result } = await asking.sendRequest<{ result: { stood: number; worked: number } }>(
      'revision',
      {},
    );
    expect(result.stood).toBeGreaterThan(150);
    expect(result.worked).toBeLessThan(result.stood);
  });

  it('sends batches before the answer, typed arrays as such', async () => {
    const rows: unknown[] = [];
    const asking = connect((_, { emit }) => {
      emit({ rows: Int32Array.of(1, 2), origins: [], commits: {} });
      return 'done';
    });
    asking.onNotification(BATCH_METHOD, (batch) => void rows.push(batch.rows));
    await asking.sendRequest('blame', {});
    expect(rows).toEqual([Int32Array.of(1, 2)]);
  });
});
