/** Tells changes that git's diff can't see in any other way: where all of them are such, nothing has to be compared. */
import type { Cancel } from '../base/cancel.ts';
import { HUNK, type Hunks, shiftBefore } from './hunks.ts';
import { commonEnd, commonStart } from './lines.ts';

/** Hunks, and lines in them, that are looked at; with more of either it takes as long as a comparison. */
const MOST_HUNKS = 256;
const MOST_LINES = 1 << 12;
/** Lines counted between two pauses. */
const SLICE = 1 << 15;

/** A file that others are compared with, by lines. */
export interface CountedLines {
  readonly ids: Int32Array;
  /** How often each id is in it; ids that are not are beyond the end. */
  readonly counts: Int32Array;
  /** For each line, and for the end: lines before it that are in the file once. */
  readonly single: Int32Array;
}

/** Its ids are below `distinct`. Pauses now and then. */
export function* counted(ids: Int32Array, distinct: number): Generator<undefined, CountedLines> {
  const counts = new Int32Array(distinct);
  for (let at = 0; at < ids.length; at++) {
    if (at > 0 && at % SLICE === 0) yield;
    const id = ids[at] as number;
    counts[id] = (counts[id] as number) + 1;
  }
  const single = new Int32Array(ids.length + 1);
  for (let at = 0; at < ids.length; at++) {
    if (at > 0 && at % SLICE === 0) yield;
    single[at + 1] = (single[at] as number) + (counts[ids[at] as number] === 1 ? 1 : 0);
  }
  return { ids, counts, single };
}

/** A text's line ids, and hunks that make it of the file: any that do. */
export interface Version {
  readonly ids: Int32Array;
  readonly hunks: Hunks;
}

/** Hunks that make the next version of the text, which are those of the version before but for where the two differ. */
export function editedHunks(
  file: Int32Array,
  { ids: before, hunks }: Version,
  { after, cancel }: { readonly after: Int32Array; readonly cancel: Cancel },
): Hunks {
  const shorter = Math.min(before.length, after.length);
  const start = commonStart(before, after, { limit: shorter, cancel });
  const behind = commonEnd(before, after, { limit: shorter - start, cancel });
  const end = before.length - behind;
  const grown = after.length - before.length;
  // Hunks that the edit touches become one with it.
  let first = 0;
  while (first < hunks.length && endIn(hunks, first) < start) first += HUNK;
  let next = first;
  while (next < hunks.length && (hunks[next + 2] as number) <= end) next += HUNK;
  const from = next > first ? Math.min(start, hunks[first + 2] as number) : start;
  const to = next > first ? Math.max(end, endIn(hunks, next - HUNK)) : end;
  const region = {
    a: from - shiftBefore(hunks, first),
    endA: to - shiftBefore(hunks, next),
    b: from,
    endB: to + grown,
  };
  const made: number[] = [];
  for (let at = 0; at < first; at++) made.push(hunks[at] as number);
  addDifferences(made, { a: file, b: after }, region);
  for (let at = next; at < hunks.length; at++) {
    made.push((hunks[at] as number) + (at % HUNK === 2 ? grown : 0));
  }
  return Int32Array.from(made);
}

function endIn(hunks: Hunks, at: number): number {
  return (hunks[at + 2] as number) + (hunks[at + 3] as number);
}

interface Region {
  readonly a: number;
  readonly endA: number;
  readonly b: number;
  readonly endB: number;
}

/** Line by line where there are as many on both sides, else what is between equal ends. */
function addDifferences(
  made: number[],
  { a, b }: { readonly a: Int32Array; readonly b: Int32Array },
  region: Region,
): void {
  let { a: atA, b: atB, endA, endB } = region;
  while (atA < endA && atB < endB && a[atA] === b[atB]) {
    atA++;
    atB++;
  }
  while (atA < endA && atB < endB && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  if (endA - atA !== endB - atB) {
    made.push(atA, endA - atA, atB, endB - atB);
    return;
  }
  while (atA < endA) {
    let length = 0;
    while (atA + length < endA && a[atA + length] !== b[atB + length]) length++;
    if (length > 0) made.push(atA, length, atB, length);
    atA += length + 1;
    atB += length + 1;
  }
}

/**
 * Whether git's diff, by Myers or minimal and with space, surely comes to these hunks, which make the text of the file. It does where
 *
 * - every line that the text has come to is not in the file. Such lines are dropped before anything is compared, and no group of
 *   changed lines slides over them. So what is compared of the text is what is compared of the file, but for some lines that are gone;
 * - between two hunks is a line that the file has once. It takes part on both sides, and as it is nowhere else, each shortest way goes
 *   through it; no line between hunks lies among dropped ones, so all of them take part;
 * - of the lines that are gone in one place at most one is in the file elsewhere. Only that one can take part, and what is compared
 *   between two of those single lines lacks it or nothing. Another shortest way would take its neighbour, so none is equal to it. Nor
 *   can such a group slide: it would have to be over a line like that at its other end. Then nothing looks at indentation either.
 *
 * The shortest way is looked for without limits up to 256 steps from each end; there are no more such lines than hunks.
 */
export function isOnlyWay(hunks: Hunks, { ids: a, counts, single }: CountedLines, b: Int32Array): boolean {
  if (hunks.length > MOST_HUNKS * HUNK) return false;
  let lines = 0;
  let before = -1;
  for (let at = 0; at < hunks.length; at += HUNK) {
    const [start, startB] = [hunks[at] as number, hunks[at + 2] as number];
    const [end, endB] = [start + (hunks[at + 1] as number), startB + (hunks[at + 3] as number)];
    lines += end - start + endB - startB;
    if (lines > MOST_LINES) return false;
    if (before >= 0 && single[start] === single[before]) return false;
    for (let line = startB; line < endB; line++) if ((b[line] as number) < counts.length) return false;
    if (!hasOneWay({ a, counts }, start, end)) return false;
    before = end;
  }
  return true;
}

/** Whether at most one of the gone lines [start, end) can take part, and no line beside them can take its place. */
function hasOneWay(
  { a, counts }: Pick<CountedLines, 'counts'> & { readonly a: Int32Array },
  start: number,
  end: number,
): boolean {
  let taking = -1;
  for (let line = start; line < end; line++) {
    const id = a[line] as number;
    if (counts[id] === 1) continue;
    if (taking >= 0) return false;
    taking = id;
  }
  return taking < 0 || ((start === 0 || a[start - 1] !== taking) && (end === a.length || a[end] !== taking));
}
