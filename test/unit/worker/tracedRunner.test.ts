/** Spans of calls over a runner that does what the test says. */
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../server/base/cancel.ts';
import { setCause, Trace } from '../../../server/base/trace.ts';
import { defaultOptions } from '../../../server/blame/types.ts';
import type { BlameJob, CallOptions, Runner } from '../../../server/worker/messages.ts';
import { TracedRunner } from '../../../server/worker/tracedRunner.ts';

const job = {
  repository: { gitDir: '/r/.git' },
  commit: 'c0ffee',
  path: Buffer.from('ä.txt').toString('latin1'),
  content: null,
  options: { ...defaultOptions, since: 5 },
} as unknown as BlameJob;

function stage(work: (options: CallOptions) => Promise<unknown>) {
  const events: Record<string, unknown>[] = [];
  const write = (text: string) => void events.push(JSON.parse(text.slice(2)) as Record<string, unknown>);
  const trace = new Trace({ write, processId: 1, now: () => 0 });
  const inner = { call: (_: unknown, __: unknown, options: CallOptions) => work(options), close() {} };
  const runner = new TracedRunner(inner as unknown as Runner, trace);
  const controller = new AbortController();
  const ask = () => runner.call('blame', job, { signal: controller.signal });
  return { controller, ask, spans: () => events.filter(({ ph }) => ph !== 'M') };
}

const worked = { thread: 2, start: 10, end: 30, stood: [{ start: 15, end: 20 }] };

describe('a traced runner', () => {
  it('writes what was done, when, by which thread and for whom', async () => {
    const { controller, ask, spans } = stage(async ({ onWorked }) => {
      onWorked?.(worked);
      return 'answer';
    });
    setCause(controller.signal, { request: 9, trigger: 'hover', uri: 'file:///x', generation: 4 });
    expect(await ask()).toBe('answer');
    const args = {
      outcome: 'done',
      request: 9,
      trigger: 'hover',
      uri: 'file:///x',
      generation: 4,
      repository: '/r/.git',
      commit: 'c0ffee',
      path: 'ä.txt',
      options: 'since=5',
    };
    expect(spans()).toEqual([
      { ph: 'X', name: 'blame', pid: 1, tid: 2, ts: 10, dur: 20, args },
      { ph: 'X', name: 'aside', pid: 1, tid: 2, ts: 15, dur: 5, args: {} },
    ]);
  });

  it.each([
    ['cancelled', new Cancelled()],
    ['failed', null],
  ])('says that a call was %s', async (outcome, reason) => {
    const { controller, ask, spans } = stage(async ({ onWorked }) => {
      if (reason) controller.abort(reason);
      onWorked?.(worked);
      throw new Error('over');
    });
    await expect(ask()).rejects.toThrow('over');
    expect(spans()[0]).toMatchObject({ ph: 'X', args: { outcome } });
  });

  it('shows no work where no thread worked', async () => {
    const { ask, spans } = stage(() => Promise.reject(new Error('the engine thread crashed')));
    await expect(ask()).rejects.toThrow('crashed');
    expect(spans()).toMatchObject([{ ph: 'i', tid: 0, args: { outcome: 'failed' } }]);
  });
});
