/** Kernel: the hunks between two versions, whose lines' numbers lie in memory. */
import { hunksOf } from './marks';
import { compareSequences } from './myers';
import { pollEvery } from './poll';
import { classify, keep } from './select';
import { slideAll } from './slide';

const POLL_LINES: i32 = 1 << 15;
const POLL_SLIDES: i32 = 1 << 15;
/** Bytes for each line of both files: its mark and class, its number and place when it takes part, and two cells. */
const LINE_ROOM: usize = 18;
const MARKS_PADDING: usize = 16;
const MORE_ROOM: usize = 128;

let hunks: usize = 0;

/** Bytes that a comparison of files with so many lines together needs for itself. */
export function comparisonRoom(lines: u32): usize {
  return <usize>lines * LINE_ROOM + MORE_ROOM;
}

/** Where the hunks lie that the last comparison has found, until anything else is written to its room. */
export function hunksAt(): usize {
  return hunks;
}

/**
 * Compares the ids at `idsA` and `idsB`, one more than the greatest of which has a zero at `counts`, in the memory at
 * `room`; `exactA` and `exactB` are numbers of lines, the same as the ids unless space is ignored. Returns how many
 * hunks there are. Throws what the poll throws; to be called anew it needs new zeros then.
 */
export function compareLines(
  idsA: usize,
  exactA: usize,
  linesA: i32,
  idsB: usize,
  exactB: usize,
  linesB: i32,
  counts: usize,
  room: usize,
  minimal: i32,
  indents: i32,
): i32 {
  const marksA = room;
  const marksB = marksA + <usize>linesA + MARKS_PADDING;
  const classes = marksB + <usize>linesB + MARKS_PADDING;
  const bytes: usize = ((<usize>linesA + <usize>linesB) << 1) + (MARKS_PADDING << 1);
  memory.fill(room, 0, bytes);
  const keptA = (room + bytes + 15) & ~15;
  const placesA = keptA + ((<usize>linesA) << 2);
  const keptB = placesA + ((<usize>linesA) << 2);
  const placesB = keptB + ((<usize>linesB) << 2);
  // Two cells for each line, and six; there are no more hunks than lines in the shorter file and one.
  hunks = placesB + ((<usize>linesB) << 2);

  const prefix = commonStart(idsA, idsB, min(linesA, linesB));
  const suffix = commonEnd(idsA, linesA, idsB, linesB, min(linesA, linesB) - prefix);
  const endA = linesA - suffix;
  const endB = linesB - suffix;
  if (prefix === endA || prefix === endB) {
    memory.fill(marksA + <usize>prefix, 1, <usize>(endA - prefix));
    memory.fill(marksB + <usize>prefix, 1, <usize>(endB - prefix));
  } else {
    pollEvery(POLL_LINES);
    const exact = minimal !== 0;
    classify(idsA, linesA, prefix, endA, idsB, linesB, exact, counts, classes);
    const countA = keep(idsA, prefix, endA - prefix, classes, marksA, keptA, placesA);
    classify(idsB, linesB, prefix, endB, idsA, linesA, exact, counts, classes);
    const countB = keep(idsB, prefix, endB - prefix, classes, marksB, keptB, placesB);
    compareSequences(keptA, placesA, countA, marksA, keptB, placesB, countB, marksB, exact, hunks);
  }
  pollEvery(POLL_SLIDES);
  slideAll(idsA, exactA, marksA, linesA, idsB, exactB, marksB, linesB, indents !== 0);
  return hunksOf(marksA, linesA, marksB, linesB, hunks);
}

function commonStart(a: usize, b: usize, limit: i32): i32 {
  let common: i32 = 0;
  while (common + 4 <= limit) {
    const at = (<usize>common) << 2;
    if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) break;
    common += 4;
  }
  while (common < limit && load<i32>(a + ((<usize>common) << 2)) === load<i32>(b + ((<usize>common) << 2)))
    common++;
  return common;
}

function commonEnd(a: usize, linesA: i32, b: usize, linesB: i32, limit: i32): i32 {
  const endA = a + ((<usize>linesA) << 2);
  const endB = b + ((<usize>linesB) << 2);
  let common: i32 = 0;
  while (common + 4 <= limit) {
    const at = (<usize>(common + 4)) << 2;
    if (v128.any_true(v128.xor(v128.load(endA - at), v128.load(endB - at)))) break;
    common += 4;
  }
  while (common < limit) {
    const at = (<usize>(common + 1)) << 2;
    if (load<i32>(endA - at) !== load<i32>(endB - at)) break;
    common++;
  }
  return common;
}
