/** Comparisons as bytes: all of them come back, when they are wanted and not before. */
import { describe, expect, it } from 'vitest';
import { HunksWithKept, packComparisons } from '../../../server/blame/comparisons.ts';
import { HunkMemory } from '../../../server/blame/hunkMemory.ts';
import { defaultDiffOptions } from '../../../server/diff/lineDiff.ts';

function id(number: number, length = 40): string {
  return number
    .toString(16)
    .padStart(8, '0')
    .repeat(length / 8);
}

function hunksOf(count: number): Int32Array {
  return Int32Array.from(Array.from({ length: count }, (_, i) => [i * 3, 1, i * 4, 2]).flat());
}

function memory() {
  return new HunkMemory(1 << 20).of({ overrides: '' }, defaultDiffOptions);
}

describe('comparisons that were kept', () => {
  it.each([40, 64])('are found with those that are known, with ids of %d digits', (length) => {
    const comparisons = [0, 300, 2].map((count, n) => ({
      before: id(n, length),
      after: id(n + 1, length),
      hunks: hunksOf(count),
    }));
    const packed = packComparisons(comparisons);
    const known = memory();
    known.keep(id(7, length), id(8, length), hunksOf(7));
    const all = new HunksWithKept(known, () => packed);
    for (const { before, after, hunks } of comparisons) expect(all.find(before, after)).toEqual(hunks);
    expect(all.find(id(7, length), id(8, length))).toEqual(hunksOf(7));
    expect(all.find(id(1, length), id(0, length))).toBeNull();
    all.keep(id(5, length), id(6, length), hunksOf(5));
    expect(known.find(id(5, length), id(6, length))).toEqual(hunksOf(5));
    expect(known.find(id(1, length), id(2, length))).toEqual(hunksOf(300));
  });

  it('are read once, and only when something is not known', () => {
    const known = memory();
    known.keep(id(1), id(2), hunksOf(1));
    let reads = 0;
    const all = new HunksWithKept(known, () => {
      reads++;
      return null;
    });
    expect(all.find(id(1), id(2))).toEqual(hunksOf(1));
    expect(reads).toBe(0);
    for (const number of [2, 3]) expect(all.find(id(number), id(number + 1))).toBeNull();
    expect(reads).toBe(1);
  });

  it('may be none', () => {
    expect(new HunksWithKept(memory(), () => packComparisons([])).find(id(1), id(2))).toBeNull();
  });
});
