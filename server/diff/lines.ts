/** File versions as lines: where they start, and what two of them have in common at their ends. */

const SPACE = 0x20;
const TAB = 0x09;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Common ends are found by comparing blocks of 16 KiB, then of 512 bytes, then of 16, then bytes. */
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

/** Sizes of the common start and the common end of two texts, which do not overlap in either. */
export function commonEnds(a: Uint8Array, b: Uint8Array): { prefix: number; suffix: number } {
  const left = Buffer.from(a.buffer, a.byteOffset, a.length);
  const right = Buffer.from(b.buffer, b.byteOffset, b.length);
  const shorter = Math.min(left.length, right.length);
  let prefix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (
      prefix + step <= shorter &&
      left.compare(right, prefix, prefix + step, prefix, prefix + step) === 0
    ) {
      prefix += step;
    }
  }
  const rest = shorter - prefix;
  let suffix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (suffix + step <= rest && equalBefore(left, right, { suffix, step })) suffix += step;
  }
  return { prefix, suffix };
}

function equalBefore(a: Buffer, b: Buffer, { suffix, step }: { suffix: number; step: number }): boolean {
  const endA = a.length - suffix;
  const endB = b.length - suffix;
  return a.compare(b, endB - step, endB, endA - step, endA) === 0;
}
