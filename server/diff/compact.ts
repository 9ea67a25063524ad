/** Slides groups of changed lines to the place where a person would expect them, exactly as git does. */
import { Pace } from '../base/cancel.ts';
import { afterMarks, changedPart, nextMark } from './hunks.ts';
import { bestSplit } from './indent.ts';
import type { LineTable } from './lineTable.ts';
import type { Comparison } from './prepare.ts';
import type { Region } from './region.ts';

/** Lines slid over between two polls; a group counts for some, finding the best place for it for many. */
const POLL_STEPS = 1 << 13;
const GROUP = 4;
/** Empty groups that count for one line. */
const EMPTY_GROUPS = 1 << 6;
const BEST_SPLIT = 1 << 8;

/** What sliding needs besides the marks: the exact lines, for their indentation. */
export interface SlideContext {
  readonly table: LineTable;
  /** Exact ids (never the whitespace-blind ones) of the two files, at least as long as the comparison's. */
  readonly exactA: Int32Array;
  readonly exactB: Int32Array;
  readonly indentHeuristic: boolean;
  /**
   * Compares two facing groups afresh after one of them has slid; null where that is not done. Only histogram needs
   * it: its groups can hold lines that, once slid, stand in both files.
   */
  readonly compareAgain: ((comparison: Comparison, region: Region) => void) | null;
}

/** One file during sliding. */
interface File {
  readonly ids: Int32Array;
  readonly changed: Uint8Array;
}

/**
 * A maximal run [start, end) of changed lines, possibly empty. Between any two unchanged lines, and at both ends
 * of the file, there is one; so the groups of two compared files correspond one to one in their order.
 */
interface Group {
  start: number;
  end: number;
}

/** Slides the groups of a against b, then those of b against a. Marks only move; their number stays the same. */
export function compact(comparison: Comparison, context: SlideContext): void {
  const a: File = { ids: comparison.a, changed: comparison.changedA };
  const b: File = { ids: comparison.b, changed: comparison.changedB };
  const { compareAgain } = context;
  const pace = new Pace(context.table.cancel, POLL_STEPS);
  slideGroups(a, b, {
    ...context,
    pace,
    exact: context.exactA,
    compareGroups: (group, facing) => compareAgain?.(comparison, regionOf(group, facing)),
  });
  // Whichever file slides is the first of a new comparison: Myers breaks ties by which file is which.
  const turned = turnedRound(comparison);
  slideGroups(b, a, {
    ...context,
    pace,
    exact: context.exactB,
    compareGroups: (group, facing) => compareAgain?.(turned, regionOf(group, facing)),
  });
}

type FileContext = SlideContext & {
  readonly pace: Pace;
  readonly exact: Int32Array;
  readonly compareGroups: (group: Group, facing: Group) => void;
};

function turnedRound({ a, b, changedA, changedB }: Comparison): Comparison {
  return { a: b, b: a, changedA: changedB, changedB: changedA };
}

function regionOf(a: Group, b: Group): Region {
  return { startA: a.start, endA: a.end, startB: b.start, endB: b.end };
}

function slideGroups(file: File, partner: File, context: FileContext): void {
  const { start, endA: end } = changedPart(file.changed, partner.changed);
  const group = groupAt(file, start);
  const facing = groupAt(partner, start);
  /** The next mark of the file; what slides may change it. */
  let next = -1;
  // Groups after the last line that was marked at the beginning are empty: marks move no further than their group.
  while (group.start < end) {
    context.pace.did(GROUP + group.end - group.start);
    if (group.start !== group.end) {
      slideGroup({ file, group, partner, facing }, context);
      next = -1;
    }
    if (next < group.end) next = nextMark(file.changed, group.end, file.changed.length);
    context.pace.did(skipEmpty({ file, group, partner, facing }, next) / EMPTY_GROUPS);
    if (!moveToNext(file, group) || !moveToNext(partner, facing)) return;
  }
}

