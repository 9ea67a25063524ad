/** The syntax of POSIX expressions: what is refused, and in which words; what they mean is tested with the matcher. */
import { expect, it } from 'vitest';
import { hasBackReference, PatternFault, parsePattern } from '../../../server/git/posixSyntax.ts';

it.each([
  ['(', 'Unmatched ( or \\('],
  ['[a', 'Unmatched [, [^, [:, [., or [='],
  ['[[:what:]]', 'Invalid character class name'],
  ['[b-a]', 'Invalid range end'],
  ['a\\', 'Trailing backslash'],
  ['*', 'Invalid preceding regular expression'],
  ['(+a)', 'Invalid preceding regular expression'],
  ['^*', 'Invalid preceding regular expression'],
  ['a{x}', 'Invalid content of \\{\\}'],
  ['a{2', 'Unmatched { or \\{'],
  ['a{2,1}', 'Invalid content of \\{\\}'],
  ['a{99999}', 'Regular expression too big'],
  ['('.repeat(5000), 'Regular expression too big'],
])('refuses the extended %j', (pattern, message) => {
  expect(() => parsePattern(pattern, { extended: true, ignoreCase: false })).toThrow(
    new PatternFault(message),
  );
});

it.each([
  ['\\)', 'Unmatched ) or \\)'],
  ['\\(', 'Unmatched ( or \\('],
  ['a**', 'Invalid preceding regular expression'],
  ['\\{1\\}', 'Invalid preceding regular expression'],
])('refuses the basic %j', (pattern, message) => {
  expect(() => parsePattern(pattern, { extended: false, ignoreCase: false })).toThrow(
    new PatternFault(message),
  );
});

it.each([
  ['\\(a\\)\\1', true],
  ['a\\\\1', false],
  ['\\\\\\2', true],
  ['[0-9]', false],
])('back references in %j: %s', (pattern, expected) => {
  expect(hasBackReference(pattern)).toBe(expected);
});
