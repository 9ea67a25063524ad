/** The runner on the caller's own stack. */
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../server/base/cancel.ts';
import { GitError } from '../../../server/git/errors.ts';
import type { CallContext, Engine } from '../../../server/worker/engine.ts';
import { InlineRunner } from '../../../server/worker/inlineRunner.ts';

const params = { repository: null, revision: 'x' } as never;

function runnerOf(work: (context: CallContext) => unknown) {
  const engine = { call: async (_: unknown, __: unknown, context: CallContext) => work(context), close() {} };
  return new InlineRunner(engine as unknown as Engine);
}

describe('an inline runner', () => {
  it('behaves as a thread does', async () => {
    const { signal } = new AbortController();
    expect(await runnerOf(() => 'answer').call('revision', params, { signal })).toBe('answer');
    const fault = runnerOf(() => {
      throw new GitError('badRevision', 'bad', { commit: 'x' });
    });
    await expect(fault.call('revision', params, { signal })).rejects.toMatchObject({
      code: 'badRevision',
      subject: { commit: 'x' },
    });
    await expect(
      runnerOf(() => 1).call('revision', params, { signal: AbortSignal.abort('gone') }),
    ).rejects.toBe('gone');
  });

  it('stops work that polls', async () => {
    const controller = new AbortController();
    const runner = runnerOf(({ cancel }) => {
      controller.abort();
      cancel.check();
    });
    const call = runner.call('revision', params, { signal: controller.signal });
    await expect(call).rejects.toBeInstanceOf(Cancelled);
  });

  it('hands batches on', async () => {
    const seen: unknown[] = [];
    const batch = { rows: Int32Array.of(1), origins: [], commits: {} };
    const runner = runnerOf(({ emit }) => emit(batch));
    const { signal } = new AbortController();
    await runner.call('blame', params, { signal, onBatch: (each) => seen.push(each) });
    expect(seen).toEqual([batch]);
  });
});
