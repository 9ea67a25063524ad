/** The form in which a diff leaves this folder: hunks as four numbers each. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { copyInSlices } from '../base/slices.ts';
import type { Comparison } from './prepare.ts';

/** Numbers a hunk takes in a `Hunks` array. */
export const HUNK = 4;

/** Hunks between two polls; so many lines without marks count for one. */
const POLL_STEPS = 1 << 13;
const UNMARKED_LINES = 1 << 6;
/** So many lines are looked at one by one before they are left to the system's means, which take a while to start. */
const NEAR = 32;

/**
 * The changed regions of two texts, in order: first line in a, number of lines in a, first line in b, number of
 * lines in b. 0-based; one hunk per maximal changed region, never joined, no context.
 */
export type Hunks = Int32Array;

/** How much further on a line of b is than in a, before the hunk at a place of the array. */
export function shiftBefore(hunks: Hunks, at: number): number {
  if (at === 0) return 0;
  const [startA = 0, countA = 0, startB = 0, countB = 0] = hunks.subarray(at - HUNK, at);
  return startB + countB - (startA + countA);
}

/**
 * Where the marks are: the first marked line, which stands at the same place in both files or before it, as lines
 * before it are unchanged and correspond; and the ends of the last marked lines.
 */
export function changedPart(a: Uint8Array, b: Uint8Array): { start: number; endA: number; endB: number } {
  const firstA = a.indexOf(1);
  const firstB = b.indexOf(1);
  const start = firstA < 0 ? firstB : firstB < 0 ? firstA : Math.min(firstA, firstB);
  return { start: Math.max(start, 0), endA: a.lastIndexOf(1) + 1, endB: b.lastIndexOf(1) + 1 };
}

/** The first mark in [start, limit) of a file, else the end of that stretch. */
export function nextMark(changed: Uint8Array, start: number, limit: number): number {
  const end = Math.max(start, Math.min(limit, changed.length));
  const near = Math.min(start + NEAR, end);
  let at = start;
  while (at < near && changed[at] !== 1) at++;
  if (at < near || at === end) return at;
  const found = changed.subarray(at, end).indexOf(1);
  return found < 0 ? end : at + found;
}

/** The first line from `start` on that is not marked, else the end of the file. */
export function afterMarks(changed: Uint8Array, start: number): number {
  const near = Math.min(start + NEAR, changed.length);
  let end = start;
  while (end < near && changed[end] === 1) end++;
  if (end < near || end === changed.length) return end;
  const at = changed.indexOf(0, end);
  return at < 0 ? changed.length : at;
}

/** Collects the marks of a comparison into hunks. */
export function hunksOf({ changedA, changedB }: Comparison, cancel: Cancel): Hunks {
  const pace = new Pace(cancel, POLL_STEPS);
  let hunks = new Int32Array(16 * HUNK);
  let used = 0;
  const { start, endA, endB } = changedPart(changedA, changedB);
  let i = start;
  let j = start;
  /** The next mark in a. */
  let next = -1;
  while (i < endA || j < endB) {
    if (changedA[i] !== 1 && changedB[j] !== 1) {
      if (next < i) next = nextMark(changedA, i, changedA.length);
      const unchanged = Math.max(1, nextMark(changedB, j, j + next - i) - j);
      i += unchanged;
      j += unchanged;
      pace.did(unchanged / UNMARKED_LINES);
      continue;
    }
    const startA = i;
    const startB = j;
    i = afterMarks(changedA, i);
    j = afterMarks(changedB, j);
    pace.did(1);
    if (used === hunks.length) {
      const larger = new Int32Array(hunks.length * 2);
      copyInSlices(larger, hunks, { cancel });
      hunks = larger;
    }
    hunks[used++] = startA;
    hunks[used++] = i - startA;
    hunks[used++] = startB;
    hunks[used++] = j - startB;
  }
  return hunks.subarray(0, used);
}
