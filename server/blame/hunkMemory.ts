/** Remembers how file versions differ, for every blame and history of lines that comes by the same two of them again. */
import type { Hunks } from '../diff/hunks.ts';
import type { DiffAlgorithm, DiffOptions } from '../diff/lineDiff.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { mostBytesOf, readHunks, writeHunks } from './packedHunks.ts';

/** The hunks between blobs as one reader sees them, compared in one manner. */
export interface KnownHunks {
  /** From `before` to `after`; null where it is not known, or no more. The caller may change what it gets. */
  find(before: Oid, after: Oid): Hunks | null;
  keep(before: Oid, after: Oid, hunks: Hunks): void;
}

/** A pair takes 43 bytes and some four for each hunk. With a place for every 32 bytes hardly a bucket of places is ever too small. */
const BYTES_A_PLACE = 32;
const BUCKET = 8;
/** Bytes written after which everything begins anew: places are numbers of 32 bits. */
const MOST_WRITTEN = 2 ** 31;
/** What takes more of the memory than this is not kept: it would drive too many others out. */
const LARGEST_SHARE = 1 / 16;
const FIRST_BYTES = 1 << 14;
/** The manner, the overrides, and two ids of 32 bytes. */
const MOST_KEY_BYTES = 2 + 2 * 32;
const MOST_OVERRIDES = 256;
/** On top of the manners, of which there are sixteen. */
const LONG_IDS = 1 << 4;

const algorithms: readonly DiffAlgorithm[] = ['myers', 'minimal', 'patience', 'histogram'];

/**
 * A pair is known by both ids in full, so what is found is exact. Pairs are written one after the other into a ring of
 * bytes, the newest over the oldest; one that is found where it would be written over before long is written again. Places in the ring are
 * counted from the first byte ever written, so that those that were written over are told by their number.
 */
export class HunkMemory {
  readonly #most: number;
  readonly #mostWritten: number;
  /** By bucket: place of a pair plus one, or 0. */
  readonly #places: Uint32Array;
  readonly #key = Buffer.alloc(MOST_KEY_BYTES);
  #ring = Buffer.alloc(0);
  #end = 0;
  /** What stood for the originals of objects, by number; see `ObjectReader`. */
  #overrides: string[] = [];

  /** Takes no more than so many bytes. */
  constructor(maxBytes: number, mostWritten: number = MOST_WRITTEN) {
    this.#mostWritten = mostWritten;
    const buckets = 2 ** Math.floor(Math.log2(Math.max(1, maxBytes / BYTES_A_PLACE / BUCKET)));
    this.#places = new Uint32Array(buckets * BUCKET);
    this.#most = Math.max(0, maxBytes - this.#places.byteLength);
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#ring.length === 0 ? 0 : this.#ring.length + this.#places.byteLength;
  }

  of({ overrides }: Pick<ObjectReader, 'overrides'>, options: DiffOptions): KnownHunks {
    const manner = mannerOf(options);
    return {
      find: (before, after) => this.#find(this.#keyOf(manner, overrides, [before, after])),
      keep: (before, after, hunks) => this.#keep(this.#keyOf(manner, overrides, [before, after]), hunks),
    };
  }

  /** Good until the next key is asked for. */
  #keyOf(manner: number, overrides: string, [before, after]: readonly [Oid, Oid]): Buffer {
    if (this.#end > this.#mostWritten) this.#forget();
    const key = this.#key;
    const idBytes = before.length / 2;
    // Neither format's ids may be taken for those of the other.
    key[0] = idBytes === 20 ? manner : manner | LONG_IDS;
    key[1] = this.#numberOf(overrides);
    key.write(before, 2, 'hex');
    key.write(after, 2 + idBytes, 'hex');
    return key.subarray(0, 2 + 2 * idBytes);
  }

  #numberOf(overrides: string): number {
    const known = this.#overrides.indexOf(overrides);
    if (known >= 0) return known;
    if (this.#overrides.length === MOST_OVERRIDES) this.#forget();
    return this.#overrides.push(overrides) - 1;
  }

  #forget(): void {
    this.#overrides = [];
    this.#places.fill(0);
    this.#end = 0;
  }

  #find(key: Buffer): Hunks | null {
    const place = this.#placeOf(key);
    if (place === null) return null;
    const hunks = readHunks(this.#ring, (place % this.#most) + key.length);
    if (place < this.#end - this.#most / 2) this.#keep(key, hunks);
    return hunks;
  }

  #placeOf(key: Buffer): number | null {
    const first = this.#bucketOf(key);
    for (let slot = first; slot < first + BUCKET; slot++) {
      const place = (this.#places[slot] as number) - 1;
      if (place < 0 || place < this.#end - this.#most) continue;
      const at = place % this.#most;
      if (this.#ring.compare(key, 0, key.length, at, at + key.length) === 0) return place;
    }
    return null;
  }

  #bucketOf(key: Buffer): number {
    const ids = (key.length - 2) >> 1;
    let mixed = Math.imul(key.readUInt32LE(2) ^ key[0]!, 0x9e3779b1);
    mixed = Math.imul((mixed ^ (mixed >>> 15)) + key.readUInt32LE(2 + ids), 0x85ebca6b);
    return ((mixed ^ (mixed >>> 15)) * BUCKET) & (this.#places.length - 1);
  }

  #keep(key: Buffer, hunks: Hunks): void {
    const most = key.length + mostBytesOf(hunks);
    if (most > this.#most * LARGEST_SHARE) return;
    const at = this.#room(most);
    key.copy(this.#ring, at);
    const place = this.#end;
    this.#end += writeHunks(this.#ring, at + key.length, hunks) - at;
    this.#places[this.#slotFor(key)] = place + 1;
  }

  /** Where so many bytes can be written in a row. */
  #room(bytes: number): number {
    const left = this.#most - (this.#end % this.#most);
    if (bytes > left) this.#end += left;
    const at = this.#end % this.#most;
    if (at + bytes > this.#ring.length) {
      const larger = Buffer.alloc(Math.min(this.#most, Math.max(FIRST_BYTES, 2 * (at + bytes))));
      this.#ring.copy(larger);
      this.#ring = larger;
    }
    return at;
  }

  /** The place of its bucket that was written longest ago. */
  #slotFor(key: Buffer): number {
    const first = this.#bucketOf(key);
    let oldest = first;
    for (let slot = first; slot < first + BUCKET; slot++)
      if (this.#places[slot]! < this.#places[oldest]!) oldest = slot;
    return oldest;
  }
}

function mannerOf({ algorithm, indentHeuristic, ignoreWhitespace }: DiffOptions): number {
  return algorithms.indexOf(algorithm) * 4 + (indentHeuristic ? 2 : 0) + (ignoreWhitespace ? 1 : 0);
}
