/** Kernel: the marks of changed lines, a byte for each: 1 or 0. Sixteen zeros follow those of a file. */

import { did } from './poll';

/** Lines that are told of together. */
const TOLD_LINES: i32 = 1 << 12;

/** The first mark in [start, limit) of a file with so many lines, else the end of that stretch. */
export function nextMark(marks: usize, start: i32, limit: i32, lines: i32): i32 {
  const end = max(start, min(limit, lines));
  for (let at = start; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.ne(v128.load(marks + <usize>at), i8x16.splat(0)));
    if (found !== 0) return min(end, at + ctz(found));
  }
  return end;
}

/** The line after the last mark; 0 when there is none. */
export function marksEnd(marks: usize, lines: i32): i32 {
  let end = lines;
  while (end >= 16 && !v128.any_true(v128.load(marks + <usize>(end - 16)))) end -= 16;
  while (end > 0 && load<u8>(marks + <usize>(end - 1)) === 0) end--;
  return end;
}

/** Collects the marks of two files into hunks: first line and number of lines in a, then in b. Returns how many hunks. */
export function hunksOf(marksA: usize, linesA: i32, marksB: usize, linesB: i32, to: usize): i32 {
  const endA = marksEnd(marksA, linesA);
  const endB = marksEnd(marksB, linesB);
  let i: i32 = min(nextMark(marksA, 0, linesA, linesA), nextMark(marksB, 0, linesB, linesB));
  let j: i32 = i;
  let hunks: i32 = 0;
  let told: i32 = i + j;
  while (i < endA || j < endB) {
    if (i + j - told > TOLD_LINES) {
      did(i + j - told);
      told = i + j;
    }
    const startA = i;
    const startB = j;
    while (load<u8>(marksA + <usize>i) === 1) i++;
    while (load<u8>(marksB + <usize>j) === 1) j++;
    if (i === startA && j === startB) {
      const next = nextMark(marksA, i, linesA, linesA);
      const unchanged = max(1, nextMark(marksB, j, j + next - i, linesB) - j);
      i += unchanged;
      j += unchanged;
      continue;
    }
    const hunk = to + ((<usize>hunks) << 4);
    hunks++;
    store<i32>(hunk, startA);
    store<i32>(hunk, i - startA, 4);
    store<i32>(hunk, startB, 8);
    store<i32>(hunk, j - startB, 12);
  }
  return hunks;
}
