/** Hunks by the lines they changed. */
import { expect, it } from 'vitest';
import { hunksAt } from '../../../server/present/diffHunks.ts';

const names = '--- a/f\n+++ b/f\n';
const changed = '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n';
const added = '@@ -10,2 +10,4 @@\n x\n+y\n+@@ -1 +1 @@\n z\n';
const removed = '@@ -20,3 +22 @@\n p\n-q\n-r\n';
const diff = names + changed + added + removed;

it.each<[string, [number, number][], string | null]>([
  ['a changed line', [[1, 2]], changed],
  ['its neighbour', [[0, 1]], null],
  ['lines around it', [[0, 3]], changed],
  ['added lines', [[11, 12]], added],
  ['the line after them', [[12, 13]], null],
  ['lines on both sides of what was removed', [[21, 23]], removed],
  ['the line before it', [[21, 22]], null],
  [
    'several spans',
    [
      [1, 2],
      [10, 11],
    ],
    changed + added,
  ],
  ['everything', [[0, 99]], changed + added + removed],
  ['nothing', [], null],
])('of %s', (_, spans, expected) => {
  const lines = spans.map(([start, end]) => ({ start, end }));
  expect(hunksAt(diff, lines)).toBe(expected && names + expected);
});

it('of a new file', () => {
  const whole = '--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file\n';
  expect(hunksAt(whole, [{ start: 1, end: 2 }])).toBe(whole);
});
