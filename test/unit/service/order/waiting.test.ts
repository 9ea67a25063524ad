/** Those who wait. */
import { expect, it } from 'vitest';
import type { FileBlame } from '../../../../server/service/fileBlame.ts';
import { asWaiter, inBackground, tellInSlices } from '../../../../server/service/order/waiting.ts';

const blameOf = (rows: number): FileBlame => ({
  lineCount: rows,
  rows: new Int32Array(rows * 5),
  origins: [],
  commits: {},
  uncommitted: null,
});

it('are told of a long blame in slices, and of none when they have gone', async () => {
  const told: number[] = [];
  const controller = new AbortController();
  const onBatch = ({ rows }: { rows: Int32Array }) => void told.push(rows.length / 5);
  await tellInSlices(blameOf(2500), { signal: controller.signal, onBatch });
  expect(told).toEqual([1024, 1024, 452]);
  controller.abort('gone');
  await expect(tellInSlices(blameOf(2500), { signal: controller.signal, onBatch })).rejects.toBe('gone');
  expect(told.length).toBe(4);
});

it('ask in so many words unless they say otherwise', () => {
  const { signal } = new AbortController();
  expect(asWaiter({ signal, priority: () => 'cursor' })).toMatchObject({ signal, implicit: false });
  const background = asWaiter(inBackground('background'));
  expect([background.priority(), background.implicit]).toEqual(['background', true]);
});
