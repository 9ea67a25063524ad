/** Where caches are, by system and environment. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheRoot, hasAnswers } from '../../../server/cache/cacheRoot.ts';
import { KeptFiles } from '../../../server/cache/keptFiles.ts';
import { useScratch } from '../../support/scratch.ts';

describe('the place of caches', () => {
  const cases: readonly (readonly [string, Record<string, string>, string])[] = [
    ['linux', {}, '/home/me/.cache/blame-language-server'],
    ['linux', { XDG_CACHE_HOME: '/big/cache' }, '/big/cache/blame-language-server'],
    ['linux', { XDG_CACHE_HOME: 'relative' }, '/home/me/.cache/blame-language-server'],
    ['linux', { XDG_CACHE_HOME: '' }, '/home/me/.cache/blame-language-server'],
    ['darwin', {}, '/home/me/Library/Caches/blame-language-server'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/blame-language-server'],
    ['win32', {}, '/home/me/AppData/Local/blame-language-server'],
  ];
  it.each(cases)('on %s with %j', (platform, environment, expected) => {
    expect(cacheRoot({ environment, platform, home: '/home/me' })).toBe(expected);
  });

  const scratch = useScratch('cache-root');
  it('tells whether answers have been kept', () => {
    const root = join(scratch.path, 'caches');
    const keep = (kind: 'blames' | 'answers') =>
      new KeptFiles({ root, kind, maxBytes: 1e9, warn: () => undefined, now: Date.now }).write('/r', 'n', []);
    expect(hasAnswers(root)).toBe(false);
    keep('blames');
    expect(hasAnswers(root)).toBe(false);
    keep('answers');
    expect(hasAnswers(root)).toBe(true);
  });
});
