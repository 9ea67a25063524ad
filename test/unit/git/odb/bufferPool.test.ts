/** The pool of buffers: what comes back, how large, and how much is kept. */
import { describe, expect, it } from 'vitest';
import { BufferPool } from '../../../../server/git/odb/bufferPool.ts';

describe('BufferPool', () => {
  it('gives buffers of at least the size asked for, and not much more', () => {
    const pool = new BufferPool(1 << 20);
    for (const size of [0, 1, 255, 256, 257, 1000, 4096, 4097, 65_535, 1_000_000]) {
      const { length } = pool.take(size);
      expect(length).toBeGreaterThanOrEqual(size);
      expect(length).toBeLessThanOrEqual(Math.max(256, size * 1.25));
    }
  });

  it('uses a buffer again, for smaller requests too, but not for much smaller ones', () => {
    const pool = new BufferPool(1 << 20);
    const buffer = pool.take(1000);
    pool.give(buffer);
    expect(pool.take(400)).not.toBe(buffer);
    expect(pool.take(600)).toBe(buffer);
    expect(pool.take(600)).not.toBe(buffer);
  });

  it('keeps no more than its bound', () => {
    const pool = new BufferPool(1500);
    const buffers = [pool.take(1024), pool.take(1024)];
    for (const buffer of buffers) pool.give(buffer);
    expect(pool.take(1024)).toBe(buffers[0]);
    expect(pool.take(1024)).not.toBe(buffers[1]);
  });
});
