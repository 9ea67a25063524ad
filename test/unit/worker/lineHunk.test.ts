/** The change a line came with, and the line it took the place of. */
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../../server/diff/lineDiff.ts';
import { lineHunk } from '../../../server/worker/lineHunk.ts';

function hunkOf(before: string, after: string, line: number) {
  const texts = { before: Buffer.from(before), after: Buffer.from(after) };
  return lineHunk({ ...texts, quads: lineDiff(texts.before, texts.after) }, line);
}

const numbers = (from: number, to: number, word = 'line') =>
  Array.from({ length: to - from + 1 }, (_, index) => `${word} ${from + index}\n`).join('');

describe('the hunk of a line', () => {
  it.each([
    ['changed', 'a\nb\nc\n', 'a\nB\nc\n', 1, '@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n', 1],
    ['added', 'a\nc\n', 'a\nb\nc\n', 1, '@@ -1,2 +1,3 @@\n a\n+b\n c\n', 1],
    ['added at the end', 'a\n', 'a\nb\n', 1, '@@ -1 +1,2 @@\n a\n+b\n', 0],
    ['of a new file', '', 'a\nb\n', 0, '@@ -0,0 +1,2 @@\n+a\n+b\n', null],
    ['without a newline', 'a\n', 'a\nb', 1, '@@ -1 +1,2 @@\n a\n+b\n\\ No newline at end of file\n', 0],
    ['unchanged', 'a\nb\nc\n', 'x\na\nb\nc\n', 2, null, 1],
  ])('%s', (_, before, after, line, diff, lineBefore) => {
    expect(hunkOf(before, after, line)).toMatchObject({ diff, lineBefore });
  });

  it.each([
    ['all lines of a change', 'a\nb\nc\n', 'a\nB\nBB\nc\n', 2, { start: 1, end: 3 }],
    ['an unchanged line', 'a\nb\n', 'x\na\nb\n', 1, { start: 1, end: 2 }],
    ['a line of a change that is cut', '', numbers(1, 100), 7, { start: 7, end: 8 }],
  ])('is the same for %s', (_, before, after, line, sameDiff) => {
    expect(hunkOf(before, after, line).sameDiff).toEqual(sameDiff);
    const diffs = [sameDiff.start, sameDiff.end - 1].map((each) => hunkOf(before, after, each).diff);
    expect(diffs[0]).toBe(diffs[1]);
  });

  it('is one of several changes near to each other', () => {
    const { diff } = hunkOf('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n', 4);
    expect(diff).toBe('@@ -2,4 +2,4 @@\n b\n c\n d\n-e\n+E\n');
  });

  it.each([
    [
      'a long addition',
      numbers(1, 10),
      numbers(1, 5) + numbers(1, 100, 'new') + numbers(6, 10),
      55,
      '@@ -5,0 +44,24 @@',
    ],
    ['a long change', numbers(1, 100), numbers(1, 100, 'new'), 49, '@@ -44,12 +44,12 @@'],
    ['a long change of few', numbers(1, 2), numbers(1, 100, 'new'), 99, '@@ -1,2 +79,22 @@'],
  ])('is cut out of %s', (_, before, after, line, head) => {
    const { diff } = hunkOf(before, after, line);
    expect(diff?.split('\n')[0]).toBe(head);
    expect(diff).toContain(`+${after.split('\n')[line]}\n`);
    expect(diff?.split('\n').length).toBeLessThanOrEqual(26);
  });
});
