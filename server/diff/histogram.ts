/** The histogram algorithm: splits at the longest match of the rarest lines. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { greatestId } from './lines.ts';
import type { Comparison } from './prepare.ts';
import { myersRegion, type Region } from './region.ts';
import { Zeros } from './zeros.ts';

/** Lines that occur more often than this in the first side are no candidates. */
const MAX_OCCURRENCES = 64;
/** Lines looked up or compared between two polls. */
const POLL_LINES = 1 << 13;

const zeros = new Zeros();

/** A stretch of equal lines, ends exclusive. */
interface Match {
  startA: number;
  endA: number;
  startB: number;
  endB: number;
}

/**
 * Marks the changed lines of both files.
 * Source: the idea of JGit's histogram diff as git applies it: patience generalised to rare lines.
 */
export function histogram(comparison: Comparison, cancel: Cancel): void {
  const { changedA, changedB } = comparison;
  const pace = new Pace(cancel, POLL_LINES);
  const first = zeros.take(greatestId(comparison.a, pace));
  const regions: Region[] = [{ startA: 0, endA: comparison.a.length, startB: 0, endB: comparison.b.length }];
  for (let region = regions.pop(); region !== undefined; region = regions.pop()) {
    pace.did(16);
    const { startA, endA, startB, endB } = region;
    const found =
      startA === endA || startB === endB ? 'nothing' : longestRareMatch(comparison, region, { first, pace });
    if (found === 'tooFrequent') myersRegion(comparison, region, cancel);
    else if (found === 'nothing') {
      changedA.fill(1, startA, endA);
      changedB.fill(1, startB, endB);
    } else {
      regions.push({ startA: found.endA, endA, startB: found.endB, endB });
      regions.push({ startA, endA: found.startA, startB, endB: found.startB });
    }
  }
  zeros.give(first);
}

interface Walk {
  /** By line id where it is first in the first side of the region at hand, plus one; all zero between regions. */
  readonly first: Int32Array;
  readonly pace: Pace;
}

/** The places of a region's first-side lines: `next[i]` is the following place of the same line plus one, or 0. */
interface Occurrences {
  readonly next: Int32Array;
  /** By place in the region: how often its line occurs in the region's first side. */
  readonly counts: Int32Array;
}

function occurrencesIn({ a }: Comparison, { startA, endA }: Region, { first, pace }: Walk): Occurrences {
  const next = new Int32Array(endA - startA);
  const counts = new Int32Array(endA - startA);
  for (let i = endA - 1; i >= startA; i--) {
    pace.did(1);
    next[i - startA] = first[a[i]!]!;
    first[a[i]!] = i + 1;
  }
  for (let start = startA; start < endA; start++) {
    pace.did(1);
    if (first[a[start]!] !== start + 1) continue;
    let count = 0;
    for (let i = start; i >= 0; i = next[i - startA]! - 1) count++;
    for (let i = start; i >= 0; i = next[i - startA]! - 1) counts[i - startA] = count;
  }
  return { next, counts };
}

function forgetFirst({ a }: Comparison, { startA, endA }: Region, { first, pace }: Walk): void {
  for (let i = startA; i < endA; i++) {
    pace.did(1);
    first[a[i]!] = 0;
  }
}

/** Kernel: the best match of a region, as laid down by the order in which candidates replace each other. */
function longestRareMatch(
  comparison: Comparison,
  region: Region,
  walk: Walk,
): Match | 'tooFrequent' | 'nothing' {
  const { b } = comparison;
  const { first, pace } = walk;
  const { next, counts } = occurrencesIn(comparison, region, walk);
  let best: Match | null = null;
  let lowest = MAX_OCCURRENCES + 1;
  let anyCommon = false;
  for (let j = region.startB; j < region.endB; ) {
    let nextB = j + 1;
    pace.did(1);
    const start = b[j]! < first.length ? first[b[j]!]! - 1 : -1;
    if (start < 0) {
      j = nextB;
      continue;
    }
    anyCommon = true;
    if (counts[start - region.startA]! > lowest) {
      j = nextB;
      continue;
    }
    for (let i = start; i !== -1; ) {
      const match: Match = { startA: i, endA: i + 1, startB: j, endB: j + 1 };
      const rarest = extend(comparison, region, { match, counts });
      pace.did(match.endA - match.startA);
      nextB = Math.max(nextB, match.endB);
      const longer = best === null || match.endA - match.startA > best.endA - best.startA;
      if (longer || rarest < lowest) {
        best = match;
        lowest = rarest;
      }
      i = next[i - region.startA]! - 1;
      for (; i !== -1 && i < match.endA; i = next[i - region.startA]! - 1) pace.did(1);
    }
    j = nextB;
  }
  forgetFirst(comparison, region, walk);
  if (best !== null) return best;
  return anyCommon ? 'tooFrequent' : 'nothing';
}

/** Extends a match both ways over equal lines; returns how often the rarest of its lines occurs. */
function extend(
  { a, b }: Comparison,
  { startA, endA, startB, endB }: Region,
  { match, counts }: { match: Match; counts: Int32Array },
): number {
  let rarest = counts[match.startA - startA]!;
  while (match.startA > startA && match.startB > startB && a[match.startA - 1] === b[match.startB - 1]) {
    match.startA--;
    match.startB--;
    if (rarest > 1) rarest = Math.min(rarest, counts[match.startA - startA]!);
  }
  while (match.endA < endA && match.endB < endB && a[match.endA] === b[match.endB]) {
    if (rarest > 1) rarest = Math.min(rarest, counts[match.endA - startA]!);
    match.endA++;
    match.endB++;
  }
  return rarest;
}
