/** Sorting of long lists with polls in between. */
import type { Pace } from './cancel.ts';

/** Items that are sorted at once. */
const BLOCK = 1 << 10;

/** The items in order, equal ones as they were before: block by block, and then merged two by two. The pace is told of each item, each time. */
export function sortInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number, pace: Pace): T[] {
  let sorted: T[][] = [];
  for (let from = 0; from < items.length; from += BLOCK) {
    const block = items.slice(from, from + BLOCK);
    pace.did(block.length);
    sorted.push(block.sort(compare));
  }
  while (sorted.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < sorted.length; at += 2)
      merged.push(merge(sorted[at] ?? [], sorted[at + 1] ?? [], { compare, pace }));
    sorted = merged;
  }
  return sorted[0] ?? [];
}

interface Order<T> {
  readonly compare: (a: T, b: T) => number;
  readonly pace: Pace;
}

function merge<T>(first: T[], second: T[], { compare, pace }: Order<T>): T[] {
  if (second.length === 0) return first;
  const merged: T[] = [];
  for (let i = 0, j = 0; i < first.length || j < second.length; ) {
    const fromFirst =
      j === second.length || (i < first.length && compare(first[i] as T, second[j] as T) <= 0);
    merged.push((fromFirst ? first[i++] : second[j++]) as T);
    pace.did(1);
  }
  return merged;
}
