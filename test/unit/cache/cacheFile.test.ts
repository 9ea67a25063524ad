/** Files of a cache: whole or not there. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCacheFile, readCacheFile, writeCacheFile } from '../../../server/cache/cacheFile.ts';
import { useScratch } from '../../support/scratch.ts';

describe('a cache file', () => {
  const scratch = useScratch('cache-file');
  const pieces = [Buffer.from('one '), Buffer.alloc(0), Buffer.alloc(300_000, 'x')];
  const whole = Buffer.concat(pieces);

  it('is read as it was written, below directories that did not exist', () => {
    const path = join(scratch.path, 'a', 'b', 'file');
    writeCacheFile(path, pieces);
    expect(checkCacheFile(path)).toBe(whole.length);
    expect(readCacheFile(path, whole.length)).toEqual(whole);
    expect(readCacheFile(path, whole.length - 1)).toBeNull();
    writeCacheFile(path, []);
    expect(readCacheFile(path, 10)).toEqual(Buffer.alloc(0));
    expect(readdirSync(join(scratch.path, 'a', 'b'))).toEqual(['file']);
  });

  it('leaves nothing behind when it can not be put in place', () => {
    const path = join(scratch.path, 'directory');
    writeCacheFile(join(path, 'inside'), []);
    expect(() => writeCacheFile(path, pieces)).toThrow();
    expect(readdirSync(scratch.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is not there when a single byte is wrong, missing or too many', () => {
    const path = join(scratch.path, 'damaged');
    writeCacheFile(path, [Buffer.from('content')]);
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at++) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 0x10;
      writeFileSync(path, bad);
      expect(checkCacheFile(path), `byte ${at}`).toBeNull();
    }
    for (const bad of [
      good.subarray(1),
      good.subarray(0, -1),
      Buffer.concat([good, good]),
      Buffer.alloc(0),
    ]) {
      writeFileSync(path, bad);
      expect(checkCacheFile(path)).toBeNull();
    }
    expect(checkCacheFile(join(scratch.path, 'missing'))).toBeNull();
  });

  it('is none when it is something else than a file', () => {
    const path = join(scratch.path, 'other');
    writeCacheFile(join(path, 'inside'), []);
    expect([checkCacheFile(path), readCacheFile(path, 1000)]).toEqual([null, null]);
  });
});
