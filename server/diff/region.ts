/** A part of both files, compared afresh by Myers where another algorithm finds nothing to hold on to. */
import type { Cancel } from '../base/cancel.ts';
import { myers } from './myers.ts';
import type { Comparison } from './prepare.ts';

/** Lines [startA, endA) of a against [startB, endB) of b. */
export interface Region {
  readonly startA: number;
  readonly endA: number;
  readonly startB: number;
  readonly endB: number;
}

/** Replaces the region's marks by those of a complete Myers run on it alone, with limits by its own size. */
export function myersRegion(comparison: Comparison, region: Region, cancel: Cancel): void {
  const { startA, endA, startB, endB } = region;
  const part: Comparison = {
    a: comparison.a.subarray(startA, endA),
    b: comparison.b.subarray(startB, endB),
    changedA: comparison.changedA.subarray(startA, endA),
    changedB: comparison.changedB.subarray(startB, endB),
  };
  // Regions can be many and small; what a comparison has done since its last poll nobody else knows.
  cancel.check();
  part.changedA.fill(0);
  part.changedB.fill(0);
  myers(part, false, cancel);
}
