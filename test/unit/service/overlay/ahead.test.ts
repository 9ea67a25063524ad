/** What is begun before it is known whether it is needed: used where it fits, given up where it does not. */
import { describe, expect, it } from 'vitest';
import { lookAhead } from '../../../../server/service/overlay/ahead.ts';
import type { AskedOptions, Overlay, ResolvedOptions } from '../../../../server/worker/messages.ts';

const overlay: Overlay = { blob: 'b', tracked: true, quads: new Int32Array(), lineCount: 1, files: [] };
const resolved = { start: null } as ResolvedOptions;

function stage(options: AskedOptions = {}) {
  const asking = new AbortController();
  const begun: AbortSignal[] = [];
  let looks = 0;
  const ahead = lookAhead(
    { options },
    {
      signal: asking.signal,
      heads: async () => ({ commit: `look ${++looks}`, mergeHeads: [] }),
      lay: () => ({
        commit: 'aa',
        resolved,
        begin: async (signal) => {
          begun.push(signal);
          return overlay;
        },
      }),
    },
  );
  return { ahead, asking, begun, looks: () => looks };
}

describe('what a text needs', () => {
  it('is begun at once and used when HEAD and options are as they were', async () => {
    const { ahead, begun, looks } = stage();
    expect([looks(), begun.length]).toEqual([1, 1]);
    expect(await ahead.layingOver('aa', resolved)).toBe(overlay);
    expect(await ahead.heads()).toEqual({ commit: 'look 1', mergeHeads: [] });
  });

  it.each([
    ['HEAD has moved', 'bb', resolved],
    ['options have changed', 'aa', { ...resolved }],
  ])('is given up where %s', (_, commit, now) => {
    const { ahead, begun } = stage();
    expect(ahead.layingOver(commit, now)).toBe(null);
    expect(begun[0]?.aborted).toBe(true);
  });

  it('ends with the question', async () => {
    const { asking, begun } = stage();
    asking.abort(new Error('over'));
    expect(begun[0]?.reason).toEqual(new Error('over'));
  });

  it.each([[{ revision: 'v1' }], [{ reverse: true }]])('is left alone for %j', async (options) => {
    const { ahead, begun, looks } = stage(options);
    expect([looks(), begun.length, ahead.layingOver('aa', resolved)]).toEqual([0, 0, null]);
    expect((await ahead.heads()).commit).toBe('look 1');
  });
});

it('leaves faults to whoever waits for them', async () => {
  const fault = new Error('no HEAD');
  const failing = async () => {
    throw fault;
  };
  const parts = { signal: new AbortController().signal, lay: () => null, heads: failing };
  const ahead = lookAhead({ options: {} }, parts);
  await new Promise((resolve) => setTimeout(resolve, 1));
  await expect(ahead.heads()).rejects.toBe(fault);
});
