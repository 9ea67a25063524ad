/** Packed trees compared where they lie: always what reading them finds, also where they are damaged. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { treeChanges } from '../../../../server/git/history/treeChanges.ts';
import { TreeDesk } from '../../../../server/git/history/treeDesk.ts';
import { Pack } from '../../../../server/git/odb/pack.ts';
import { SmallObjects, SPACE_START } from '../../../../server/git/odb/smallObjects.ts';
import { compareTrees } from '../../../../server/git/odb/treePairs.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import { createCompiled, type Kernel } from '../../../../server/kernel/kernel.ts';
import { createReference } from '../../../../server/kernel/reference.ts';
import {
  encodeIndex,
  encodePack,
  encodeTree,
  randomNumbers,
  writePack,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';
import { createTreeReader, type TreeSpec } from '../../../support/treeReader.ts';

/** So little that trees push each other out. */
const END = SPACE_START + (1 << 16);
const next = randomNumbers(11);
const random = (below: number) => next() % below;

describe('compareTrees', () => {
  const scratch = useScratch('tree-pairs');
  let count = 0;

  /** The trees of a pack, by id. */
  function open(trees: ReadonlyMap<string, Buffer>, kernel: Kernel) {
    const { bytes, offsets } = encodePack([...trees.values()].map((data) => ({ type: 'tree', data })));
    const name = `pack-${count++}`;
    writePack(scratch.path, name, { pack: bytes, index: encodeIndex([]) });
    const pack = new Pack(new WindowCache(1 << 20, 4096), join(scratch.path, 'pack', name), 20);
    const stats = { bytesInflated: 0 };
    const setup = { kernel, start: SPACE_START, end: END, maxObjectBytes: 1 << 20, stats, checkCancel() {} };
    const small = new SmallObjects(setup);
    const ids = [...trees.keys()];
    const placeOf = (oid: string | null) => ({ pack, offset: offsets[ids.indexOf(oid ?? '')] ?? 0 });
    return (before: string | null, after: string | null) =>
      compareTrees(
        small,
        { before: before === null ? null : placeOf(before), after: after === null ? null : placeOf(after) },
        20,
      );
  }

  /** All changes, or what is wrong. */
  function changesOf(source: TreeDesk, trees: { before: string | null; after: string | null }): unknown {
    const changes: unknown[] = [];
    try {
      treeChanges({ desk: source, objectFormat: 'sha1' }, trees, (...change) => changes.push(change));
      return changes;
    } catch (error) {
      return String(error);
    }
  }

  function spec(depth: number): TreeSpec {
    const tree: Record<string, TreeSpec | string | readonly [string, string]> = {};
    for (const name of ['a', 'a-', 'a.b', 'aa', 'dir', 'dir.c', 'dir0', 'long'.repeat(9), 'z']) {
      const kind = random(depth > 1 ? 5 : 7);
      const oid = String(random(2)).repeat(40);
      if (kind >= 5) tree[name] = spec(depth + 1);
      else if (kind > 1)
        tree[name] = kind === 2 ? [['100755', '100664', '120000', '160000'][random(4)] ?? '', oid] : oid;
    }
    return tree;
  }

  function damaged(data: Buffer): Buffer {
    const bytes = Buffer.from(data);
    for (let times = random(3); times >= 0; times--)
      bytes[random(bytes.length)] = [0, 32, 47, 48, 49, 52, 97, 98, 255][random(9)] ?? 0;
    return bytes.subarray(0, random(4) === 0 ? random(bytes.length) : bytes.length);
  }

  it('finds what reading finds, and never what reading refuses', () => {
    const kernel = createCompiled(END + 64);
    expect(kernel, 'dist/parts/kernel.wasm is missing: npm run build makes it').not.toBeNull();
    let quick = 0;
    for (let round = 0; round < 12; round++) {
      const { reader, read, add, addRaw } = createTreeReader();
      const tops: (string | null)[] = [null, ...Array.from({ length: 5 }, () => add(spec(0)))];
      for (const top of tops.slice(1)) {
        const data = reader.data(top ?? '', 'tree');
        if (data.length > 0) tops.push(addRaw(damaged(data)));
      }
      const slow = new TreeDesk(reader);
      for (const before of tops) for (const after of tops) changesOf(slow, { before, after });
      const trees = new Map([...new Set(read)].map((oid) => [oid, reader.data(oid, 'tree')]));
      const compare = open(trees, kernel as Kernel);
      const treesOf = (before: string | null, after: string | null) => {
        const known = [before, after].every((oid) => oid === null || trees.has(oid));
        const changes = known ? compare(before, after) : null;
        if (changes !== null) quick++;
        return changes;
      };
      const desk = new TreeDesk({ ...reader, treeChanges: treesOf });
      for (const before of tops)
        for (const after of tops)
          expect(changesOf(desk, { before, after })).toEqual(changesOf(slow, { before, after }));
    }
    expect(quick).toBeGreaterThan(300);
  });

  it('leaves it to others where it has no room for what differs, or no kernel', () => {
    const rows = (oid: string) =>
      Array.from({ length: 100 }, (_, n): [string, string, string] => [
        '100644',
        `f${100 + n}`,
        oid.repeat(40),
      ]);
    const trees = new Map([
      ['small', encodeTree(rows('1'))],
      ['other', encodeTree(rows('2'))],
      ['large', encodeTree(Array.from({ length: 2 }, () => rows('1')).flat())],
    ]);
    const kernel = createCompiled(END + 64) as Kernel;
    expect(open(trees, kernel)('small', 'other')).toHaveLength(100);
    expect(open(trees, kernel)(null, 'small')).toHaveLength(100);
    // Larger than a segment of the memory for objects.
    expect(open(trees, kernel)(null, 'large')).toBeNull();
    expect(open(trees, createReference(END + 64))('small', 'other')).toBeNull();
  });
});
