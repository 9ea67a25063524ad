/** Names found in packed trees through their deltas: always what reading the tree finds, however it was packed. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Pack } from '../../../../server/git/odb/pack.ts';
import { ELSEWHERE, SmallObjects, SPACE_START } from '../../../../server/git/odb/smallObjects.ts';
import { ABSENT, TreeSearch } from '../../../../server/git/odb/treeSearch.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import { findEntry } from '../../../../server/git/treeEntry.ts';
import { createCompiled, type Kernel } from '../../../../server/kernel/kernel.ts';
import { createReference } from '../../../../server/kernel/reference.ts';
import {
  encodeDelta,
  encodeIndex,
  encodePack,
  encodeTree,
  type PackEntry,
  randomNumbers,
  writePack,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const SPACE = 1 << 21;
const END = SPACE_START + SPACE;

type Step = readonly [number, number] | string;

/** Copies what it can find in the base from random places, without regard for entries; adds the rest. */
function randomDelta(base: Buffer, target: Buffer, random: (below: number) => number): Buffer {
  const steps: Step[] = [];
  let added = '';
  const flush = () => {
    if (added !== '') steps.push(added);
    added = '';
  };
  for (let at = 0; at < target.length; ) {
    const probe = target.subarray(at, at + 4 + random(6));
    let from = base.indexOf(probe, random(4) === 0 ? 0 : Math.min(at, base.length));
    if (from < 0) from = base.indexOf(probe);
    if (from < 0 || random(8) === 0) {
      added += target.toString('latin1', at, at + 1);
      at++;
      if (added.length === 100) flush();
      continue;
    }
    let length = probe.length;
    const most = random(5) === 0 ? 10 : 60_000;
    while (length < most && base[from + length] !== undefined && base[from + length] === target[at + length])
      length++;
    flush();
    steps.push([from, length]);
    at += length;
  }
  flush();
  return encodeDelta(base.length, target.length, steps);
}

