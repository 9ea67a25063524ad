/** How much of one file stands again in another: the measure behind whole-file renames. */

import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';

/** The score of identical files. */
export const MAX_SCORE = 60000;

const CLASSES = 107927;
const MAX_CHUNK = 64;
/** Bytes looked at between two polls. */
const POLL_BYTES = 1 << 17;
const BINARY_PROBE = 8000;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A file as classes of chunks and the bytes that fall in each. */
export interface Fingerprint {
  /** Class numbers, without repeats. */
  readonly classes: Int32Array;
  /** Bytes of the class at the same place. */
  readonly weights: Int32Array;
  /** Size of the file in bytes. */
  readonly size: number;
}

/** Bytes by class; all zero between calls. */
const tally = new Int32Array(CLASSES);

/**
 * Cuts a text into chunks, each ending after a newline or at 64 bytes, and sums their sizes by hash.
 * In a text file a carriage return before a newline neither counts nor hashes; a NUL among the first 8000 bytes
 * makes a file binary.
 */
export function fingerprint(text: Uint8Array, cancel: Cancel = neverCancelled): Fingerprint {
  const seen: number[] = [];
  try {
    tallyChunks(text, { seen, pace: new Pace(cancel, POLL_BYTES) });
    const classes = new Int32Array(seen);
    const weights = classes.map((chunkClass) => tally[chunkClass] as number);
    return { classes, weights, size: text.length };
  } finally {
    // Also when the work is abandoned half way.
    for (const chunkClass of seen) tally[chunkClass] = 0;
  }
}

/** The hash is 64 bits wide, in two halves of which the signs are of no meaning. */
function tallyChunks(text: Uint8Array, { seen, pace }: { seen: number[]; pace: Pace }): void {
  const isText = !text.subarray(0, BINARY_PROBE).includes(0);
  let low = 0;
  let high = 0;
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i] as number;
    if (byte === CARRIAGE_RETURN && isText && text[i + 1] === NEWLINE) continue;
    const before = low;
    low = (((low << 7) ^ (high >>> 25)) + byte) | 0;
    high = (high << 7) ^ (before >>> 25);
    if (++length < MAX_CHUNK && byte !== NEWLINE) continue;
    tallyChunk((low + Math.imul(high, 0x61)) >>> 0, length, seen);
    pace.did(length);
    low = 0;
    high = 0;
    length = 0;
  }
  if (length > 0) tallyChunk((low + Math.imul(high, 0x61)) >>> 0, length, seen);
}

function tallyChunk(hash: number, length: number, seen: number[]): void {
  const chunkClass = hash % CLASSES;
  const before = tally[chunkClass] as number;
  if (before === 0) seen.push(chunkClass);
  tally[chunkClass] = before + length;
}

/** How much of the larger file is common, from 0 to `MAX_SCORE`; 0 when the destination is empty. */
export function similarity(source: Fingerprint, destination: Fingerprint): number {
  const larger = Math.max(source.size, destination.size);
  if (destination.size === 0) return 0;
  destination.classes.forEach((chunkClass, i) => {
    tally[chunkClass] = destination.weights[i] as number;
  });
  let copied = 0;
  source.classes.forEach((chunkClass, i) => {
    copied += Math.min(source.weights[i] as number, tally[chunkClass] as number);
  });
  for (const chunkClass of destination.classes) tally[chunkClass] = 0;
  return Math.floor((copied * MAX_SCORE) / larger);
}
