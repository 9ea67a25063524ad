/** Objects put together from deltas: right for every chain, bounded in memory, and suspicious of what packs claim. */
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GitError } from '../../../../server/git/errors.ts';
import { Pack } from '../../../../server/git/odb/pack.ts';
import { PackReader } from '../../../../server/git/odb/packReader.ts';
import type { ReadContext } from '../../../../server/git/odb/readContext.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import {
  encodeDelta,
  encodeIndex,
  encodePack,
  entryHead,
  objectId,
  type PackEntry,
  writePack,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const LIMITS = {
  windowBytes: 1 << 20,
  tableBytes: 1 << 20,
  objectBytes: 1 << 16,
  commitBytes: 0,
  maxObjectBytes: 1 << 20,
};

describe('PackReader', () => {
  const scratch = useScratch('pack-reader');
  let count = 0;

  function open(bytes: Buffer, index: Buffer = encodeIndex([]), context: Partial<ReadContext> = {}) {
    const name = `pack-${count++}`;
    writePack(scratch.path, name, { pack: bytes, index });
    const pack = new Pack(new WindowCache(1 << 20, 256), join(scratch.path, 'pack', name), 20);
    const stats = { bytesInflated: 0 };
    const reader = new PackReader({
      limits: LIMITS,
      stats,
      checkCancel: () => {},
      readBase: () => {
        throw new GitError('missingObject', 'no base');
      },
      ...context,
    });
    return { pack, reader, stats };
  }

  /** Versions of a text, each a delta on the one before; `type` is that of all. */
  function chain(length: number, type: 'blob' | 'tree' | 'commit') {
    const versions = [Buffer.from('line\n'.repeat(100))];
    const entries: PackEntry[] = [{ type, data: versions[0] as Buffer }];
    for (let i = 1; i < length; i++) {
      const base = versions[i - 1] as Buffer;
      const added = `version ${i}\n`;
      versions.push(Buffer.concat([base.subarray(0, 250), Buffer.from(added), base.subarray(250)]));
      const size = base.length + added.length;
      entries.push({
        base: i - 1,
        delta: encodeDelta(base.length, size, [[0, 250], added, [250, base.length - 250]]),
      });
    }
    return { versions, ...encodePack(entries) };
  }

  for (const type of ['blob', 'tree', 'commit'] as const) {
    it(`puts together a ${type} at every depth, in any order, more often than the cache can hold`, () => {
      const { versions, bytes, offsets } = chain(300, type);
      const { pack, reader } = open(bytes);
      for (const i of [299, 0, 150, 151, 299, 7, 298, 1, 200, 100, 299]) {
        const offset = offsets[i] as number;
        expect(reader.header(pack, offset)).toEqual({ type, size: versions[i]?.length });
        expect(reader.read(pack, offset)).toMatchObject({ type, data: versions[i] });
        expect(reader.readBriefly(pack, offset).data.equals(versions[i] as Buffer)).toBe(true);
        expect(reader.cachedBytes).toBeLessThanOrEqual(LIMITS.objectBytes);
      }
    });
  }

  it('hands out trees that later reads leave alone', () => {
    const { versions, bytes, offsets } = chain(300, 'tree');
    const { pack, reader } = open(bytes);
    const held = [5, 100, 299].map((i) => ({ i, ...reader.read(pack, offsets[i] as number) }));
    for (const offset of offsets) reader.readBriefly(pack, offset);
    for (const { i, data } of held) expect(data.equals(versions[i] as Buffer)).toBe(true);
  });

  it('inflates what is asked for twice only once', () => {
    const { bytes, offsets } = chain(5, 'blob');
    const { pack, reader, stats } = open(bytes);
    reader.read(pack, offsets[4] as number);
    const before = stats.bytesInflated;
    expect(before).toBeGreaterThan(500);
    for (const offset of offsets) reader.read(pack, offset);
    expect(stats.bytesInflated).toBe(before);
  });

  it('finds bases by id in its own pack and elsewhere', () => {
    const base = Buffer.from('base');
    const oid = objectId('blob', base);
    const delta = encodeDelta(4, 8, [
      [0, 4],
      [0, 4],
    ]);
    const inside = encodePack([
      { base: oid, delta },
      { type: 'blob', data: base },
    ]);
    const index = encodeIndex([{ oid, offset: inside.offsets[1] as number }]);
    const first = open(inside.bytes, index);
    expect(first.reader.read(first.pack, 12).data.toString()).toBe('basebase');
    expect(first.reader.header(first.pack, 12)).toEqual({ type: 'blob', size: 8 });

    const outside = encodePack([{ base: oid, delta }]);
    const elsewhere = open(outside.bytes, encodeIndex([]), { readBase: () => ({ type: 'tag', data: base }) });
    const expected = { type: 'tag', data: Buffer.from('basebase') };
    expect(elsewhere.reader.read(elsewhere.pack, 12)).toMatchObject(expected);
  });

  const base: PackEntry = { type: 'blob', data: Buffer.from('0123456789') };
  const bad: readonly (readonly [what: string, entries: PackEntry[]])[] = [
    ['for another base', [base, { base: 0, delta: encodeDelta(11, 1, ['x']) }]],
    ['that reaches past its base', [base, { base: 0, delta: encodeDelta(10, 5, [[8, 5]]) }]],
    ['without a head', [base, { base: 0, delta: Buffer.from([0xff]) }]],
    ['of nothing', [base, { base: 0, delta: Buffer.alloc(0) }]],
    ['that makes less than it says', [base, { base: 0, delta: encodeDelta(10, 1000, ['x']) }]],
  ];
  it.each(bad)('refuses a delta %s', (_, entries) => {
    const { bytes, offsets } = encodePack(entries);
    const { pack, reader } = open(bytes);
    expect(() => reader.read(pack, offsets[1] as number)).toThrow(
      expect.objectContaining({ code: 'corruptObject' }),
    );
  });

  it('refuses a delta that is its own base', () => {
    const oid = 'ab'.repeat(20);
    const { bytes } = encodePack([{ base: oid, delta: encodeDelta(1, 1, ['x']) }]);
    const { pack, reader } = open(bytes, encodeIndex([{ oid, offset: 12 }]));
    for (const read of [() => reader.read(pack, 12), () => reader.header(pack, 12)]) {
      expect(read).toThrow(expect.objectContaining({ code: 'corruptObject' }));
    }
  });

  const large: readonly (readonly [what: string, code: string, size: number, stream: Buffer])[] = [
    ['above the limit', 'tooLarge', 2 ** 21, deflateSync(Buffer.alloc(2 ** 21))],
    ['beyond all numbers', 'tooLarge', 2 ** 49, deflateSync('x')],
    ['that so few bytes cannot have', 'corruptObject', 2 ** 20, deflateSync('x')],
  ];
  it.each(large)('refuses a size %s', (_, code, size, stream) => {
    const { bytes } = encodePack([]);
    const entry = Buffer.concat([entryHead(3, size), stream]);
    const { pack, reader } = open(Buffer.concat([bytes.subarray(0, 12), entry, Buffer.alloc(20)]));
    expect(() => reader.read(pack, 12)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a delta whose result is above the limit', () => {
    const steps = Array.from({ length: 600 }, () => [0, 2000] as const);
    const data = Buffer.alloc(2000);
    const { bytes, offsets } = encodePack([
      { type: 'blob', data },
      { base: 0, delta: encodeDelta(2000, 1_200_000, steps) },
    ]);
    const { pack, reader } = open(bytes);
    expect(() => reader.read(pack, offsets[1] as number)).toThrow(
      expect.objectContaining({ code: 'tooLarge' }),
    );
  });

  it('asks whether to go on at every delta', () => {
    const { bytes, offsets } = chain(50, 'blob');
    let polls = 0;
    const checkCancel = () => {
      if (++polls === 10) throw new Error('enough');
    };
    const { pack, reader } = open(bytes, encodeIndex([]), { checkCancel });
    expect(() => reader.read(pack, offsets[49] as number)).toThrow('enough');
  });
});
