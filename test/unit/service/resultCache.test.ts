/** Finished blames within bounds. */
import { expect, it } from 'vitest';
import { bytesOf, emptyBlame } from '../../../server/service/fileBlame.ts';
import { ResultCache } from '../../../server/service/resultCache.ts';

it('keeps what was used last, within its bytes', () => {
  const size = bytesOf(emptyBlame);
  const cache = new ResultCache(size * 2);
  cache.set('a', emptyBlame);
  cache.set('b', emptyBlame);
  cache.get('a');
  cache.set('c', emptyBlame);
  expect(['a', 'b', 'c'].map((key) => cache.get(key) !== null)).toEqual([true, false, true]);
  expect(cache.bytes).toBe(size * 2);
});
