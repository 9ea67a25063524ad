/** Multi-pack-indexes: one file, chains of them, and what must be refused. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMultiPackIndex, openMultiPackIndexes } from '../../../../server/git/odb/multiPackIndex.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import {
  encodeChunks,
  encodeFanOut,
  openBytes,
  uint32,
  uint64,
  writeDeep,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

interface Row {
  readonly oid: string;
  readonly pack: number;
  readonly offset: number;
}

function encode(
  rows: readonly Row[],
  names: readonly string[],
  head: { version?: number; hash?: number } = {},
) {
  const sorted = [...rows].sort((a, b) => (a.oid < b.oid ? -1 : 1));
  const ids = sorted.map(({ oid }) => Buffer.from(oid, 'hex'));
  const large = sorted.filter(({ offset }) => offset >= 2 ** 31);
  const offsets = sorted.flatMap((row) => [
    uint32(row.pack),
    uint32(row.offset < 2 ** 31 ? row.offset : 2 ** 31 + large.indexOf(row)),
  ]);
  const start = Buffer.from([0x4d, 0x49, 0x44, 0x58, head.version ?? 1, head.hash ?? 1, 5, 0]);
  return encodeChunks(Buffer.concat([start, uint32(names.length)]), {
    PNAM: Buffer.from(names.map((name) => `${name}\0`).join('')),
    OIDF: encodeFanOut(ids),
    OIDL: Buffer.concat(ids),
    OOFF: Buffer.concat(offsets),
    LOFF: Buffer.concat(large.map(({ offset }) => uint64(offset))),
  });
}

const oid = (text: string) => createHash('sha1').update(text).digest('hex');
const rows: Row[] = [
  { oid: oid('a'), pack: 0, offset: 12 },
  { oid: oid('b'), pack: 1, offset: 2 ** 31 - 1 },
  { oid: oid('c'), pack: 1, offset: 2 ** 33 },
];
const names = ['pack-one.idx', 'pack-two.idx'];

describe('openMultiPackIndex', () => {
  const scratch = useScratch('midx');

  it('finds pack and offset of each object', () => {
    const index = openMultiPackIndex(openBytes(join(scratch.path, 'good'), encode(rows, names)), 20);
    expect(index.packNames).toEqual(['pack-one', 'pack-two']);
    for (const row of rows) {
      const position = index.ids.find(Buffer.from(row.oid, 'hex'));
      expect([index.packNumber(position), index.offset(position)]).toEqual([row.pack, row.offset]);
    }
    expect(index.ids.find(Buffer.from(oid('d'), 'hex'))).toBe(-1);
  });

  const whole = encode(rows, names);
  const bad: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['empty', Buffer.alloc(0)],
    ['cut off', whole.subarray(0, 200)],
    ['of another kind', Buffer.concat([Buffer.from('XXXX'), whole.subarray(4)])],
    ['of version 9', encode(rows, names, { version: 9 })],
    ['for SHA-256', encode(rows, names, { hash: 2 })],
    ['with fewer names than packs', encode(rows, ['pack-one.idx', ''])],
    ['with a name that leads elsewhere', encode(rows, ['../../pack-one.idx', 'pack-two.idx'])],
  ];
  it.each(bad)('refuses one %s', (what, bytes) => {
    const file = openBytes(join(scratch.path, what), bytes);
    expect(() => openMultiPackIndex(file, 20)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });
});

describe('openMultiPackIndexes', () => {
  const scratch = useScratch('midx-chain');

  it('opens a chain, newest first, each file with packs of its own', () => {
    const dir = join(scratch.path, 'multi-pack-index.d');
    const layers = [rows.slice(0, 1), [{ oid: oid('d'), pack: 0, offset: 99 }]];
    const hashes = layers.map((_, i) => String(i + 1).repeat(40));
    layers.forEach((layer, i) => {
      writeDeep(join(dir, `multi-pack-index-${hashes[i]}.midx`), encode(layer, [`pack-${i}.idx`]));
    });
    writeDeep(join(dir, 'multi-pack-index-chain'), `${hashes.join('\n')}\n`);
    const opened = openMultiPackIndexes(new WindowCache(1 << 20, 4096), scratch.path, 20);
    expect(opened.map(({ packNames }) => packNames)).toEqual([['pack-1'], ['pack-0']]);
  });
});
