/** The patience algorithm: anchors on lines that occur once on both sides. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { greatestId } from './lines.ts';
import type { Comparison } from './prepare.ts';
import { myersRegion, type Region } from './region.ts';
import { Zeros } from './zeros.ts';

/** Lines looked up or compared between two polls. */
const POLL_LINES = 1 << 13;

/** Lines `a[i]` and `b[i]` are equal and unique in their region, for each i below `count`; both ascend. */
interface Anchors {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly count: number;
}

/** By line id its place in a region plus one, 0 where it is not in it, or `REPEATED`. */
interface Places {
  readonly a: Int32Array<ArrayBuffer>;
  readonly b: Int32Array<ArrayBuffer>;
}

const REPEATED = -1;
const zerosA = new Zeros();
const zerosB = new Zeros();

/**
 * Marks the changed lines of both files.
 * Source: Bram Cohen's description of patience diff; regions without unique common lines fall back to Myers.
 */
export function patience(comparison: Comparison, cancel: Cancel): void {
  const pace = new Pace(cancel, POLL_LINES);
  const most = greatestId(comparison.a, pace);
  const places: Places = { a: zerosA.take(most), b: zerosB.take(most) };
  const regions: Region[] = [{ startA: 0, endA: comparison.a.length, startB: 0, endB: comparison.b.length }];
  for (let region = regions.pop(); region !== undefined; region = regions.pop()) {
    pace.did(16);
    compareRegion(comparison, region, { regions, places, cancel, pace });
  }
  zerosA.give(places.a);
  zerosB.give(places.b);
}

interface Walk {
  readonly regions: Region[];
  /** All zero between regions. */
  readonly places: Places;
  readonly cancel: Cancel;
  readonly pace: Pace;
}

function compareRegion(comparison: Comparison, region: Region, walk: Walk): void {
  const { startA, endA, startB, endB } = region;
  const { changedA, changedB } = comparison;
  if (startA === endA || startB === endB) {
    changedA.fill(1, startA, endA);
    changedB.fill(1, startB, endB);
    return;
  }
  const anyCommon = enterPlaces(comparison, region, walk);
  const anchors = takeAnchors(comparison, region, walk);
  if (anchors.count > 0)
    splitAtAnchors(comparison, region, { ...walk, anchors: longestIncreasing(anchors, walk.pace) });
  else if (anyCommon) myersRegion(comparison, region, walk.cancel);
  else {
    changedA.fill(1, startA, endA);
    changedB.fill(1, startB, endB);
  }
}

/** Notes where the region's lines are; true when some are in both files. */
function enterPlaces({ a, b }: Comparison, region: Region, { places, pace }: Walk): boolean {
  for (let i = region.startA; i < region.endA; i++) {
    pace.did(1);
    const id = a[i]!;
    places.a[id] = places.a[id] === 0 ? i + 1 : REPEATED;
  }
  let anyCommon = false;
  for (let j = region.startB; j < region.endB; j++) {
    pace.did(1);
    const id = b[j]!;
    if (id >= places.a.length || places.a[id] === 0) continue;
    anyCommon = true;
    places.b[id] = places.b[id] === 0 ? j + 1 : REPEATED;
  }
  return anyCommon;
}

/** The pairs of lines unique on both sides, in the order of a; what was noted is forgotten. */
function takeAnchors({ a }: Comparison, { startA, endA }: Region, { places, pace }: Walk): Anchors {
  const anchors = { a: new Int32Array(endA - startA), b: new Int32Array(endA - startA), count: 0 };
  for (let i = startA; i < endA; i++) {
    pace.did(1);
    const id = a[i]!;
    const j = places.b[id]!;
    if (places.a[id]! > 0 && j > 0) {
      anchors.a[anchors.count] = i;
      anchors.b[anchors.count++] = j - 1;
    }
    places.a[id] = 0;
    places.b[id] = 0;
  }
  return anchors;
}

/** Patience sorting: for each length the pair with the smallest b that ends an increasing run of it. */
function longestIncreasing({ a, b, count }: Anchors, pace: Pace): Anchors {
  const ends = new Int32Array(count);
  const before = new Int32Array(count);
  let length = 0;
  for (let i = 0; i < count; i++) {
    pace.did(1);
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (b[ends[middle]!]! < b[i]!) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
    if (low === length) length++;
  }
  const run = { a: new Int32Array(length), b: new Int32Array(length), count: length };
  for (let at = length - 1, i = ends[at] ?? -1; at >= 0; at--, i = before[i]!) {
    pace.did(1);
    run.a[at] = a[i]!;
    run.b[at] = b[i]!;
  }
  return run;
}

function splitAtAnchors(
  { a, b }: Comparison,
  region: Region,
  { anchors, regions, pace }: Walk & { readonly anchors: Anchors },
): void {
  let { startA, startB } = region;
  for (let i = 0; i <= anchors.count; i++) {
    const atEnd = i === anchors.count;
    const anchorA = atEnd ? region.endA : anchors.a[i]!;
    const anchorB = atEnd ? region.endB : anchors.b[i]!;
    // An earlier anchor's run of equal lines may have gone past this one already.
    if (anchorA < startA) continue;
    let endA = anchorA;
    let endB = anchorB;
    pace.did(1 + endA - startA);
    // Only true anchors grow towards the one before; the end of the region stays where it is.
    while (!atEnd && endA > startA && endB > startB && a[endA - 1] === b[endB - 1]) {
      endA--;
      endB--;
    }
    while (startA < endA && startB < endB && a[startA] === b[startB]) {
      startA++;
      startB++;
    }
    if (startA < endA || startB < endB) regions.push({ startA, endA, startB, endB });
    startA = anchorA + 1;
    startB = anchorB + 1;
  }
}
