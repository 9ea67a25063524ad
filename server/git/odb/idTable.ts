/** Sorted tables of binary object ids with a 256-entry fan-out, as pack indexes and commit-graphs hold them. */
import { GitError } from '../errors.ts';
import type { Oid } from '../oid.ts';
import {
  digestBytes,
  digestsAt,
  findDigest,
  type IdDigests,
  readDigests,
  readKey,
  SEVERAL,
} from './idDigests.ts';
import { TableParts } from './tableParts.ts';
import { Cursor, type WindowFile } from './windows.ts';

/** Where in a file the table lies. Entry i's id starts at `start + i * stride`. */
export interface IdTableLayout {
  readonly start: number;
  readonly stride: number;
  readonly idBytes: number;
}

/** Guesses by interpolation before plain bisection takes over; hostile tables gain nothing by defeating them. */
const MAX_GUESSES = 5;
/** What making digests costs, in searches: for reading the ids, and how many of them for one more. */
const READING_SEARCHES = 16;
const IDS_A_SEARCH = 256;
/** With so many ids of one first byte, making their digests would take too long at once. */
const MOST_DIGESTS = 1 << 17;

export class IdTable {
  readonly count: number;
  readonly #fanOut: Uint32Array;
  readonly #layout: IdTableLayout;
  readonly #cursor: Cursor;
  readonly #file: WindowFile;
  /** By the first byte: how often an id was searched for in the file; its digests, once that was often; null for never. */
  readonly #searches: Uint32Array = new Uint32Array(256);
  readonly #digests: (IdDigests | null | undefined)[] = Array.from({ length: 256 });
  /** Where digests are made; null until some are wanted. */
  #parts: TableParts | null = null;

  /** `fanOut` has been checked by `readFanOut`; the caller has checked that the ids lie inside the file. */
  constructor(file: WindowFile, fanOut: Uint32Array, layout: IdTableLayout) {
    this.#cursor = new Cursor(file);
    this.#file = file;
    this.#fanOut = fanOut;
    this.#layout = layout;
    this.count = fanOut[255]!;
  }

  /**
   * Position of the id, or -1. Where ids with its first byte have been searched for often, digests of them are made, as long as the
   * file's cache has room for them: large tables are asked at random places, and reading there costs more than all else of a search.
   */
  find(id: Uint8Array): number {
    const first = id[0]!;
    const low = first === 0 ? 0 : this.#fanOut[first - 1]!;
    const high = this.#fanOut[first]!;
    let digests = this.#digests[first];
    if (digests === undefined) digests = this.#digests[first] = this.#lookForDigests(first, low, high - low);
    if (digests === undefined || digests === null) return this.#search(id, low, high);
    const found = findDigest(digests, id);
    return found < 0 ? (found === SEVERAL ? this.#search(id, low, high) : -1) : low + found;
  }

  /** Those that somebody has made, or makes them where ids are searched for often; null when there will be none. */
  #lookForDigests(byte: number, first: number, count: number): IdDigests | null | undefined {
    const isOften = ++this.#searches[byte]! > READING_SEARCHES + count / IDS_A_SEARCH;
    if (this.#parts === null && !isOften) return undefined;
    if (count === 0 || count > MOST_DIGESTS) return null;
    this.#parts ??= this.#newParts();
    const { secret } = this.#file.cache.tables;
    const { start, stride, idBytes } = this.#layout;
    const rows = { start: start + first * stride, stride, idBytes, count };
    const place = isOften
      ? this.#parts.make(byte, (at) => readDigests(this.#file, rows, digestsAt(at, count, secret)))
      : this.#parts.find(byte);
    return place && digestsAt(place, count, secret);
  }

  #newParts(): TableParts {
    const counts = Array.from(this.#fanOut, (end, byte) => end - (byte === 0 ? 0 : this.#fanOut[byte - 1]!));
    const sizes = counts.map((count) => (count === 0 || count > MOST_DIGESTS ? 0 : digestBytes(count)));
    return new TableParts(this.#file, `ids at ${this.#layout.start}`, sizes);
  }

  /**
   * Ids are evenly spread, so the search starts where the id would be if they were perfectly so; each step narrows
   * the bounds, which ends the search in unsorted tables too.
   */
  #search(id: Uint8Array, first: number, end: number): number {
    const cursor = this.#cursor;
    const { start, stride, idBytes } = this.#layout;
    let low = first;
    let high = end;
    const key = readKey(id, 0);
    let lowKey = 0;
    let highKey = 2 ** 32;
    for (let step = 0; low < high; step++) {
      let middle = (low + high) >>> 1;
      if (step < MAX_GUESSES) {
        const guess = low + Math.floor((high - low) * ((key - lowKey) / (highKey - lowKey)));
        if (guess >= low && guess < high) middle = guess;
      }
      const at = cursor.at(start + middle * stride, idBytes);
      const middleKey = readKey(cursor.bytes, at);
      const order = key === middleKey ? compareIds(id, cursor.bytes, at) : key - middleKey;
      if (order === 0) return middle;
      if (order < 0) {
        high = middle;
        highKey = middleKey;
      } else {
        low = middle + 1;
        lowKey = middleKey;
      }
    }
    return -1;
  }

  /** The id at a position below `count`. */
  oid(position: number): Oid {
    const { start, stride, idBytes } = this.#layout;
    const at = this.#cursor.at(start + position * stride, idBytes);
    return this.#cursor.bytes.toString('hex', at, at + idBytes);
  }

  /** Adds ids that begin with the hex prefix to `found` until it holds `limit` of them. */
  collect(hexPrefix: string, limit: number, found: Set<Oid>): void {
    for (
      let position = this.#lowerBound(hexPrefix);
      position < this.count && found.size < limit;
      position++
    ) {
      const oid = this.oid(position);
      if (!oid.startsWith(hexPrefix)) break;
      found.add(oid);
    }
  }

  #lowerBound(hexPrefix: string): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.oid(middle) < hexPrefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Reads a fan-out table: 256 big-endian counts, of which number b says how many ids have a first byte of at most b.
 * Throws 'corruptObject' when it descends or counts more than `maxCount` ids.
 */
export function readFanOut(file: WindowFile, offset: number, maxCount: number): Uint32Array {
  const bytes = file.copy(offset, 1024);
  const fanOut = new Uint32Array(256);
  let before = 0;
  for (let i = 0; i < 256; i++) {
    const count = bytes.readUInt32BE(i * 4);
    if (count < before) throw new GitError('corruptObject', `${file.path}: the fan-out table descends`);
    fanOut[i] = before = count;
  }
  if (before > maxCount) throw new GitError('corruptObject', `${file.path} is too short for ${before} ids`);
  return fanOut;
}

function compareIds(id: Uint8Array, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < id.length; i++) {
    const order = id[i]! - bytes[at + i]!;
    if (order !== 0) return order;
  }
  return 0;
}
