/** Batches gathered into a finished blame. */
import { describe, expect, it } from 'vitest';
import {
  BlameCollector,
  bytesOf,
  emptyBlame,
  hunkAt,
  hunksOf,
  hunksWithin,
} from '../../../server/service/fileBlame.ts';
import type { OriginRecord } from '../../../server/worker/messages.ts';

const origins: readonly OriginRecord[] = ['aa', 'bb'].map((commit) => ({
  commit,
  path: 'f',
  previous: null,
  boundary: false,
}));

/** Rows are line, count, source line, origin, flags. */
function collect(lineCount: number, ...parts: readonly (readonly number[])[]) {
  const collector = new BlameCollector();
  collector.add({ rows: new Int32Array(), origins, commits: {} });
  for (const part of parts) collector.add({ rows: Int32Array.from(part), origins: [], commits: {} });
  return collector.finish(lineCount);
}

describe('a collected blame', () => {
  it.each([
    [
      'sorts',
      [
        [5, 1, 0, 0, 0],
        [0, 5, 0, 1, 0],
      ],
      [0, 5, 0, 1, 0, 5, 1, 0, 0, 0],
    ],
    ['joins what runs on in both files', [[0, 2, 7, 0, 0, 2, 3, 9, 0, 0]], [0, 5, 7, 0, 0]],
    [
      'keeps apart what does not run on in the source',
      [[0, 2, 7, 0, 0, 2, 3, 8, 0, 0]],
      [0, 2, 7, 0, 0, 2, 3, 8, 0, 0],
    ],
    ['keeps origins apart', [[0, 2, 0, 0, 0, 2, 1, 2, 1, 0]], [0, 2, 0, 0, 0, 2, 1, 2, 1, 0]],
    ['keeps marks apart', [[0, 2, 0, 0, 0, 2, 1, 2, 0, 1]], [0, 2, 0, 0, 0, 2, 1, 2, 0, 1]],
  ])('%s', (_, parts, rows) => {
    expect([...collect(9, ...parts).rows]).toEqual(rows);
  });

  it('is cut at the ends of a span', () => {
    const { rows } = collect(10, [0, 4, 10, 0, 0, 4, 6, 20, 1, 2]);
    expect(hunksOf(rows, origins, { start: 2, end: 6 })).toEqual([
      { start: 2, end: 4, sourceLine: 12, origin: origins[0], ignored: false, unblamable: false },
      { start: 4, end: 6, sourceLine: 20, origin: origins[1], ignored: false, unblamable: true },
    ]);
  });

  it('knows the hunk of a line', () => {
    const blame = collect(10, [0, 4, 10, 0, 0, 4, 6, 20, 1, 0]);
    expect([0, 3, 4, 9, 10].map((line) => hunkAt(blame, line)?.origin.commit ?? null)).toEqual([
      'aa',
      'aa',
      'bb',
      'bb',
      null,
    ]);
    expect(hunkAt(emptyBlame, 0)).toBeNull();
  });

  it('weighs more the more it holds', () => {
    const blame = collect(10, [0, 4, 10, 0, 0, 4, 6, 20, 1, 0]);
    expect(bytesOf(blame)).toBeGreaterThan(bytesOf(emptyBlame));
  });

  it('gives the hunks of a span, cut at its ends', () => {
    const blame = collect(10, [0, 4, 10, 0, 0, 4, 6, 20, 1, 0]);
    const spans = [
      [0, 10],
      [2, 4],
      [3, 5],
      [9, 10],
      [5, 5],
      [10, 12],
    ].map(([start = 0, end = 0]) =>
      hunksWithin(blame, { start, end }).map((hunk) => [hunk.start, hunk.end, hunk.sourceLine]),
    );
    expect(spans).toEqual([
      [
        [0, 4, 10],
        [4, 10, 20],
      ],
      [[2, 4, 12]],
      [
        [3, 4, 13],
        [4, 5, 20],
      ],
      [[9, 10, 25]],
      [],
      [],
    ]);
  });
});
