/** What a walk along first parents asks of every commit it passes, out of one commit-graph file, in typed arrays. */
import type { WindowFile } from '../odb/windows.ts';

/** Where a file has it. */
export interface WalkPlaces {
  readonly count: number;
  /** The first record, what a record takes, and where in it the first parent is. */
  readonly records: number;
  readonly recordBytes: number;
  readonly parentAt: number;
  /** Where filters end, four bytes for each commit; null when the file has none. */
  readonly ends: number | null;
}

/** Commits whose rows are read together: neighbours in the file are strangers in history, but a call costs as much as forty kilobytes. */
const BLOCK_BITS = 10;
const BLOCK: number = 1 << BLOCK_BITS;

/**
 * Numbers are those within the file. Rows are read in blocks, when one of the block is first asked for: a walk through
 * a long history needs all of them soon, and asks for three numbers of a commit where its records and filters would
 * take a dozen calls. Twelve bytes a commit.
 */
export class WalkColumns {
  readonly #file: WindowFile;
  readonly #places: WalkPlaces;
  readonly #loaded: Uint8Array;
  readonly #parents: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;

  constructor(file: WindowFile, places: WalkPlaces) {
    this.#file = file;
    this.#places = places;
    this.#loaded = new Uint8Array(Math.ceil(places.count / BLOCK));
    this.#parents = new Uint32Array(places.count);
    this.#starts = new Uint32Array(places.ends === null ? 0 : places.count);
    this.#ends = new Uint32Array(places.ends === null ? 0 : places.count);
  }

  /** The field of the first parent as the file has it. */
  parent(position: number): number {
    if (this.#loaded[position >>> BLOCK_BITS] === 0) this.#load(position >>> BLOCK_BITS);
    return this.#parents[position]!;
  }

  /** Where the commit's filter begins and ends, counted from the first one; only where there are filters. */
  filterStart(position: number): number {
    if (this.#loaded[position >>> BLOCK_BITS] === 0) this.#load(position >>> BLOCK_BITS);
    return this.#starts[position]!;
  }

  filterEnd(position: number): number {
    if (this.#loaded[position >>> BLOCK_BITS] === 0) this.#load(position >>> BLOCK_BITS);
    return this.#ends[position]!;
  }

  #load(block: number): void {
    const first = block * BLOCK;
    const count = Math.min(BLOCK, this.#places.count - first);
    this.#loadParents(first, count);
    if (this.#places.ends !== null) this.#loadFilters(this.#places.ends, first, count);
    this.#loaded[block] = 1;
  }

  #loadParents(first: number, count: number): void {
    const { records, recordBytes, parentAt } = this.#places;
    const bytes = this.#file.copy(records + first * recordBytes, count * recordBytes);
    for (let i = 0, at = parentAt; i < count; i++, at += recordBytes) {
      this.#parents[first + i] = bytes.readUInt32BE(at);
    }
  }

  /** A filter begins where the one before it ends. */
  #loadFilters(ends: number, first: number, count: number): void {
    const before = first === 0 ? 0 : 1;
    const bytes = this.#file.copy(ends + (first - before) * 4, (count + before) * 4);
    let start = before === 0 ? 0 : bytes.readUInt32BE(0);
    for (let i = 0; i < count; i++) {
      const end = bytes.readUInt32BE((i + before) * 4);
      this.#starts[first + i] = start;
      this.#ends[first + i] = end;
      start = end;
    }
  }
}
