/** Rules of attributes files where versions of git differ or git can't be asked. */
import { expect, it } from 'vitest';
import { parseAttributes, ruleMatches } from '../../../server/git/attributeFile.ts';

it.each([
  ['f**/bar x', 'foo/bar', true],
  // Older versions take the stars after a literal start for a whole component.
  ['f**/bar x', 'foo/x/bar', false],
  ['dir/ x', 'dir', false],
])('matches %j with %j: %j', (line, path, expected) => {
  const matching = parseAttributes(line, true).filter((rule) =>
    ruleMatches(rule, '', { path, ignoreCase: false }),
  );
  expect(matching.length > 0).toBe(expected);
});

it('leaves macros out where they are not allowed', () => {
  const text = '[attr]mine x\n* y';
  expect(parseAttributes(text, true).map(({ macro }) => macro)).toEqual(['mine', null]);
  expect(parseAttributes(text, false).map(({ macro }) => macro)).toEqual([null]);
});
