/** Basic regular expressions: what is special, where, and what is malformed. */
import { expect, test } from 'vitest';
import { basicRegex } from '../../../server/git/basicRegex.ts';

test.each<[string, string, string | null]>([
  ['a+', 'aa+', 'a+'],
  ['a\\+', 'baa', 'aa'],
  ['ab\\?c', 'ac', 'ac'],
  ['a|b', 'a|b', 'a|b'],
  ['a\\|b', 'xb', 'b'],
  ['(x)', '(x)', '(x)'],
  ['\\(x\\)\\1', 'xx', 'xx'],
  ['*a', '*a', '*a'],
  ['^*a', 'b\n*a', '*a'],
  ['a*b', 'aab', 'aab'],
  ['^b', 'a\nb', 'b'],
  ['a$', 'a\nb', 'a'],
  ['a^b$c', 'a^b$c', 'a^b$c'],
  ['a.b', 'a\nb', null],
  ['a[^x]b', 'a\nb', null],
  ['[]a]*b', ']ab', ']ab'],
  ['[[:digit:]]\\{2,3\\}', 'x1234', '123'],
  ['{2}', '{2}', '{2}'],
  ['\\bint\\b', 'print int', 'int'],
  ['a\\.b', 'axb', null],
])('%j in %j', (pattern, text, expected) => {
  expect(basicRegex(pattern).exec(text)?.[0] ?? null).toBe(expected);
});

test.each([
  ['\\(', 'Unmatched ( or \\('],
  ['a\\)', 'Unmatched ) or \\)'],
  ['[a', 'Unmatched [, [^, [:, [., or [='],
  ['a\\', 'Trailing backslash'],
  ['a\\{2', 'Unmatched \\{'],
  ['[[:what:]]', 'Invalid character class name'],
])('%j is malformed', (pattern, message) => {
  expect(() => basicRegex(pattern)).toThrow(message);
});
