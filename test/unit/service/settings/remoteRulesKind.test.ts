/** The setting `remotes`. */
import { expect, it } from 'vitest';
import { remoteRules } from '../../../../server/service/settings/remoteRulesKind.ts';

it.each([
  [{}, null],
  [{ 'git.corp/**': { type: 'gitlab' } }, null],
  [{ 'git.corp/**': { commit: 'https://h/{commit}', web: 'https://h' } }, null],
  [[], 'an object of 100 rules'],
  ['x', 'an object of 100 rules'],
  [{ a: 'gitlab' }, 'a: a rule must be an object'],
  [{ a: { kind: 'gitlab' } }, 'a: there is no field kind'],
  [{ a: { type: 7 } }, 'a: type must be a string'],
  [{ a: { type: 'svn' } }, 'a: type must be one of'],
  [{ a: { line: 'x'.repeat(600) } }, 'a: line must be a string'],
  [{ ['x'.repeat(600)]: {} }, 'the pattern is too long'],
  [Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`h${at}`, {}])), 'an object of 100 rules'],
])('%j', (value, fault) => {
  expect(remoteRules.fits(value)).toBe(fault === null);
  if (fault === null) expect(remoteRules.why?.(value)).toBeNull();
  else expect(remoteRules.why?.(value)).toContain(fault);
});
