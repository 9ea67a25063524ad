/** Finished blames within bounds. */
import { expect, it } from 'vitest';
import { ResultCache } from '../../../../server/service/kept/resultCache.ts';
import { shortKey } from '../../../../server/service/keys.ts';

it('keeps what was used last, within its bytes', () => {
  const cache = new ResultCache<{ size: number }>(10, ({ size }) => size);
  cache.set('a', { size: 5 });
  cache.set('b', { size: 5 });
  cache.get('a');
  cache.set('c', { size: 4 });
  expect(['a', 'b', 'c'].map((key) => cache.get(key) !== null)).toEqual([true, false, true]);
  expect(cache.bytes).toBe(9);
  expect([cache.named(shortKey('a')), cache.named(shortKey('b'))]).toEqual([{ size: 5 }, null]);
});
