/** File versions as lines: where they start, and what two of them have in common at their ends. */

const SPACE = 0x20;
const TAB = 0x09;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Common ends are looked for in blocks of 16 KiB, then of 512 bytes, then of 16. */
const FIRST_STEP = 1 << 14;
const STEP_SHIFT = 5;

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
export function commonEnds(a: Uint8Array, b: Uint8Array): { prefix: number; suffix: number } {
  const pair = { left: bytesOf(a), right: bytesOf(b) };
  const shorter = Math.min(a.length, b.length);
  const prefix = prefixOf(pair, shorter);
  return { prefix, suffix: suffixOf(pair, shorter - prefix) };
}

/** Number of equal ids at the start of two versions, at most `limit`, which is no more than either has. */
export function commonStart(a: Int32Array, b: Int32Array, limit: number): number {
  let common = prefixOf({ left: bytesOf(a), right: bytesOf(b) }, 4 * limit) >>> 2;
  while (common < limit && a[common] === b[common]) common++;
  return common;
}

/** Number of equal ids at the end of two versions, at most `limit`, which is no more than either has. */
export function commonEnd(a: Int32Array, b: Int32Array, limit: number): number {
  let common = suffixOf({ left: bytesOf(a), right: bytesOf(b) }, 4 * limit) >>> 2;
  while (common < limit && a[a.length - 1 - common] === b[b.length - 1 - common]) common++;
  return common;
}

/** Bytes that are compared by the system's means. */
interface BytePair {
  readonly left: Buffer;
  readonly right: Buffer;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array | Int32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function prefixOf({ left, right }: BytePair, limit: number): number {
  let prefix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (
      prefix + step <= limit &&
      left.compare(right, prefix, prefix + step, prefix, prefix + step) === 0
    ) {
      prefix += step;
    }
  }
  return prefix;
}

function suffixOf({ left, right }: BytePair, limit: number): number {
  let suffix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (suffix + step <= limit && equalBefore(left, right, { suffix, step })) suffix += step;
  }
  return suffix;
}

function equalBefore(a: Buffer, b: Buffer, { suffix, step }: { suffix: number; step: number }): boolean {
  const endA = a.length - suffix;
  const endB = b.length - suffix;
  return a.compare(b, endB - step, endB, endA - step, endA) === 0;
}
