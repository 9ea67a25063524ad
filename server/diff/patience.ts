/** The patience algorithm: anchors on lines that occur once on both sides. */
import { type Cancel, Pace } from '../base/cancel.ts';
import type { Comparison } from './prepare.ts';
import { myersRegion, type Region } from './region.ts';

/** Lines looked up or compared between two polls. */
const POLL_LINES = 1 << 13;

/** Lines [pair.a] and [pair.b] are equal and unique in their region; a list of them ascends in both. */
interface Anchor {
  readonly a: number;
  readonly b: number;
}

/**
 * Marks the changed lines of both files.
 * Source: Bram Cohen's description of patience diff; regions without unique common lines fall back to Myers.
 */
export function patience(comparison: Comparison, cancel: Cancel): void {
  const pace = new Pace(cancel, POLL_LINES);
  const regions: Region[] = [{ startA: 0, endA: comparison.a.length, startB: 0, endB: comparison.b.length }];
  for (let region = regions.pop(); region !== undefined; region = regions.pop()) {
    pace.did(16);
    compareRegion(comparison, region, { regions, cancel, pace });
  }
}

interface Walk {
  readonly regions: Region[];
  readonly cancel: Cancel;
  readonly pace: Pace;
}

function compareRegion(comparison: Comparison, region: Region, { regions, cancel, pace }: Walk): void {
  const { startA, endA, startB, endB } = region;
  const { changedA, changedB } = comparison;
  if (startA === endA || startB === endB) {
    changedA.fill(1, startA, endA);
    changedB.fill(1, startB, endB);
    return;
  }
  const { anchors, anyCommon } = uniquePairs(comparison, region, pace);
  if (anchors.length > 0)
    splitAtAnchors(comparison, region, { anchors: longestIncreasing(anchors, pace), regions, pace });
  else if (anyCommon) myersRegion(comparison, region, cancel);
  else {
    changedA.fill(1, startA, endA);
    changedB.fill(1, startB, endB);
  }
}

interface Occurrence {
  a: number;
  b: number;
}

const ABSENT = -1;
const REPEATED = -2;

/** The pairs of lines unique on both sides, in the order of a. */
function uniquePairs(
  { a, b }: Comparison,
  region: Region,
  pace: Pace,
): { anchors: Anchor[]; anyCommon: boolean } {
  const lines = new Map<number, Occurrence>();
  for (let i = region.startA; i < region.endA; i++) {
    pace.did(1);
    const seen = lines.get(a[i]!);
    if (seen === undefined) lines.set(a[i]!, { a: i, b: ABSENT });
    else seen.a = REPEATED;
  }
  let anyCommon = false;
  for (let j = region.startB; j < region.endB; j++) {
    pace.did(1);
    const seen = lines.get(b[j]!);
    if (seen === undefined) continue;
    anyCommon = true;
    seen.b = seen.b === ABSENT ? j : REPEATED;
  }
  const anchors: Anchor[] = [];
  for (const { a: i, b: j } of lines.values()) {
    pace.did(1);
    if (i >= 0 && j >= 0) anchors.push({ a: i, b: j });
  }
  return { anchors, anyCommon };
}

/** Patience sorting: for each length the pair with the smallest b that ends an increasing run of it. */
function longestIncreasing(anchors: readonly Anchor[], pace: Pace): Anchor[] {
  const ends: number[] = [];
  const before = new Int32Array(anchors.length).fill(-1);
  for (let i = 0; i < anchors.length; i++) {
    pace.did(1);
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (anchors[ends[middle]!]!.b < anchors[i]!.b) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  }
  const run: Anchor[] = [];
  for (let i = ends.at(-1) ?? -1; i !== -1; i = before[i]!) run.push(anchors[i]!);
  return run.reverse();
}

function splitAtAnchors(
  { a, b }: Comparison,
  region: Region,
  { anchors, regions, pace }: { anchors: readonly Anchor[]; regions: Region[]; pace: Pace },
): void {
  const end: Anchor = { a: region.endA, b: region.endB };
  let { startA, startB } = region;
  for (const anchor of [...anchors, end]) {
    // An earlier anchor's run of equal lines may have gone past this one already.
    if (anchor.a < startA) continue;
    let endA = anchor.a;
    let endB = anchor.b;
    pace.did(1 + endA - startA);
    // Only true anchors grow towards the one before; the end of the region stays where it is.
    while (anchor !== end && endA > startA && endB > startB && a[endA - 1] === b[endB - 1]) {
      endA--;
      endB--;
    }
    while (startA < endA && startB < endB && a[startA] === b[startB]) {
      startA++;
      startB++;
    }
    if (startA < endA || startB < endB) regions.push({ startA, endA, startB, endB });
    startA = anchor.a + 1;
    startB = anchor.b + 1;
  }
}