describe('TreeSearch', () => {
  const scratch = useScratch('tree-search');
  let count = 0;

  function open(entries: readonly PackEntry[], kernel: Kernel) {
    const { bytes, offsets } = encodePack(entries);
    const name = `pack-${count++}`;
    writePack(scratch.path, name, { pack: bytes, index: encodeIndex([]) });
    const pack = new Pack(new WindowCache(1 << 20, 4096), join(scratch.path, 'pack', name), 20);
    const stats = { bytesInflated: 0 };
    const setup = {
      kernel,
      start: SPACE_START,
      end: END,
      maxObjectBytes: 1 << 20,
      stats,
      checkCancel: () => {},
    };
    const search = new TreeSearch(new SmallObjects(setup), 20);
    return { search, stats, pack, offset: (i: number) => offsets[i] as number };
  }

  function kernels(): Kernel[] {
    const compiled = createCompiled(END + 64);
    expect(compiled, 'dist/parts/kernel.wasm is missing: npm run build makes it').not.toBeNull();
    return [compiled as Kernel, createReference(END + 64)];
  }

  function answer(opened: ReturnType<typeof open>, i: number, name: string) {
    const found = opened.search.find(opened.pack, opened.offset(i), name);
    if (found === ELSEWHERE) return 'elsewhere';
    return found === ABSENT ? null : opened.search.entry();
  }

  /** A history of trees: each differs from the one before in a few entries. */
  function history(seed: number, length: number) {
    const numbers = randomNumbers(seed);
    const random = (below: number) => numbers() % below;
    const id = () => Array.from({ length: 40 }, () => random(16).toString(16)).join('');
    const names = Array.from(
      { length: 70 },
      (_, i) => `${'dir file x'.split(' ')[i % 3]}${i}${'y'.repeat(i % 23)}`,
    );
    const now = new Map(
      names.map((name, i) => [name, [i % 3 ? '100644' : '40000', id()] as [string, string]]),
    );
    const trees = Array.from({ length }, () => {
      for (let change = random(4); change >= 0; change--) {
        const name = names[random(names.length)] as string;
        const kind = random(10);
        if (kind === 0) now.delete(name);
        else if (kind === 1) now.set(`${name}${random(9)}`, ['100644', id()]);
        else now.set(name, [kind < 4 ? '100755' : '100644', random(6) ? id() : '0'.repeat(40)]);
      }
      const rows = [...now].map(([name, [mode, oid]]): [string, string, string] => [mode, name, oid]);
      return encodeTree(rows.sort(([, a], [, b]) => (a < b ? -1 : 1)));
    });
    return { trees, names, random };
  }

  it.each([1, 2, 3, 4, 5, 6])('finds what the trees of history %i say, through any deltas', (seed) => {
    const { trees, names, random } = history(seed, 60);
    const entries = trees.map((data, i): PackEntry => {
      if (i === 0 || random(25) === 0) return { type: 'tree', data };
      const base = random(3) ? i - 1 : random(i);
      return { base, delta: randomDelta(trees[base] as Buffer, data, random) };
    });
    for (const kernel of kernels()) {
      for (let turn = 0; turn < 4; turn++) {
        const opened = open(entries, kernel);
        const name = [...names, 'none', 'dir', 'z'][random(names.length + 3)] as string;
        for (let step = 0; step < 150; step++) {
          const i = step < 60 ? trees.length - 1 - step : random(trees.length);
          const wanted = step % 7 === 6 ? (names[random(names.length)] as string) : name;
          expect(answer(opened, i, wanted)).toEqual(findEntry(trees[i] as Buffer, wanted, 20));
        }
      }
    }
  });

  it('puts no tree together where a delta tells enough', () => {
    const rows = Array.from({ length: 200 }, (_, i): [string, string, string] => [
      '100644',
      `file${1000 + i}`,
      i.toString(16).padStart(40, '1'),
    ]);
    const trees = [0, 1, 2].map((turn) =>
      encodeTree(
        rows.map(([mode, name, oid], i) => [mode, name, i === 60 * turn ? oid.replace(/1/g, '2') : oid]),
      ),
    );
    const numbers = randomNumbers(1);
    const entries = trees.map((data, i): PackEntry => {
      if (i === 0) return { type: 'tree', data };
      // Between the names and the ends of the ids: what git's deltas look like.
      return {
        base: i - 1,
        delta: randomDelta(trees[i - 1] as Buffer, data, (below) => Math.max(1, numbers() % below)),
      };
    });
    const [kernel] = kernels();
    const opened = open(entries, kernel as Kernel);
    for (const i of [0, 1, 2])
      expect(answer(opened, i, 'file1060')).toEqual(findEntry(trees[i] as Buffer, 'file1060', 20));
    const { bytesInflated } = opened.stats;
    expect(bytesInflated).toBeLessThan((trees[0] as Buffer).length + 2000);
    answer(opened, 2, 'file1060');
    expect(opened.stats.bytesInflated).toBe(bytesInflated);
  });

  it('is not led astray by names that look like entries', () => {
    const id = '31'.repeat(20);
    const base = encodeTree([
      ['100644', 'a', 'f'.repeat(40)],
      ['100644', 'target', id],
    ]);
    const target = encodeTree([
      ['100644', 'a', 'f'.repeat(40)],
      ['100644', 'sub100644 target', id],
    ]);
    const fake = base.length - 34;
    const delta = encodeDelta(base.length, target.length, [[0, 29], '100644 sub', [fake, 34]]);
    for (const kernel of kernels()) {
      const opened = open(
        [
          { type: 'tree', data: base },
          { base: 0, delta },
        ],
        kernel,
      );
      expect(answer(opened, 0, 'target')).toMatchObject({ oid: id });
      expect(answer(opened, 1, 'target')).toBeNull();
      expect(answer(opened, 1, 'sub100644 target')).toMatchObject({ oid: id });
    }
  });

  it('leaves to others what is no tree, too large, or broken', () => {
    const large = encodeTree([['100644', 'a'.repeat(900_000), '1'.repeat(40)]]);
    const entries: PackEntry[] = [
      { type: 'blob', data: Buffer.from('a') },
      { type: 'tree', data: large },
      { type: 'tree', data: Buffer.from('100644 b') },
      { base: 2, delta: encodeDelta(8, 9, [[0, 9]]) },
      { base: 'ab'.repeat(20), delta: encodeDelta(8, 8, [[0, 8]]) },
    ];
    for (const kernel of kernels()) {
      const opened = open(entries, kernel);
      for (const i of [0, 1, 2, 3, 4]) expect(answer(opened, i, 'b')).toBe('elsewhere');
      expect(answer(opened, 0, 'n'.repeat(1000))).toBe('elsewhere');
    }
  });
});
