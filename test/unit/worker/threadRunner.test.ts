/** The runner with small threads of the test's own; the real thread is driven end to end. */
import { afterEach, describe, expect, it } from 'vitest';
import { SharedTables } from '../../../server/worker/sharedTables.ts';
import { startThread } from '../../../server/worker/startedThread.ts';
import { ThreadRunner } from '../../../server/worker/threadRunner.ts';

const runners: ThreadRunner[] = [];
afterEach(() => {
  for (const runner of runners.splice(0)) runner.close();
});

/** A thread whose code is `body`; `reply(message, result)` answers, `flagOf(message)` is its shared flag. */
function runnerOf(body: string, { idleAfter = 60_000, lost = [] as Error[] } = {}): ThreadRunner {
  const code = `
    import { parentPort, threadId } from 'node:worker_threads';
    const reply = ({ id }, result) => parentPort.postMessage({ jsonrpc: '2.0', id, result: { ok: true, last: null, result } });
    const flagOf = ({ $cancellationData }) => new Int32Array($cancellationData);
    parentPort.once('message', ({ gate }) => parentPort.on('message', (message) => { ${body} }));`;
  const entry = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const runner = new ThreadRunner({
    setup: { cacheDirectory: null, cacheBytes: 0 },
    tables: new SharedTables(0),
    entry,
    heap: { old: 64, young: 16 },
    start: { code: null, keepsCode: false },
    idleAfter,
    onLost: (error) => lost.push(error),
  });
  runners.push(runner);
  return runner;
}

const params = { repository: null, revision: 'HEAD' } as never;
const waiting = () => ({ signal: new AbortController().signal });

describe('a thread runner', () => {
  it('asks its thread and keeps it for the next call', async () => {
    const runner = runnerOf('reply(message, message.method + threadId)');
    const answers = [
      await runner.call('revision', params, waiting()),
      await runner.call('revision', params, waiting()),
    ];
    expect(answers[0]).toMatch(/^revision\d+$/);
    expect(answers[1]).toBe(answers[0]);
  });

  it('reaches a thread that reads no messages', async () => {
    const runner = runnerOf(
      'const flag = flagOf(message); while (Atomics.load(flag, 0) === 0); reply(message, "stopped")',
    );
    const controller = new AbortController();
    const answer = runner.call('revision', params, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    expect(await answer).toBe('stopped');
  });

  it('passes batches on to the call they belong to', async () => {
    const runner = runnerOf(
      'parentPort.postMessage({ jsonrpc: "2.0", method: "batch", params: { rows: Int32Array.of(7), named: "" } }); reply(message, {})',
    );
    const rows: Int32Array[] = [];
    await runner.call('blame', params, { ...waiting(), onBatch: (batch) => rows.push(batch.rows) });
    expect(rows).toEqual([Int32Array.of(7)]);
  });

  it('replaces a thread that died, and fails its call with clear words', async () => {
    const lost: Error[] = [];
    const runner = runnerOf(
      'if (message.params.revision === "die") throw new Error("boom"); reply(message, "alive")',
      {
        lost,
      },
    );
    const dying = runner.call('revision', { repository: null, revision: 'die' } as never, waiting());
    await expect(dying).rejects.toThrow('the engine thread crashed: boom');
    expect(lost.length).toBe(1);
    expect(await runner.call('revision', params, waiting())).toBe('alive');
  });

  it('fails the call of a thread that ends by itself', async () => {
    const runner = runnerOf('process.exit(3)');
    await expect(runner.call('revision', params, waiting())).rejects.toThrow('ended with code 3');
  });

  it('lets an idle thread go and starts another when there is work again', async () => {
    const runner = runnerOf('reply(message, threadId)', { idleAfter: 20 });
    const first = await runner.call('revision', params, waiting());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await runner.call('revision', params, waiting())).not.toBe(first);
  });

  it('knows what its thread holds, and that a thread that is gone holds nothing', async () => {
    const held = { objects: 1, texts: 2, histories: 3 };
    const answer = `{ jsonrpc: '2.0', id: message.id, result: { ok: true, last: null, held: ${JSON.stringify(held)} } }`;
    const runner = runnerOf(`parentPort.postMessage(${answer})`, { idleAfter: 20 });
    expect(runner.held).toBeNull();
    await runner.call('revision', params, waiting());
    expect(runner.held).toEqual(held);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(runner.held).toBeNull();
  });

  it('holds its thread up and lets it go on', async () => {
    const runner = runnerOf(
      'Atomics.wait(gate, 0, 0, 5000); Atomics.wait(gate, 0, 1, 5000); reply(message, Atomics.load(gate, 0))',
    );
    runner.prepare();
    void runner.pause();
    const answer = runner.call('revision', params, waiting());
    setTimeout(() => runner.resume(), 100);
    expect(await answer).toBe(0);
  });

  it('ends while its thread is held up', async () => {
    const runner = runnerOf('Atomics.wait(gate, 0, 1)');
    void runner.pause();
    const answer = runner.call('revision', params, waiting());
    setTimeout(() => runner.close(), 100);
    await expect(answer).rejects.toThrow('disposed');
  });

  it('takes nothing on for a caller who has gone', async () => {
    const runner = runnerOf('reply(message, 1)');
    await expect(runner.call('revision', params, { signal: AbortSignal.abort('gone') })).rejects.toBe('gone');
  });
});

it('takes a thread that was started before, once', async () => {
  const code = (name: string) => `
    import { parentPort } from 'node:worker_threads';
    parentPort.once('message', ({ setup }) => parentPort.on('message', ({ id }) =>
      parentPort.postMessage({ jsonrpc: '2.0', id, result: { ok: true, last: null, result: '${name} ' + setup.cacheBytes } })));`;
  const entry = (name: string) => new URL(`data:text/javascript,${encodeURIComponent(code(name))}`);
  const heap = { old: 64, young: 16 };
  const ready = [startThread(entry('started'), heap, { code: null, keepsCode: false })];
  const setup = { cacheDirectory: null, cacheBytes: 7 };
  const started = () => ready.pop() ?? null;
  const make = () =>
    new ThreadRunner({
      setup,
      tables: new SharedTables(0),
      entry: entry('own'),
      heap,
      start: { code: null, keepsCode: false },
      idleAfter: 60_000,
      started,
      onLost: () => {},
    });
  const [first, second] = [make(), make()];
  runners.push(first, second);
  expect(await first.call('revision', params, waiting())).toBe('started 7');
  expect(await second.call('revision', params, waiting())).toBe('own 7');
});
