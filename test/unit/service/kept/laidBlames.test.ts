/** Texts laid over blames: once for each pair, whoever asks. */
import { expect, it } from 'vitest';
import type { FileBlame } from '../../../../server/service/fileBlame.ts';
import { LaidBlames } from '../../../../server/service/kept/laidBlames.ts';
import type { EntryBatch, Overlay } from '../../../../server/worker/messages.ts';

const origin = (commit: string) => ({ commit, path: 'f', previous: null, boundary: false });
const committed: FileBlame = {
  lineCount: 2,
  rows: Int32Array.of(0, 2, 0, 0, 0),
  origins: [origin('aa')],
  commits: {},
  uncommitted: null,
};
const first: EntryBatch = { rows: new Int32Array(), origins: [origin('00')], commits: {} };
const overlay: Overlay = {
  blob: 'b',
  tracked: true,
  quads: Int32Array.of(1, 0, 1, 1),
  lineCount: 3,
  files: [],
};
const { signal } = new AbortController();

it('lays a text over a blame once', async () => {
  const laid = new LaidBlames();
  const blame = await laid.lay(committed, overlay, { first, signal });
  expect([...blame.rows]).toEqual([0, 1, 0, 1, 0, 1, 1, 1, 0, 0, 2, 1, 1, 1, 0]);
  expect(await laid.lay(committed, overlay, { first, signal })).toBe(blame);
  expect(laid.bytes).toBeGreaterThan(0);
});

it('lays few lines by themselves, unless all are there', async () => {
  const laid = new LaidBlames();
  const span = { start: 1, end: 2 };
  const part = await laid.lay(committed, overlay, { first, signal, span });
  expect([[...part.rows], laid.bytes]).toEqual([[1, 1, 1, 0, 0], 0]);
  const whole = await laid.lay(committed, overlay, { first, signal, span: { start: 0, end: 1000 } });
  expect(whole.rows).toHaveLength(15);
  expect(await laid.lay(committed, overlay, { first, signal, span })).toBe(whole);
});

it('lays it again over another blame', async () => {
  const laid = new LaidBlames();
  const blame = await laid.lay(committed, overlay, { first, signal });
  expect(await laid.lay({ ...committed }, overlay, { first, signal })).not.toBe(blame);
});

it('has pauses in a long one, in which it can be given up', async () => {
  const lines = 100_000;
  const rows = Int32Array.from({ length: lines * 5 }, (_, at) => [at / 5, 1, at / 5, 0, 0][at % 5] ?? 0);
  const giveUp = new AbortController();
  const long = { ...committed, lineCount: lines, rows };
  const laying = new LaidBlames().lay(long, overlay, { first, signal: giveUp.signal });
  giveUp.abort(new Error('over'));
  await expect(laying).rejects.toThrow('over');
});
