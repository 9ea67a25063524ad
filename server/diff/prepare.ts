/** Decides which lines take part in the Myers comparison: drops those that can't match and some that match too often. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { commonEnd, commonStart, greatestId } from './lines.ts';
import { Scratch } from './scratch.ts';
import { Zeros } from './zeros.ts';

/** Two files as ids to be compared, and the marks a comparison leaves: 1 where a line is deleted (a) or added (b). */
export interface Comparison {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly changedA: Uint8Array;
  readonly changedB: Uint8Array;
}

/** The lines of one file that take part: their ids, and their places in the file. Good until the next selection. */
export interface Sequence {
  readonly ids: Int32Array;
  readonly places: Int32Array;
}

const MAX_LIMIT = 1024;
const WINDOW = 100;
const RUN_FACTOR = 4;

/** Lines looked at between two polls; a doubtful one counts for all those around it. */
const POLL_LINES = 1 << 15;
/** Plain lines that are dealt with, and told of, together. */
const TOLD_LINES = 1 << 12;

const DROP = 0;
const KEEP = 1;
const DOUBTFUL = 2;

const zeros = new Zeros();

const selectedA = { ids: new Scratch(), places: new Scratch() };
const selectedB = { ids: new Scratch(), places: new Scratch() };

/** The power of two that git takes for a square root: 1 doubled once for each division by 4 until nothing is left. */
export function roughSquareRoot(n: number): number {
  let root = 1;
  for (let rest = n; rest > 0; rest >>>= 2) root <<= 1;
  return root;
}

/**
 * The sequences to compare between the common prefix and the common suffix; every dropped line is marked changed.
 * `minimal` keeps all lines that occur on the other side.
 */
export function selectLines(
  comparison: Comparison,
  minimal: boolean,
  cancel: Cancel,
): { a: Sequence; b: Sequence } {
  const { a, b, changedA, changedB } = comparison;
  const shorter = Math.min(a.length, b.length);
  const prefix = commonStart(a, b, { limit: shorter, cancel });
  const suffix = commonEnd(a, b, { limit: shorter - prefix, cancel });
  const pace = new Pace(cancel, POLL_LINES);
  const middleA = { ids: a, start: prefix, end: a.length - suffix, pace };
  const middleB = { ids: b, start: prefix, end: b.length - suffix, pace };
  if (middleA.start === middleA.end || middleB.start === middleB.end) {
    // One side is empty: all of the other is changed, whatever would have been dropped.
    changedA.fill(1, middleA.start, middleA.end);
    changedB.fill(1, middleB.start, middleB.end);
    const nothing = { ids: new Int32Array(0), places: new Int32Array(0) };
    return { a: nothing, b: nothing };
  }
  const classesA = classify(middleA, b, minimal);
  const classesB = classify(middleB, a, minimal);
  return {
    a: keep(middleA, { classes: classesA, changed: changedA }, selectedA),
    b: keep(middleB, { classes: classesB, changed: changedB }, selectedB),
  };
}

interface Middle {
  readonly ids: Int32Array;
  readonly start: number;
  readonly end: number;
  readonly pace: Pace;
}

function classify(middle: Middle, other: Int32Array, minimal: boolean): Uint8Array {
  const counts = zeros.take(greatestId(middle.ids.subarray(middle.start, middle.end), middle.pace));
  count(middle, other, counts);
  const classes = classesOf(middle, counts, minimal);
  clear(middle, counts);
  zeros.give(counts);
  return classes;
}

/** Lines [start, end) of a file, and whom to tell of what was done with them. */
type Stretch = Pick<Middle, 'start' | 'end' | 'pace'>;

/** Calls `work` for one short part of the stretch after another, and tells of each. */
function inSlices({ start, end, pace }: Stretch, work: (from: number, to: number) => void): void {
  for (let from = start; from < end; from += TOLD_LINES) {
    const to = Math.min(end, from + TOLD_LINES);
    work(from, to);
    pace.did(to - from);
  }
}

/** Counts how often ids of the middle occur in the other file, plus 1; all other ids stay at 0. */
function count(middle: Middle, other: Int32Array, counts: Int32Array): void {
  const { ids } = middle;
  inSlices(middle, (from, to) => {
    for (let i = from; i < to; i++) counts[ids[i]!] = 1;
  });
  inSlices({ start: 0, end: other.length, pace: middle.pace }, (from, to) => {
    for (let i = from; i < to; i++) {
      const id = other[i]!;
      if (id >= counts.length) continue;
      const occurrences = counts[id]!;
      if (occurrences > 0) counts[id] = occurrences + 1;
    }
  });
}

function classesOf(middle: Middle, counts: Int32Array, minimal: boolean): Uint8Array {
  const { ids, start, end } = middle;
  const limit = minimal ? Number.POSITIVE_INFINITY : Math.min(roughSquareRoot(ids.length), MAX_LIMIT);
  const classes = new Uint8Array(end - start);
  inSlices(middle, (from, to) => {
    for (let i = from; i < to; i++) {
      const occurrences = counts[ids[i]!]! - 1;
      classes[i - start] = occurrences === 0 ? DROP : occurrences < limit ? KEEP : DOUBTFUL;
    }
  });
  return classes;
}

function clear(middle: Middle, counts: Int32Array): void {
  const { ids } = middle;
  inSlices(middle, (from, to) => {
    for (let i = from; i < to; i++) counts[ids[i]!] = 0;
  });
}

function keep(
  { ids: all, start, pace }: Middle,
  { classes, changed }: { readonly classes: Uint8Array; readonly changed: Uint8Array },
  room: { readonly ids: Scratch; readonly places: Scratch },
): Sequence {
  const ids = room.ids.take(classes.length);
  const places = room.places.take(classes.length);
  let kept = 0;
  let told = 0;
  for (let i = 0; i < classes.length; i++) {
    const kind = classes[i];
    if (kind === DOUBTFUL || i - told === TOLD_LINES) {
      pace.did(WINDOW + i - told);
      told = i;
    }
    if (kind === KEEP || (kind === DOUBTFUL && !liesAmongDropped(classes, i))) {
      ids[kept] = all[start + i]!;
      places[kept++] = start + i;
    } else {
      changed[start + i] = 1;
    }
  }
  pace.did(classes.length - told);
  return { ids: ids.subarray(0, kept), places: places.subarray(0, kept) };
}

/** True when a doubtful line has dropped lines on both sides and they outweigh the doubtful ones around it. */
function liesAmongDropped(classes: Uint8Array, at: number): boolean {
  const before = runAround(classes, at, -1);
  if (before.dropped === 0) return false;
  const after = runAround(classes, at, 1);
  if (after.dropped === 0) return false;
  const doubtful = before.doubtful + after.doubtful;
  return doubtful * RUN_FACTOR < doubtful + before.dropped + after.dropped;
}

function runAround(classes: Uint8Array, at: number, step: 1 | -1): { dropped: number; doubtful: number } {
  let dropped = 0;
  let doubtful = 1;
  for (let distance = 1; distance <= WINDOW; distance++) {
    const kind = classes[at + step * distance];
    if (kind === undefined || kind === KEEP) break;
    if (kind === DROP) dropped++;
    else doubtful++;
  }
  return { dropped, doubtful };
}
