/** Where caches are, by system and environment. */
import { describe, expect, it } from 'vitest';
import { cacheRoot } from '../../../server/cache/cacheRoot.ts';

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
});
