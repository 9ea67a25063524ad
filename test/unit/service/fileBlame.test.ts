/** Batches gathered into a finished blame. */
import { describe, expect, it } from 'vitest';
import {
  BlameCollector,
  bytesOf,
  emptyBlame,
  type FileBlame,
  hunkAt,
  hunksOf,
  type LineSpan,
  rowsWithin,
} from '../../../server/service/fileBlame.ts';
import type { OriginRecord } from '../../../server/worker/messages.ts';
import { resultOf } from '../../support/resultOf.ts';

const hunksWithin = (of: FileBlame, span: LineSpan) => hunksOf(rowsWithin(of, span), of.origins, span);

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
  return resultOf(collector.finish(lineCount));
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

it.each([1, 1000])(
  'hundreds of thousands of rows are put in order a piece at a time, a row of every %i lines',
  (lines) => {
    const count = 200_000;
    const collector = new BlameCollector();
    for (let from = 0; from < count; from += 1000) {
      const rows = Array.from({ length: 1000 }, (_, at) => [
        (from + at) * lines,
        lines,
        2 * (from + at) * lines,
        0,
        0,
      ]);
      collector.add({ rows: Int32Array.from(rows.flat()), origins: [], commits: {} });
    }
    const finishing = collector.finish(count * lines);
    let pauses = 0;
    let step = finishing.next();
    for (; !step.done; step = finishing.next()) pauses++;
    expect(step.value.rows.length).toBe(5 * count);
    expect(pauses).toBeGreaterThanOrEqual((5 * count) / 65_536);
  },
);
