/** Those who wait. */
import { expect, it } from 'vitest';
import type { FileBlame } from '../../../../server/service/fileBlame.ts';
import { asWaiter, inBackground, tellInSlices } from '../../../../server/service/order/waiting.ts';
import type { EntryBatch } from '../../../../server/worker/messages.ts';

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

it('are told of thousands of owners in slices, each with what its commits say, once', async () => {
  const person = { name: 'A', email: 'a@b', time: 1, timezone: '+0000' };
  const record = { summary: 's', author: person, committer: person };
  const origins = Array.from({ length: 600 }, (_, at) => ({
    commit: `${at >> 1}`,
    path: `${at}`,
    previous: null,
    boundary: false,
  }));
  const commits = Object.fromEntries(origins.map(({ commit }) => [commit, record]));
  const told: EntryBatch[] = [];
  const { signal } = new AbortController();
  const onBatch = (batch: EntryBatch) => void told.push(batch);
  await tellInSlices({ ...blameOf(1500), origins, commits }, { signal, onBatch });
  expect(told.map(({ rows, origins }) => [rows.length / 5, origins.length])).toEqual([
    [0, 256],
    [0, 256],
    [1024, 88],
    [476, 0],
  ]);
  expect(told.flatMap((batch) => batch.origins)).toEqual(origins);
  expect(told.map((batch) => Object.keys(batch.commits).length)).toEqual([128, 128, 44, 0]);
});

it('ask in so many words unless they say otherwise', () => {
  const { signal } = new AbortController();
  expect(asWaiter({ signal, priority: () => 'cursor' })).toMatchObject({ signal, implicit: false });
  const background = asWaiter(inBackground('background'));
  expect([background.priority(), background.implicit]).toEqual(['background', true]);
});
