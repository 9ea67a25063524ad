/** Matching of changed lines by likeness. */
import { expect, test } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { Fingerprints } from '../../../server/blame/fingerprints.ts';
import { matchHunk } from '../../../server/blame/fuzzyMatch.ts';

const print = (lines: string[]) =>
  new Fingerprints(lines.length, (line) => Buffer.from(`${lines[line]}\n`), neverCancelled);

function check(
  parent: string[],
  target: string[],
  around: { before: string[]; after: string[] } = { before: [], after: [] },
): number[] {
  const { before, after } = around;
  const files = {
    parent: print([...before, ...parent, ...after]),
    target: print([...before, ...target, ...after]),
    cancel: neverCancelled,
  };
  return [
    ...matchHunk(files, {
      parentStart: before.length,
      parentCount: parent.length,
      targetStart: before.length,
      targetCount: target.length,
    }),
  ];
}

test('reformatted lines find their originals in order', () => {
  expect(check(['int one(void);', 'int two(void);'], ['int  one( void );', 'int  two( void );'])).toEqual([
    0, 1,
  ]);
});

test('one line split over two goes to it twice', () => {
  expect(
    check(['call(first_argument, second_argument)'], ['call(first_argument,', '  second_argument)']),
  ).toEqual([0, 0]);
});

test('a line like nothing stays', () => {
  expect(check(['abcdef'], ['zzzzzz'])).toEqual([-1]);
});

test('without parent lines in the hunk a line may still come from elsewhere in the file', () => {
  const around = { before: ['something quite long to recognise'], after: ['other'] };
  expect(check([], ['something quite long to recognise'], around)).toEqual([0]);
  expect(check([], ['short'], around)).toEqual([-1]);
});

test('what a line has been matched with counts less for the next', () => {
  expect(check(['aaa bbb', 'ccc ddd'], ['aaa bbb', 'aaa bbb ccc ddd'])).toEqual([0, 1]);
});
