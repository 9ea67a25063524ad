/** What is sought in a file is never overlooked, and most files that have nothing of it are told apart. */
import { expect, it } from 'vitest';
import { neverCancelled, Pace } from '../../../server/base/cancel.ts';
import { newEntry } from '../../../server/blame/entry.ts';
import { SoughtLines } from '../../../server/blame/soughtLines.ts';
import { defaultOptions } from '../../../server/blame/types.ts';
import { HUNK } from '../../../server/diff/hunks.ts';
import { diffLines } from '../../../server/diff/lineDiff.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';
import { randomNumbers } from '../../support/packFixture.ts';

function boardOf(text: string, ignoreWhitespace: boolean) {
  const table = new LineTable();
  return {
    table,
    final: table.intern(Buffer.from(text)),
    pace: new Pace(neverCancelled, 16),
    options: { ...defaultOptions, ignoreWhitespace },
  };
}

it.each([false, true])(
  'never says no where a comparison finds a stretch (space ignored: %s)',
  (ignoreWhitespace) => {
    const random = randomNumbers(7);
    const lines = ['}\n', '\n', '  }\n', 'one\n', ' one \n', 'two words\n', 'three\twords here\n', 'x\n'];
    const text = (most: number) =>
      Array.from({ length: random() % most }, () => lines[random() % lines.length]).join('') +
      (random() % 3 ? '' : 'end');
    const said = { yes: 0, no: 0, found: 0 };
    for (let round = 0; round < 3000; round++) {
      const board = boardOf(`${text(20)}x\n`, ignoreWhitespace);
      const { table, final, options } = board;
      const line = random() % final.ids.length;
      const entry = newEntry(line, 1 + (random() % (final.ids.length - line)), 0);
      const file = table.intern(Buffer.from(text(6)));
      const sought = new SoughtLines(board, [entry]);
      const hasAny = sought.look(file);
      const own = {
        ids: final.ids.subarray(line, line + entry.count),
        byteLength: sizeOf(final.starts, entry),
      };
      const diff = { algorithm: 'myers', indentHeuristic: true, ignoreWhitespace } as const;
      const hunks = diffLines(file, own, { table, options: diff, cancel: neverCancelled });
      const best = bestScore(hunks, own.ids, (id) => table.alnumOf(id));
      const threshold = random() % 12;
      const may = hasAny && sought.mayExceed(threshold, entry);
      if (best > threshold) expect(may).toBe(true);
      said[may ? 'yes' : 'no']++;
      if (best > threshold) said.found++;
      expect(options.ignoreWhitespace).toBe(ignoreWhitespace);
    }
    // It is of use only if it says no, and proves something only if there is something to find.
    expect(said.no).toBeGreaterThan(500);
    expect(said.found).toBeGreaterThan(500);
  },
);

it('looks at one file after the other', () => {
  const board = boardOf('alpha beta gamma\nother\n', false);
  const sought = new SoughtLines(board, [newEntry(0, 1, 0)]);
  const intern = (text: string) => board.table.intern(Buffer.from(text));
  expect(sought.look(intern('x\nalpha beta gamma\n'))).toBe(true);
  expect(sought.mayExceed(14, newEntry(0, 1, 0))).toBe(true);
  expect(sought.mayExceed(15, newEntry(0, 1, 0))).toBe(false);
  expect(sought.look(intern('other\n'))).toBe(false);
  expect(sought.mayExceed(1, newEntry(0, 1, 0))).toBe(false);
});

function sizeOf(starts: Int32Array, { line, count }: { line: number; count: number }): number {
  return (starts[line + count] ?? 0) - (starts[line] ?? 0);
}

/** The most that lines score that a comparison leaves unchanged side by side; 0 when there are none. */
function bestScore(hunks: Int32Array, ids: Int32Array, alnumOf: (id: number) => number): number {
  const changed = new Set<number>();
  for (let at = 0; at < hunks.length; at += HUNK) {
    const [first = 0, count = 0] = hunks.subarray(at + 2, at + 4);
    for (let i = first; i < first + count; i++) changed.add(i);
  }
  let [best, score] = [0, 0];
  for (const [i, id] of ids.entries()) {
    score = changed.has(i) ? 0 : (score === 0 ? 1 : score) + alnumOf(id);
    best = Math.max(best, score);
  }
  return best;
}
