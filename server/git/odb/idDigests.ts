/** Digests of the ids in a part of a table, so that a search in them reads nothing of the file. */
import type { DigestSecret } from './tableMemory.ts';
import type { PartPlace } from './tableParts.ts';
import type { WindowFile } from './windows.ts';

/** Where in a file the ids lie: `count` of them, the first at `start`, one every `stride` bytes, in ascending order. */
export interface IdRows {
  readonly start: number;
  readonly stride: number;
  readonly idBytes: number;
  readonly count: number;
}

/** Ids that share their first byte, in the order of the table: 48 bits of each that a secret function makes of the whole id. */
export interface IdDigests {
  /** For each value of the `bits` bits after the first byte, the first id that has it or a greater one; then the count. */
  readonly starts: Uint32Array;
  readonly bits: number;
  readonly low: Uint32Array;
  readonly high: Uint16Array;
  readonly secret: DigestSecret;
}

/** Not among them; several have its digest, and the ids themselves must be asked. */
export const ABSENT = -1;
export const SEVERAL = -2;

/** Ids for one value of the bits, as a power of two. */
const IDS_A_BUCKET = 3;
/** Read at once. */
const PIECE_BYTES = 1 << 16;
/** Where `digest` leaves what it has made: the low 32 bits and the high 16. */
const made = new Uint32Array(2);

/** What the digests of so many ids take: six and a half bytes each. */
export function digestBytes(count: number): number {
  const words = (1 << bitsFor(count)) + 1 + count + Math.ceil(count / 2);
  return words * Uint32Array.BYTES_PER_ELEMENT;
}

/** Digests of so many ids that lie there, or will. */
export function digestsAt({ memory, offset }: PartPlace, count: number, secret: DigestSecret): IdDigests {
  const bits = bitsFor(count);
  const starts = new Uint32Array(memory, offset, (1 << bits) + 1);
  const low = new Uint32Array(memory, offset + starts.byteLength, count);
  const high = new Uint16Array(memory, offset + starts.byteLength + low.byteLength, count);
  return { starts, bits, low, high, secret };
}

function bitsFor(count: number): number {
  return Math.max(0, 31 - Math.clz32(count) - IDS_A_BUCKET);
}

/**
 * False when the ids don't ascend: then nothing can be said about where one would be. No place is written to with anything but what
 * it has in the end, as somebody else may be doing the same.
 */
export function readDigests(file: WindowFile, rows: IdRows, digests: IdDigests): boolean {
  const { start, stride, idBytes, count } = rows;
  const most = Math.floor(PIECE_BYTES / stride);
  const piece = Buffer.allocUnsafe(Math.min(most, count) * stride);
  let bucket = 0;
  for (let from = 0; from < count; from += most) {
    const ids = Math.min(most, count - from);
    // What lies between two ids may be missing after the last one of a file.
    const target = piece.subarray(0, (ids - 1) * stride + idBytes);
    file.cache.readInto(file, target, start + from * stride);
    bucket = addPiece(digests, { piece: target, stride, idBytes, from, ids }, bucket);
    if (bucket < 0) return false;
  }
  digests.starts.fill(count, bucket + 1);
  return true;
}

interface Piece {
  readonly piece: Buffer;
  readonly stride: number;
  readonly idBytes: number;
  readonly from: number;
  readonly ids: number;
}

/** The bucket of the last id, that of the one before the piece being `bucket`; -1 when one lies before it. */
function addPiece(
  { starts, bits, low, high, secret }: IdDigests,
  { piece, stride, idBytes, from, ids }: Piece,
  bucket: number,
): number {
  let last = bucket;
  for (let i = 0; i < ids; i++) {
    const at = i * stride;
    const next = bucketOf(readKey(piece, at), bits);
    if (next < last) return -1;
    while (last < next) starts[++last] = from + i;
    digest(secret, piece, at, idBytes);
    low[from + i] = made[0]!;
    high[from + i] = made[1]!;
  }
  return last;
}

/**
 * How many of the ids lie before this one, or `ABSENT` or `SEVERAL`. An id that is not among them is taken for one of them once in
 * 2^45 times, and nobody can make such an id, for each process has a function of its own.
 */
export function findDigest({ starts, bits, low, high, secret }: IdDigests, id: Uint8Array): number {
  const bucket = bucketOf(readKey(id, 0), bits);
  digest(secret, id, 0, id.length);
  const lowest = made[0];
  const highest = made[1];
  let found = ABSENT;
  // Whatever lies there, of a file that somebody changed: no more than there are.
  const end = Math.min(starts[bucket + 1]!, low.length);
  for (let i = starts[bucket]!; i < end; i++) {
    if (low[i] !== lowest || high[i] !== highest) continue;
    if (found !== ABSENT) return SEVERAL;
    found = i;
  }
  return found;
}

function bucketOf(key: number, bits: number): number {
  // Shifting by 32 would shift by nothing.
  return bits === 0 ? 0 : key >>> (32 - bits);
}

/** Two multiplications a word, each result mixed into its own low bits; what is taken at the end depends on all of the id. */
function digest(secret: DigestSecret, bytes: Uint8Array, start: number, idBytes: number): void {
  let low: number = secret[0]!;
  let high: number = secret[1]!;
  const lowFactor = secret[2]!;
  const highFactor = secret[3]!;
  for (let at = start; at < start + idBytes; at += 4) {
    const word = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    low = Math.imul(low ^ word, lowFactor);
    low ^= low >>> 15;
    high = Math.imul(high + word, highFactor);
    high ^= high >>> 13;
  }
  made[0] = Math.imul(low, highFactor) ^ high;
  made[1] = Math.imul(high ^ (low >>> 7), lowFactor) >>> 16;
}

/** Bytes 1 to 4 of an id: what tells ids with the same first byte apart. */
export function readKey(bytes: Uint8Array, at: number): number {
  return ((bytes[at + 1]! << 24) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 8) | bytes[at + 4]!) >>> 0;
}
