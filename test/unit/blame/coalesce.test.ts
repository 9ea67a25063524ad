/** Sorting and joining of a finished blame. */
import { expect, test } from 'vitest';
import { coalesce } from '../../../server/blame/coalesce.ts';
import type { GuiltyOrigin, SettledEntry } from '../../../server/blame/types.ts';

const one: GuiltyOrigin = { commit: '1', path: 'p', previous: null, boundary: false };
const two: GuiltyOrigin = { commit: '1', path: 'q', previous: null, boundary: false };

function entry(line: number, count: number, rest: Partial<SettledEntry> = {}): SettledEntry {
  return { line, count, sourceLine: line, origin: one, ignored: false, unblamable: false, ...rest };
}

test.each<[string, SettledEntry[], string]>([
  ['nothing', [], ''],
  ['neighbours join, whatever their order', [entry(2, 1), entry(0, 2)], '0+3'],
  ['a gap in the final text keeps them apart', [entry(0, 1), entry(2, 1)], '0+1 2+1'],
  ['a gap in the source keeps them apart', [entry(0, 1), entry(1, 1, { sourceLine: 7 })], '0+1 1+1'],
  ['another path of the same commit does too', [entry(0, 1), entry(1, 1, { origin: two })], '0+1 1+1'],
  [
    'and so do the marks',
    [entry(0, 1), entry(1, 1, { ignored: true }), entry(2, 1, { unblamable: true })],
    '0+1 1+1 2+1',
  ],
])('%s', (_name, entries, expected) => {
  expect(
    coalesce(entries)
      .map(({ line, count }) => `${line}+${count}`)
      .join(' '),
  ).toBe(expected);
});
