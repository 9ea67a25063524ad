/** One file of a cache on disk: written whole or not at all, and known to be whole when it is read. Knows no content. */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Cancel, Cancelled, neverCancelled } from '../base/cancel.ts';
import { SLICE_BYTES } from '../base/slices.ts';

/** At the end of each file: a signature, the checksum of what comes before, its length as two halves. */
const TRAILER_BYTES = 16;
const SIGNATURE = 0x424c5343; // "BLSC"
const READ_BYTES = 1 << 18;
const HALF = 2 ** 32;

/** What temporary files end in; one that is left behind by a killed process is nobody's. */
export const TEMPORARY = '.tmp';

/**
 * Puts a file in place under its final name in one step, over another one if need be, so that readers see all of it
 * or nothing. What a power failure leaves half written does not pass the checksum. Throws what the system says, and `Cancelled`.
 */
export function writeCacheFile(
  path: string,
  pieces: readonly Uint8Array[],
  cancel: Cancel = neverCancelled,
): void {
  mkdirSync(dirname(path), { recursive: true });
  // Nobody else's, whoever writes the same at the same time: it is not opened if it is there.
  const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}${TEMPORARY}`;
  try {
    const file = openSync(temporary, 'wx', 0o600);
    try {
      writePieces(file, pieces, cancel);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    remove(temporary);
    throw error;
  }
}

/**
 * Length of the content when the file is whole; null when there is none, or it was cut off, changed, written by somebody else or
 * can't be read. Reads all of it once, unless it is given up.
 */
export function checkCacheFile(path: string, cancel: Cancel = neverCancelled): number | null {
  return reading(path, (file) => {
    const length = fstatSync(file).size - TRAILER_BYTES;
    if (length < 0) return null;
    const trailer = Buffer.alloc(TRAILER_BYTES);
    if (readSync(file, trailer, 0, TRAILER_BYTES, length) !== TRAILER_BYTES) return null;
    return sumTold(trailer, length) === checksum(file, length, cancel) ? length : null;
  });
}

/** The whole content of a small file; null as for `checkCacheFile`, when it is longer than `limit`, and when it is not trusted. */
export function readCacheFile(
  path: string,
  limit: number,
  isTrusted: (stats: Stats) => boolean = () => true,
): Buffer | null {
  return reading(path, (file) => {
    // Another process may put a new one in place at any moment: what is checked is what was read.
    const stats = fstatSync(file);
    const length = stats.size - TRAILER_BYTES;
    if (length < 0 || length > limit || !isTrusted(stats)) return null;
    const bytes = Buffer.alloc(length + TRAILER_BYTES);
    if (readSync(file, bytes, 0, bytes.length, 0) !== bytes.length) return null;
    const content = bytes.subarray(0, length);
    return sumTold(bytes.subarray(length), length) === crc32(content) ? content : null;
  });
}

/** Null when there is no such file or the system won't let it be read. */
function reading<Result>(path: string, work: (file: number) => Result): Result | null {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    return work(file);
  } catch (error) {
    if (error instanceof Cancelled) throw error;
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** The checksum in a trailer that is one of ours, for content of that length; null in any other. */
function sumTold(trailer: Buffer, length: number): number | null {
  const told = trailer.readUInt32BE(8) * HALF + trailer.readUInt32BE(12);
  return trailer.readUInt32BE(0) === SIGNATURE && told === length ? trailer.readUInt32BE(4) : null;
}

/** And the trailer. */
function writePieces(file: number, pieces: readonly Uint8Array[], cancel: Cancel): void {
  const length = pieces.reduce((all, piece) => all + piece.length, 0);
  cancel.check();
  if (length <= SLICE_BYTES) {
    // In one call of the system, which takes longer than all else that is done for a short file.
    const content = Buffer.concat(pieces);
    writeWhole(file, Buffer.concat([content, trailerOf(crc32(content), length)]));
    return;
  }
  let sum = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += SLICE_BYTES) {
      cancel.check();
      const slice = piece.subarray(from, from + SLICE_BYTES);
      sum = crc32(slice, sum);
      writeWhole(file, slice);
    }
  }
  writeWhole(file, trailerOf(sum, length));
}

function trailerOf(sum: number, length: number): Buffer {
  const trailer = Buffer.alloc(TRAILER_BYTES);
  trailer.writeUInt32BE(SIGNATURE, 0);
  trailer.writeUInt32BE(sum, 4);
  trailer.writeUInt32BE(Math.floor(length / HALF), 8);
  trailer.writeUInt32BE(length % HALF, 12);
  return trailer;
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is swept away another time.
    return;
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** -1 when the file ends early. */
function checksum(file: number, length: number, cancel: Cancel): number {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let sum = 0;
  for (let at = 0; at < length; ) {
    cancel.check();
    const count = readSync(file, buffer, 0, Math.min(READ_BYTES, length - at), at);
    if (count === 0) return -1;
    sum = crc32(buffer.subarray(0, count), sum);
    at += count;
  }
  return sum;
}
