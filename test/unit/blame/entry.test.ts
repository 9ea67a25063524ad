/** Cutting and merging entries. */
import { expect, test } from 'vitest';
import { neverCancelled, Pace } from '../../../server/base/cancel.ts';
import { cutEntry, type Entry, mergeEntries, newEntry } from '../../../server/blame/entry.ts';

test('cutting keeps every line and its place', () => {
  const entry = { ...newEntry(10, 5, 100), ignored: true };
  const rest = cutEntry(entry, 2);
  expect(entry).toEqual({ line: 10, count: 2, sourceLine: 100, ignored: true, unblamable: false });
  expect(rest).toEqual({ line: 12, count: 3, sourceLine: 102, ignored: true, unblamable: false });
});

test.each<[number[], number[], string]>([
  [[], [1, 2], 'b1 b2'],
  [[1, 2], [], 'a1 a2'],
  [[1, 3], [2, 4], 'a1 b2 a3 b4'],
  [[1, 1, 5], [1, 5], 'a1 a1 b1 a5 b5'],
])('merging %j and %j puts the first list first among equals', (first, second, expected) => {
  const make = (lines: number[], line: number): Entry[] => lines.map((source) => newEntry(line, 1, source));
  const merged = mergeEntries(make(first, 0), make(second, 1), new Pace(neverCancelled, 1));
  expect(merged.map(({ line, sourceLine }) => `${line === 0 ? 'a' : 'b'}${sourceLine}`).join(' ')).toBe(
    expected,
  );
});
