/** Quoting of paths. */
import { expect, test } from 'vitest';
import { quotePath } from '../../../server/git/quotePath.ts';

test.each([
  ['plain/path with blanks.c', 'plain/path with blanks.c', true],
  ['a"b', '"a\\"b"', true],
  ['a\\b', '"a\\\\b"', true],
  ['\x07\b\t\n\v\f\r', '"\\a\\b\\t\\n\\v\\f\\r"', true],
  ['\x01\x7f', '"\\001\\177"', true],
  ['\xc3\xa9', '"\\303\\251"', true],
  ['\xc3\xa9', '\xc3\xa9', false],
  ['\xc3\xa9\t', '"\xc3\xa9\\t"', false],
])('%j', (path, expected, quoteHighBytes) => {
  expect(quotePath(path, quoteHighBytes)).toBe(expected);
});