/** Passes over the groups that are empty in both files: nothing slides there, and most of a long file is such lines. Returns how many. */
function skipEmpty({ group, partner, facing }: Pair, next: number): number {
  const inFile = next - group.end;
  const inPartner = nextMark(partner.changed, facing.end, facing.end + inFile) - facing.end;
  const empty = Math.min(inFile, inPartner) - 1;
  if (empty <= 0) return 0;
  group.end += empty;
  group.start = group.end;
  facing.end += empty;
  facing.start = facing.end;
  return empty;
}

/** A group, and the group of the other file that it faces; both move together. */
interface Pair {
  readonly file: File;
  readonly group: Group;
  readonly partner: File;
  readonly facing: Group;
}

function slideGroup(pair: Pair, context: FileContext): void {
  const { start, end } = pair.group;
  placeGroup(pair, context);
  const { group, facing } = pair;
  const moved = group.start !== start || group.end !== end;
  if (moved && facing.start !== facing.end) context.compareGroups(group, facing);
}

function placeGroup(pair: Pair, context: FileContext): void {
  const { file, group } = pair;
  const { earliestEnd, facedAt } = slideToLatest(pair, context.pace);
  if (group.end === earliestEnd) return;
  if (facedAt) {
    while (pair.facing.start === pair.facing.end) slideUpWithPartner(pair);
  } else if (context.indentHeuristic) {
    const size = group.end - group.start;
    context.pace.did(BEST_SPLIT);
    const best = bestSplit(
      { table: context.table, ids: context.exact, lineCount: file.ids.length },
      { earliestEnd, end: group.end, size },
    );
    while (group.end > best) slideUpWithPartner(pair);
  }
}

/**
 * Slides the group up and then down as far as it goes, swallowing groups it meets, until its size is stable.
 * `facedAt`: at some position the facing group was not empty.
 */
function slideToLatest(pair: Pair, pace: Pace): { earliestEnd: number; facedAt: boolean } {
  const { file, group, partner, facing } = pair;
  for (;;) {
    const size = group.end - group.start;
    let facedAt = false;
    while (slideUp(file, group)) {
      moveToPrevious(partner, facing);
      pace.did(1);
    }
    const earliestEnd = group.end;
    if (facing.end > facing.start) facedAt = true;
    while (slideDown(file, group)) {
      moveToNext(partner, facing);
      pace.did(1);
      if (facing.end > facing.start) facedAt = true;
    }
    if (group.end - group.start === size) return { earliestEnd, facedAt };
  }
}

function slideUpWithPartner({ file, group, partner, facing }: Pair): void {
  if (!slideUp(file, group) || !moveToPrevious(partner, facing)) {
    throw new Error('bug: a group of changed lines can no longer slide to where it has been');
  }
}

/** The group that starts at a line above which nothing is marked. */
function groupAt({ changed }: File, start: number): Group {
  return { start, end: afterMarks(changed, start) };
}

/** False, and nothing moved, when the group is the last one. */
function moveToNext({ changed }: File, group: Group): boolean {
  if (group.end === changed.length) return false;
  group.start = group.end + 1;
  group.end = afterMarks(changed, group.start);
  return true;
}

function moveToPrevious({ changed }: File, group: Group): boolean {
  if (group.start === 0) return false;
  group.end = group.start - 1;
  group.start = group.end;
  while (group.start > 0 && changed[group.start - 1] === 1) group.start--;
  return true;
}

function slideUp({ ids, changed }: File, group: Group): boolean {
  if (group.start === 0 || ids[group.start - 1] !== ids[group.end - 1]) return false;
  changed[--group.start] = 1;
  changed[--group.end] = 0;
  while (group.start > 0 && changed[group.start - 1] === 1) group.start--;
  return true;
}

function slideDown({ ids, changed }: File, group: Group): boolean {
  if (group.end === changed.length || ids[group.start] !== ids[group.end]) return false;
  changed[group.start++] = 0;
  changed[group.end++] = 1;
  group.end = afterMarks(changed, group.end);
  return true;
}
