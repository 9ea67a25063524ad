/** What is made of blobs along their deltas: the same as of their bytes, each version made once. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BlobMaker, makeOfBlob } from '../../../../server/git/odb/blobMaker.ts';
import { Pack } from '../../../../server/git/odb/pack.ts';
import { SmallObjects, SPACE_START } from '../../../../server/git/odb/smallObjects.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import { createKernel } from '../../../../server/kernel/kernel.ts';
import {
  encodeDelta,
  encodeIndex,
  encodePack,
  type PackEntry,
  writePack,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const END = SPACE_START + (1 << 20);

/** Puts the texts together after all, and counts. */
class Texts implements BlobMaker<Buffer> {
  readonly made = new Map<number, Buffer>();
  whole(place: number, data: Buffer): Buffer {
    return this.#keep(place, Buffer.from(data));
  }
  delta(place: number, base: Buffer, delta: Parameters<BlobMaker<Buffer>['delta']>[2]): Buffer {
    const parts: Buffer[] = [];
    delta.run({
      copy: (offset, size) => parts.push(base.subarray(offset, offset + size)),
      add: (bytes, start, end) => parts.push(Buffer.from(bytes.subarray(start, end))),
    });
    return this.#keep(place, Buffer.concat(parts));
  }
  known(place: number): Buffer | null {
    return this.made.get(place) ?? null;
  }
  size(made: Buffer): number {
    return made.length;
  }
  #keep(place: number, text: Buffer): Buffer {
    expect(this.made.has(place)).toBe(false);
    this.made.set(place, text);
    return text;
  }
}

describe('makeOfBlob', () => {
  const scratch = useScratch('blob-maker');
  let count = 0;

  function open(entries: readonly PackEntry[]) {
    const { bytes, offsets } = encodePack(entries);
    const name = `pack-${count++}`;
    writePack(scratch.path, name, { pack: bytes, index: encodeIndex([]) });
    const pack = new Pack(new WindowCache(1 << 20, 4096), join(scratch.path, 'pack', name), 20);
    const stats = { bytesInflated: 0 };
    const setup = { start: SPACE_START, end: END, maxObjectBytes: 1 << 20, stats, checkCancel: () => {} };
    const small = new SmallObjects({ ...setup, kernel: createKernel(END + 64) });
    const make = (i: number, maker: BlobMaker<Buffer>) =>
      makeOfBlob(small, { pack, offset: offsets[i] as number }, maker);
    return { make, stats };
  }

  function chain(length: number) {
    const versions = ['0123456789\n'.repeat(50)];
    const entries: PackEntry[] = [{ type: 'blob', data: Buffer.from(versions[0] as string) }];
    for (let i = 1; i < length; i++) {
      const base = versions[i - 1] as string;
      const added = `version ${i}\n`;
      const at = (i * 53) % base.length;
      versions.push(base.slice(0, at) + added + base.slice(at));
      const head: [number, number][] = at === 0 ? [] : [[0, at]];
      const steps = [...head, added, [at, base.length - at] as const];
      entries.push({ base: i - 1, delta: encodeDelta(base.length, base.length + added.length, steps) });
    }
    return { versions, entries };
  }

  it('goes along the deltas from whatever is known', () => {
    const { versions, entries } = chain(80);
    const { make, stats } = open(entries);
    const texts = new Texts();
    for (const i of [40, 79, 0, 41, 20, 79]) expect(make(i, texts)?.toString()).toBe(versions[i]);
    expect(texts.made.size).toBe(80);
    const { bytesInflated } = stats;
    make(60, texts);
    expect(stats.bytesInflated).toBe(bytesInflated);
  });

  it('leaves to others what is no blob, has its base elsewhere, or is broken', () => {
    const data = Buffer.from('0123456789');
    const { make } = open([
      { type: 'blob', data },
      { type: 'commit', data },
      { base: 'ab'.repeat(20), delta: encodeDelta(10, 1, ['x']) },
      { base: 0, delta: encodeDelta(11, 1, ['x']) },
      { base: 0, delta: encodeDelta(10, 5, [[8, 5]]) },
      { base: 0, delta: Buffer.from([0xff]) },
      { base: 4, delta: encodeDelta(5, 1, ['x']) },
      { type: 'blob', data: Buffer.alloc(1 << 19) },
    ]);
    for (const i of [1, 2, 3, 4, 5, 6, 7]) expect(make(i, new Texts())).toBeNull();
    expect(make(0, new Texts())?.equals(data)).toBe(true);
  });
});
