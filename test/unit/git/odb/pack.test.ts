/** One pack: entry headers of every kind, streams of every kind, and files that are no packs. */
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Pack, REF_DELTA } from '../../../../server/git/odb/pack.ts';
import { FileVanished, WindowCache } from '../../../../server/git/odb/windows.ts';
import {
  encodeDelta,
  encodeDistance,
  encodePack,
  entryHead,
  type PackEntry,
  writeDeep,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('Pack', () => {
  const scratch = useScratch('pack');
  let count = 0;

  function open(bytes: Buffer): Pack {
    const base = join(scratch.path, `pack-${count++}`);
    writeDeep(`${base}.pack`, bytes);
    return new Pack(new WindowCache(1 << 20, 256), base, 20);
  }

  function inflate(pack: Pack): Buffer {
    const bytes = Buffer.alloc(pack.size + 1);
    pack.inflate(pack.dataOffset, { bytes, size: pack.size }, () => undefined);
    return bytes.subarray(0, pack.size);
  }

  const plain: PackEntry[] = [
    { type: 'commit', data: Buffer.from('c') },
    { type: 'tree', data: Buffer.alloc(0) },
    { type: 'blob', data: Buffer.from('text '.repeat(3000)) },
    { type: 'tag', data: Buffer.from('0123456789abcde') },
  ];

  it('reads entries of all types', () => {
    const { bytes, offsets } = encodePack(plain);
    const pack = open(bytes);
    plain.forEach((entry, i) => {
      pack.readHead(offsets[i] as number);
      expect([pack.type, pack.size]).toEqual([i + 1, 'data' in entry ? entry.data.length : -1]);
      expect(inflate(pack)).toEqual('data' in entry && entry.data);
    });
  });

  it('reads bases by distance, near and far, and by id', () => {
    const id = 'ab'.repeat(20);
    const delta = encodeDelta(1, 1, ['x']);
    const filler = {
      type: 'blob',
      data: Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * i) >> 3)),
    } as const;
    const entries = [
      plain[0] as PackEntry,
      { base: 0, delta },
      filler,
      { base: 0, delta },
      { base: id, delta },
    ];
    const { bytes, offsets } = encodePack(entries);
    const pack = open(bytes);
    for (const i of [1, 3]) {
      pack.readHead(offsets[i] as number);
      expect([pack.baseOffset, pack.size]).toEqual([offsets[0], delta.length]);
      expect(inflate(pack)).toEqual(delta);
    }
    pack.readHead(offsets[4] as number);
    expect([pack.type, Buffer.from(pack.baseId).toString('hex')]).toEqual([REF_DELTA, id]);
    expect(inflate(pack)).toEqual(delta);
  });

  /** A pack of one entry, given as bytes. */
  function packOf(entry: Buffer): Buffer {
    const { bytes } = encodePack([]);
    return Buffer.concat([bytes.subarray(0, 12), entry, Buffer.alloc(20)]);
  }

  it('inflates streams that are longer than they need to be', () => {
    const data = Buffer.from('abc'.repeat(100));
    const blocks = [...data].map((byte) => Buffer.from([0, 1, 0, 0xfe, 0xff, byte]));
    const whole = deflateSync(data);
    const stream = Buffer.concat([whole.subarray(0, 2), ...blocks, Buffer.from([3, 0]), whole.subarray(-4)]);
    const pack = open(packOf(Buffer.concat([entryHead(3, data.length), stream])));
    pack.readHead(12);
    expect(inflate(pack)).toEqual(data);
  });

  const bad: readonly (readonly [what: string, entry: Buffer])[] = [
    ['type 0', Buffer.concat([entryHead(0, 5), deflateSync('hello')])],
    ['type 5', Buffer.concat([entryHead(5, 5), deflateSync('hello')])],
    ['a size without an end', Buffer.alloc(30, 0xff)],
    ['a base before the pack', Buffer.concat([entryHead(6, 5), encodeDistance(5), deflateSync('hello')])],
    ['a base at no distance', Buffer.concat([entryHead(6, 5), encodeDistance(0), deflateSync('hello')])],
    ['a distance without an end', Buffer.concat([entryHead(6, 5), Buffer.alloc(30, 0xff)])],
    ['a base id that is cut off', Buffer.concat([entryHead(7, 5), Buffer.alloc(10)])],
    ['a stream that is too long', Buffer.concat([entryHead(3, 4), deflateSync('hello')])],
    ['a stream that is too short', Buffer.concat([entryHead(3, 6), deflateSync('hello')])],
    ['no stream', entryHead(3, 5)],
  ];
  it.each(bad)('refuses an entry with %s', (_, entry) => {
    const pack = open(packOf(entry));
    const read = () => {
      pack.readHead(12);
      return inflate(pack);
    };
    expect(read).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  it('refuses offsets outside the entries', () => {
    const { bytes } = encodePack(plain);
    const pack = open(bytes);
    for (const offset of [0, 11, bytes.length - 20, bytes.length, 2 ** 40]) {
      expect(() => pack.readHead(offset)).toThrow('lies outside the pack');
    }
  });

  const noPacks: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['nothing', Buffer.alloc(0)],
    ['too little', Buffer.from('PACK')],
    ['something else', Buffer.alloc(100)],
    ['version 4', Buffer.concat([Buffer.from('PACK\0\0\0\x04'), Buffer.alloc(100)])],
  ];
  it.each(noPacks)('refuses a file with %s', (_, bytes) => {
    expect(() => open(bytes).readHead(12)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  it('says when its file is gone', () => {
    const pack = new Pack(new WindowCache(1 << 20, 256), join(scratch.path, 'none'), 20);
    expect(() => pack.readHead(12)).toThrow(FileVanished);
    expect(() => pack.index()).toThrow(FileVanished);
  });
});
