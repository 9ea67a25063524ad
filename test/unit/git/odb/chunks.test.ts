/** Tables of chunks: places inside the file, each name once. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChunks, requireChunk } from '../../../../server/git/odb/chunks.ts';
import { encodeChunks, openBytes, uint32, uint64 } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('readChunks', () => {
  const scratch = useScratch('chunks');
  const head = Buffer.from('HEADHEAD');
  const good = encodeChunks(head, { ONE_: Buffer.from('first'), TWO_: Buffer.from('second') });

  it('tells where each chunk lies', () => {
    const file = openBytes(join(scratch.path, 'good'), good);
    const chunks = readChunks(file, 8, 2);
    const text = [...chunks].map(([name, { start, bytes }]) => [
      name,
      good.toString('latin1', start, start + bytes),
    ]);
    expect(text).toEqual([
      ['ONE_', 'first'],
      ['TWO_', 'second'],
    ]);
    expect(requireChunk(file, chunks, { name: 'TWO_', bytes: 6 }).bytes).toBe(6);
    expect(() => requireChunk(file, chunks, { name: 'TWO_', bytes: 7 })).toThrow('too short');
    expect(() => requireChunk(file, chunks, { name: 'MISS', bytes: 0 })).toThrow('missing');
  });

  function rows(...list: readonly (readonly [string, number])[]): Buffer {
    const parts = list.flatMap(([name, offset]) => [Buffer.from(name), uint64(offset)]);
    return Buffer.concat([head, ...parts, Buffer.alloc(40)]);
  }
  const end = ['\0\0\0\0', 50] as const;
  const bad: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['that begins inside the table', rows(['ONE_', 10], ['TWO_', 45], end)],
    ['that ends before it begins', rows(['ONE_', 50], ['TWO_', 45], end)],
    ['beyond the file', rows(['ONE_', 45], ['TWO_', 50], ['\0\0\0\0', 2 ** 40])],
    ['twice', rows(['ONE_', 45], ['ONE_', 46], end)],
    ['whose row is cut off', Buffer.concat([head, uint32(1)])],
  ];
  it.each(bad)('refuses a chunk %s', (what, bytes) => {
    const file = openBytes(join(scratch.path, what), bytes);
    expect(() => readChunks(file, 8, 2)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });
});
