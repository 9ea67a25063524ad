/** Entries: runs of final lines under one suspect, and the arithmetic of cutting and merging their lists. */

import type { Pace } from '../base/cancel.ts';
import { sortInSteps } from '../base/sortInSteps.ts';

/** Mutable while the run owns it. Lines are 0-based. */
export interface Entry {
  /** First line in the final text. */
  line: number;
  count: number;
  /** First line in the suspect's file. */
  sourceLine: number;
  ignored: boolean;
  unblamable: boolean;
}

/** All are made here: entries of one shape are read in half the time of such of several. */
export function newEntry(line: number, count: number, sourceLine: number): Entry {
  return { line, count, sourceLine, ignored: false, unblamable: false };
}

/** Shortens the entry to its first `count` lines and returns the rest. */
export function cutEntry(entry: Entry, count: number): Entry {
  const rest = newEntry(entry.line + count, entry.count - count, entry.sourceLine + count);
  rest.ignored = entry.ignored;
  rest.unblamable = entry.unblamable;
  entry.count = count;
  return rest;
}

/**
 * Two lists sorted by source line as one; at equal source lines those of `first` come first.
 * The order is visible in git's incremental output. The pace is told of each entry.
 */
export function mergeEntries(first: Entry[], second: Entry[], pace: Pace): Entry[] {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const merged: Entry[] = [];
  let i = 0;
  let j = 0;
  while (i < first.length && j < second.length) {
    const a = first[i] as Entry;
    const b = second[j] as Entry;
    pace.did(1);
    if (a.sourceLine <= b.sourceLine) {
      merged.push(a);
      i++;
    } else {
      merged.push(b);
      j++;
    }
  }
  for (; i < first.length; pace.did(1)) merged.push(first[i++] as Entry);
  for (; j < second.length; pace.did(1)) merged.push(second[j++] as Entry);
  return merged;
}

/** Sorted by source line, equal ones in the order in which they were. The pace is told of each entry. */
export function sortEntries(entries: readonly Entry[], pace: Pace): Entry[] {
  return sortInSteps(entries, (a, b) => a.sourceLine - b.sourceLine, pace);
}
