/** Kernel: slides groups of changed lines to where a person expects them; as `server/diff/compact.ts`, where it is explained. */
import { bestEnd } from './indent';
import { marksEnd, nextMark } from './marks';
import { did } from './poll';

const BEST_SPLIT: i32 = 1 << 10;

/** A file and the group it is at: numbers in memory. */
const LINES: usize = 8;
const START: usize = 12;
const END: usize = 16;

const sideA: usize = memory.data(32);
const sideB: usize = memory.data(32);

/** Set by `slideToLatest`. */
let earliestEnd: i32 = 0;
let facedAt: bool = false;

/** Slides the groups of a file, then those of the other. Exact ids are those of the table, for the indentation. */
export function slideAll(
  idsA: usize,
  exactA: usize,
  marksA: usize,
  linesA: i32,
  idsB: usize,
  exactB: usize,
  marksB: usize,
  linesB: i32,
  indents: bool,
): void {
  place(sideA, idsA, marksA, linesA);
  place(sideB, idsB, marksB, linesB);
  slideGroups(sideA, sideB, exactA, indents);
  slideGroups(sideB, sideA, exactB, indents);
}

function place(side: usize, ids: usize, marks: usize, lines: i32): void {
  store<usize>(side, ids);
  store<usize>(side, marks, 4);
  store<i32>(side, lines, LINES);
}

function idAt(side: usize, line: i32): i32 {
  return load<i32>(load<usize>(side) + ((<usize>line) << 2));
}

function marksOf(side: usize): usize {
  return load<usize>(side, 4);
}

function linesOf(side: usize): i32 {
  return load<i32>(side, LINES);
}

function startOf(side: usize): i32 {
  return load<i32>(side, START);
}

function endOf(side: usize): i32 {
  return load<i32>(side, END);
}

function moveTo(side: usize, start: i32, end: i32): void {
  store<i32>(side, start, START);
  store<i32>(side, end, END);
}

function isEmpty(side: usize): bool {
  return startOf(side) === endOf(side);
}

function afterMarks(side: usize, line: i32): i32 {
  const marks = marksOf(side);
  let end = line;
  // What follows the marks of a file is 0.
  while (load<u8>(marks + <usize>end) === 1) end++;
  return end;
}

function beforeMarks(side: usize, line: i32): i32 {
  const marks = marksOf(side);
  let start = line;
  while (start > 0 && load<u8>(marks + <usize>(start - 1)) === 1) start--;
  return start;
}

function slideGroups(file: usize, partner: usize, exact: usize, indents: bool): void {
  const lines = linesOf(file);
  const partnerLines = linesOf(partner);
  const first: i32 = min(
    nextMark(marksOf(file), 0, lines, lines),
    nextMark(marksOf(partner), 0, partnerLines, partnerLines),
  );
  const end = marksEnd(marksOf(file), lines);
  moveTo(file, first, afterMarks(file, first));
  moveTo(partner, first, afterMarks(partner, first));
  let next: i32 = -1;
  while (startOf(file) < end) {
    did(1 + endOf(file) - startOf(file));
    if (!isEmpty(file)) {
      placeGroup(file, partner, exact, indents);
      next = -1;
    }
    if (next < endOf(file)) next = nextMark(marksOf(file), endOf(file), lines, lines);
    skipEmpty(file, partner, next);
    if (!moveToNext(file) || !moveToNext(partner)) return;
  }
}

function skipEmpty(file: usize, partner: usize, next: i32): void {
  const inFile = next - endOf(file);
  const facing = endOf(partner);
  const inPartner = nextMark(marksOf(partner), facing, facing + inFile, linesOf(partner)) - facing;
  const empty: i32 = min(inFile, inPartner) - 1;
  if (empty <= 0) return;
  moveTo(file, endOf(file) + empty, endOf(file) + empty);
  moveTo(partner, facing + empty, facing + empty);
}

function placeGroup(file: usize, partner: usize, exact: usize, indents: bool): void {
  slideToLatest(file, partner);
  if (endOf(file) === earliestEnd) return;
  if (facedAt) {
    while (isEmpty(partner)) slideUpWithPartner(file, partner);
  } else if (indents) {
    did(BEST_SPLIT);
    const best = bestEnd(exact, linesOf(file), earliestEnd, endOf(file), endOf(file) - startOf(file));
    while (endOf(file) > best) slideUpWithPartner(file, partner);
  }
}

function slideToLatest(file: usize, partner: usize): void {
  for (;;) {
    const size = endOf(file) - startOf(file);
    let faced = false;
    while (slideUp(file)) {
      moveToPrevious(partner);
      did(1);
    }
    earliestEnd = endOf(file);
    if (!isEmpty(partner)) faced = true;
    while (slideDown(file)) {
      moveToNext(partner);
      did(1);
      if (!isEmpty(partner)) faced = true;
    }
    facedAt = faced;
    if (endOf(file) - startOf(file) === size) return;
  }
}

/** A group that can no longer slide to where it has been is a bug. */
function slideUpWithPartner(file: usize, partner: usize): void {
  if (!slideUp(file) || !moveToPrevious(partner)) unreachable();
}

function moveToNext(side: usize): bool {
  const line = endOf(side);
  if (line === linesOf(side)) return false;
  moveTo(side, line + 1, afterMarks(side, line + 1));
  return true;
}

function moveToPrevious(side: usize): bool {
  const line = startOf(side);
  if (line === 0) return false;
  moveTo(side, beforeMarks(side, line - 1), line - 1);
  return true;
}

function slideUp(side: usize): bool {
  const start = startOf(side) - 1;
  const end = endOf(side) - 1;
  if (start < 0 || idAt(side, start) !== idAt(side, end)) return false;
  store<u8>(marksOf(side) + <usize>start, 1);
  store<u8>(marksOf(side) + <usize>end, 0);
  moveTo(side, beforeMarks(side, start), end);
  return true;
}

function slideDown(side: usize): bool {
  const start = startOf(side);
  const end = endOf(side);
  if (end === linesOf(side) || idAt(side, start) !== idAt(side, end)) return false;
  store<u8>(marksOf(side) + <usize>start, 0);
  store<u8>(marksOf(side) + <usize>end, 1);
  moveTo(side, start + 1, afterMarks(side, end + 1));
  return true;
}
