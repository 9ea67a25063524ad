/** File versions as lines: where they start, and what two of them have in common at their ends. */

import { assert } from '../base/assert.ts';
import { type Cancel, Pace } from '../base/cancel.ts';

const SPACE = 0x20;
const TAB = 0x09;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Common ends are looked for in blocks of 16 KiB, then of 512 bytes, then of 16. */
const FIRST_STEP = 1 << 14;
const STEP_SHIFT = 5;
/** Bytes compared between two polls. */
const POLL_BYTES = 1 << 22;
/** Ids that are told of together. */
const TOLD_IDS = 1 << 12;

/** One version of a file as line ids of a table. A line's bytes include its newline, or lack it at the end of a file. */
export interface Lines {
  readonly ids: Int32Array;
  /** Where each line starts in the text, and at the end its size. */
  readonly starts: Int32Array;
  /** Size of the text the lines came from. */
  readonly byteLength: number;
}

/** Lines together with the text they came from. */
export interface InternedText extends Lines {
  readonly text: Uint8Array;
}

/** The four bytes that git's diff takes for space; vertical tab and form feed are not among them. */
export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === NEWLINE || byte === CARRIAGE_RETURN;
}

/** The line that holds the byte at `offset`; the number of lines at the end. */
export function lineAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Number of whole lines, newline included, within the first `bytes` of a version. */
export function wholeLines({ starts, ids, text }: InternedText, bytes: number): number {
  const count = lineAt(starts, bytes);
  // A last line without a newline may go on in the other text.
  return count > 0 && count === ids.length && text[text.length - 1] !== NEWLINE ? count - 1 : count;
}

/** Number of lines within the last `bytes` of a version that are lines of `other` as well. */
export function linesFromEnd({ starts, ids, byteLength }: Lines, bytes: number, other: Uint8Array): number {
  const from = byteLength - bytes;
  let first = lineAt(starts, from);
  if (starts[first]! < from) first++;
  if (first >= ids.length) return 0;
  const start = other.length - (byteLength - starts[first]!);
  return start > 0 && other[start - 1] !== NEWLINE ? ids.length - first - 1 : ids.length - first;
}

/** Sizes of a common start and a common end of two texts, the longest but for some bytes, which do not overlap in either. */
export function commonEnds(a: Uint8Array, b: Uint8Array, cancel: Cancel): { prefix: number; suffix: number } {
  const pair = pairOf(a, b, cancel);
  const shorter = Math.min(a.length, b.length);
  const prefix = prefixOf(pair, shorter);
  return { prefix, suffix: suffixOf(pair, shorter - prefix) };
}

/** Where to stop comparing: at most `limit`, which is no more than either version has. */
interface Bound {
  readonly limit: number;
  readonly cancel: Cancel;
}

/** Number of equal ids at the start of two versions. */
export function commonStart(a: Int32Array, b: Int32Array, { limit, cancel }: Bound): number {
  let common = prefixOf(pairOf(a, b, cancel), 4 * limit) >>> 2;
  while (common < limit && a[common] === b[common]) common++;
  return common;
}

/** Number of equal ids at the end of two versions. */
export function commonEnd(a: Int32Array, b: Int32Array, { limit, cancel }: Bound): number {
  let common = suffixOf(pairOf(a, b, cancel), 4 * limit) >>> 2;
  while (common < limit && a[a.length - 1 - common] === b[b.length - 1 - common]) common++;
  return common;
}

/** The greatest of some ids; -1 when there are none. The pace is told of each. */
export function greatestId(ids: Int32Array, pace: Pace): number {
  let greatest = -1;
  let signs = 0;
  for (let from = 0; from < ids.length; from += TOLD_IDS) {
    const end = Math.min(ids.length, from + TOLD_IDS);
    for (let i = from; i < end; i++) {
      const id = ids[i]!;
      signs |= id;
      if (id > greatest) greatest = id;
    }
    pace.did(end - from);
  }
  assert(signs >= 0, 'a line id is negative');
  return greatest;
}

/** Bytes that are compared by the system's means. */
interface BytePair {
  readonly left: Buffer;
  readonly right: Buffer;
  readonly pace: Pace;
}

type Bytes = Uint8Array | Int32Array;

function pairOf(a: Bytes, b: Bytes, cancel: Cancel): BytePair {
  return { left: bytesOf(a), right: bytesOf(b), pace: new Pace(cancel, POLL_BYTES) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Bytes): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function prefixOf({ left, right, pace }: BytePair, limit: number): number {
  let prefix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (
      prefix + step <= limit &&
      left.compare(right, prefix, prefix + step, prefix, prefix + step) === 0
    ) {
      prefix += step;
      pace.did(step);
    }
  }
  return prefix;
}

function suffixOf({ left, right, pace }: BytePair, limit: number): number {
  let suffix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (suffix + step <= limit && equalBefore(left, right, { suffix, step })) {
      suffix += step;
      pace.did(step);
    }
  }
  return suffix;
}

function equalBefore(a: Buffer, b: Buffer, { suffix, step }: { suffix: number; step: number }): boolean {
  const endA = a.length - suffix;
  const endB = b.length - suffix;
  return a.compare(b, endB - step, endB, endA - step, endA) === 0;
}
