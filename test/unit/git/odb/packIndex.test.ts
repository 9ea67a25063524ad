/** Pack indexes of both versions, with offsets on both sides of 2 GiB. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPackIndex, readLargeOffset } from '../../../../server/git/odb/packIndex.ts';
import { Cursor } from '../../../../server/git/odb/windows.ts';
import type { ObjectFormat } from '../../../../server/git/oid.ts';
import { encodeIndex, openBytes, uint64 } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

function entries(format: ObjectFormat, offsets: readonly number[]) {
  return offsets.map((offset) => ({ oid: createHash(format).update(`${offset}`).digest('hex'), offset }));
}

describe('openPackIndex', () => {
  const scratch = useScratch('idx');
  const small = [12, 100, 2 ** 24, 2 ** 31 - 1];
  const large = [...small, 2 ** 31, 2 ** 32 + 7, 2 ** 40];

  const cases: readonly (readonly [
    what: string,
    offsets: readonly number[],
    options: NonNullable<Parameters<typeof encodeIndex>[1]>,
  ])[] = [
    ['version 1', small, { version: 1 }],
    ['version 1, offsets above 2 GiB', [...small, 2 ** 32 - 1], { version: 1 }],
    ['version 2', small, {}],
    ['version 2, 64-bit offsets', large, {}],
    ['version 2, small offsets in the 64-bit table', large, { largeFrom: 50 }],
    ['version 2, SHA-256', large, { format: 'sha256' }],
    ['version 1, SHA-256', small, { version: 1, format: 'sha256' }],
    ['no objects', [], {}],
  ];
  it.each(cases)('%s', (what, offsets, options) => {
    const format = options.format ?? 'sha1';
    const rows = entries(format, offsets);
    const file = openBytes(join(scratch.path, what), encodeIndex(rows, options));
    const index = openPackIndex(file, format === 'sha1' ? 20 : 32);
    expect(index.ids.count).toBe(rows.length);
    for (const { oid, offset } of rows) {
      const position = index.ids.find(Buffer.from(oid, 'hex'));
      expect(index.ids.oid(position)).toBe(oid);
      expect(index.offset(position)).toBe(offset);
    }
  });

  const whole = encodeIndex(entries('sha1', large));
  const bad: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['empty', Buffer.alloc(0)],
    ['of zeros, and short', Buffer.alloc(100)],
    ['cut in the fan-out', whole.subarray(0, 800)],
    ['cut in the ids', whole.subarray(0, 1100)],
    ['of version 3', Buffer.concat([whole.subarray(0, 7), Buffer.from([3]), whole.subarray(8)])],
  ];
  it.each(bad)('refuses an index %s', (what, bytes) => {
    const file = openBytes(join(scratch.path, `bad ${what}`), bytes);
    expect(() => openPackIndex(file, 20)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });
});

describe('readLargeOffset', () => {
  const scratch = useScratch('offsets');
  it('refuses rows that are not there and offsets beyond all files', () => {
    const file = openBytes(join(scratch.path, 'table'), Buffer.concat([uint64(5), Buffer.alloc(8, 0xff)]));
    const cursor = new Cursor(file);
    const table = { start: 0, count: 2 };
    expect(readLargeOffset(cursor, table, 0)).toBe(5);
    expect(() => readLargeOffset(cursor, table, 1)).toThrow('beyond all files');
    expect(() => readLargeOffset(cursor, table, 2)).toThrow('no 64-bit offset number 2');
  });
});
