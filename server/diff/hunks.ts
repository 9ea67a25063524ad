/** The form in which a diff leaves this folder: hunks as four numbers each. */
import type { Comparison } from './prepare.ts';

/** Numbers a hunk takes in a `Hunks` array. */
export const HUNK = 4;

/**
 * The changed regions of two texts, in order: first line in a, number of lines in a, first line in b, number of
 * lines in b. 0-based; one hunk per maximal changed region, never joined, no context.
 */
export type Hunks = Int32Array;

/** Collects the marks of a comparison into hunks. */
export function hunksOf({ changedA, changedB }: Comparison): Hunks {
  let hunks = new Int32Array(16 * HUNK);
  let used = 0;
  let i = 0;
  let j = 0;
  while (i < changedA.length || j < changedB.length) {
    if (changedA[i] !== 1 && changedB[j] !== 1) {
      i++;
      j++;
      continue;
    }
    const startA = i;
    const startB = j;
    while (changedA[i] === 1) i++;
    while (changedB[j] === 1) j++;
    if (used === hunks.length) {
      const larger = new Int32Array(hunks.length * 2);
      larger.set(hunks);
      hunks = larger;
    }
    hunks[used++] = startA;
    hunks[used++] = i - startA;
    hunks[used++] = startB;
    hunks[used++] = j - startB;
  }
  return hunks.subarray(0, used);
}
