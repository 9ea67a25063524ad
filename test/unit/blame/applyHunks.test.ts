/** Dividing entries by a diff; cases as `line+count@source`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neverCancelled, Pace } from '../../../server/base/cancel.ts';
import { applyHunks } from '../../../server/blame/applyHunks.ts';
import { type Entry, newEntry } from '../../../server/blame/entry.ts';

function show(entries: readonly Entry[]): string {
  return entries.map(({ line, count, sourceLine }) => `${line}+${count}@${sourceLine}`).join(' ');
}

function check(entries: [number, number, number][], hunks: number[]): string {
  const { toParent, staying } = applyHunks(
    entries.map(([line, count, source]) => newEntry(line, count, source)),
    Int32Array.from(hunks),
    new Pace(neverCancelled, 1),
  );
  return `${show(toParent)} | ${show(staying)}`;
}

test.each<[string, [number, number, number][], number[], string]>([
  ['no change gives everything away', [[0, 9, 0]], [], '0+9@0 | '],
  ['an added line stays, what follows shifts', [[0, 9, 0]], [3, 0, 3, 1], '0+3@0 4+5@3 | 3+1@3'],
  ['a deleted line only shifts', [[0, 9, 0]], [3, 2, 3, 0], '0+3@0 3+6@5 | '],
  ['a change at the start', [[0, 4, 0]], [0, 1, 0, 2], '2+2@1 | 0+2@0'],
  ['a change at the end', [[0, 4, 0]], [2, 5, 2, 2], '0+2@0 | 2+2@2'],
  ['an entry that begins inside a hunk', [[20, 4, 4]], [3, 1, 3, 3], '22+2@4 | 20+2@4'],
  ['an entry that the hunks do not touch', [[20, 2, 50]], [3, 1, 3, 3], '20+2@48 | '],
  ['nothing left for later hunks', [[0, 2, 0]], [0, 2, 0, 2, 9, 1, 9, 1], ' | 0+2@0'],
  [
    'one that several hunks cut, and those around it',
    [
      [0, 2, 0],
      [10, 9, 2],
      [30, 3, 11],
    ],
    [3, 1, 3, 2, 7, 0, 8, 1, 8, 3, 10, 1],
    '0+2@0 10+1@2 13+3@4 17+1@7 30+3@11 | 11+2@3 16+1@8 18+1@10',
  ],
  [
    'overlapping entries are cut alike and keep their order',
    [
      [0, 6, 0],
      [90, 6, 2],
    ],
    [4, 0, 4, 1],
    '0+4@0 90+2@2 5+1@4 93+3@4 | 4+1@4 92+1@4',
  ],
])('%s', (_name, entries, hunks, expected) => {
  expect(check(entries, hunks)).toBe(expected);
});

/** Line by line, without entries. */
function divideLines(
  lines: readonly number[],
  hunks: readonly number[],
): { toParent: number[]; staying: number[] } {
  const parted = { toParent: [] as number[], staying: [] as number[] };
  for (const line of lines) {
    let shifted: number | null = line;
    for (let i = 0; i < hunks.length; i += 4) {
      const [parent, removed, start, added] = hunks.slice(i, i + 4) as [number, number, number, number];
      if (line >= start + added) shifted = line + parent + removed - (start + added);
      else if (line >= start) shifted = null;
    }
    if (shifted === null) parted.staying.push(line);
    else parted.toParent.push(shifted);
  }
  return parted;
}

test('lines go where each would go by itself, however entries are cut', () => {
  const gaps = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 4 })), { maxLength: 20 });
  const changes = fc.array(fc.tuple(fc.nat(4), fc.nat(2), fc.nat(2)), { maxLength: 20 });
  fc.assert(
    fc.property(gaps, changes, (entryGaps, hunkGaps) => {
      let source = 0;
      const entries = entryGaps.map(([gap, count]) => {
        source += gap + count;
        return newEntry(1000 + source, count, source - count);
      });
      let [parent, target] = [0, 0];
      const hunks = hunkGaps
        .filter(([, removed, added]) => removed + added > 0)
        .flatMap(([gap, removed, added]) => {
          const hunk = [parent + gap + 1, removed, target + gap + 1, added];
          parent += gap + 1 + removed;
          target += gap + 1 + added;
          return hunk;
        });
      const linesOf = (list: readonly Entry[]) =>
        list.flatMap(({ sourceLine, count }) => Array.from({ length: count }, (_, i) => sourceLine + i));
      const before = linesOf(entries);
      const { toParent, staying } = applyHunks(entries, Int32Array.from(hunks), new Pace(neverCancelled, 1));
      expect({ toParent: linesOf(toParent), staying: linesOf(staying) }).toEqual(divideLines(before, hunks));
    }),
  );
});
