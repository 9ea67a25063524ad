/** Ignored commits: passes the lines they changed to their parents, line by line, by likeness. */
import type { Pace } from '../base/cancel.ts';
import { HUNK, type Hunks } from '../diff/hunks.ts';
import type { Lines } from '../diff/lines.ts';
import type { LineTable } from '../diff/lineTable.ts';
import { type Division, EntryQueue } from './applyHunks.ts';
import { cutEntry, type Entry, sortEntries } from './entry.ts';
import { Fingerprints } from './fingerprints.ts';
import { type FuzzyFiles, matchHunk } from './fuzzyMatch.ts';

const NO_MATCH = -1;

export function fingerprintsOf(table: LineTable, { ids }: Lines): Fingerprints {
  return new Fingerprints(ids.length, (line) => table.bytesOf(ids[line] as number), table.cancel);
}

/**
 * As `applyHunks`, but lines inside hunks go to the parent's likest line too, marked ignored; those that are like
 * none stay, marked unblamable. What goes to the parent is sorted by source line.
 */
export function applyHunksFuzzily(entries: readonly Entry[], hunks: Hunks, files: FilesInStep): Division {
  const queue = new EntryQueue(entries, files.pace);
  const division: Division = { toParent: [], staying: [] };
  let offset = 0;
  for (let i = 0; i < hunks.length; i += HUNK) {
    const [parentStart, parentCount, targetStart, targetCount] = hunks.subarray(
      i,
      i + HUNK,
    ) as unknown as Four;
    queue.moveUpTo(targetStart, offset, division.toParent);
    // Every hunk is matched, also one that no entry touches: matching uses up the parent's fingerprints.
    const matches = matchHunk(files, { parentStart, parentCount, targetStart, targetCount });
    for (const entry of queue.takeUpTo(targetStart + targetCount))
      divideByMatch(entry, { matches, targetStart }, division);
    offset = parentStart + parentCount - (targetStart + targetCount);
  }
  queue.moveUpTo(Number.POSITIVE_INFINITY, offset, division.toParent);
  return { ...division, toParent: sortEntries(division.toParent, files.pace) };
}

type FilesInStep = FuzzyFiles & { readonly pace: Pace };

type Four = [number, number, number, number];

interface HunkMatches {
  /** By line of the hunk: the parent's line, or -1. */
  readonly matches: Int32Array;
  readonly targetStart: number;
}

/** Cuts an entry into runs that go to consecutive parent lines, and runs that stay. */
function divideByMatch(
  entry: Entry,
  { matches, targetStart }: HunkMatches,
  { toParent, staying }: Division,
): void {
  for (let rest: Entry | null = entry; rest !== null; ) {
    const run: Entry = rest;
    const first = run.sourceLine - targetStart;
    const match = matches[first] as number;
    let count = 1;
    while (count < run.count && matches[first + count] === (match === NO_MATCH ? NO_MATCH : match + count))
      count++;
    rest = count < run.count ? cutEntry(run, count) : null;
    if (match === NO_MATCH) {
      run.unblamable = true;
      staying.push(run);
    } else {
      run.ignored = true;
      run.sourceLine = match;
      toParent.push(run);
    }
  }
}
