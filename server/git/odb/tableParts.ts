/** What is made of one table in a file, part by part, where others who read the same file find it. */
import type { WindowFile } from './windows.ts';

/** Where a part lies. */
export interface PartPlace {
  readonly memory: ArrayBufferLike;
  readonly offset: number;
}

const MADE = 1;
const NEVER = 2;
const WORD = 4;

/**
 * Each part is made by whoever needs it first, and can be used from the moment on in which it says that it is made. Nobody waits: who
 * needs a part that another thread has begun makes it as well, and writes the same bytes to the same place, as both are made of one
 * file by one function. So a part that was left half made, by a thread that ended, is made by the next one.
 */
export class TableParts {
  readonly #file: WindowFile;
  readonly #key: string;
  /** Where each part ends. */
  readonly #ends: Float64Array;
  #memory: ArrayBufferLike | null | undefined;
  #states: Int32Array = new Int32Array();

  /** The name is the table's own in the file; `sizes` are bytes, multiples of four. */
  constructor(file: WindowFile, name: string, sizes: readonly number[]) {
    this.#file = file;
    let end = WORD * sizes.length;
    this.#ends = Float64Array.from(sizes, (size) => (end += size));
    this.#key = file.wantTable(name, end);
  }

  /** Null for one that is not to be had, undefined for one that nobody has made yet. */
  find(part: number): PartPlace | null | undefined {
    this.#memory ??= this.#arrived();
    const memory = this.#memory;
    if (memory === undefined) return undefined;
    if (memory === null || this.#ends[part]! > memory.byteLength) return null;
    const state = Atomics.load(this.#states, part);
    if (state === NEVER) return null;
    return state === MADE ? this.#placeOf(part, memory) : undefined;
  }

  /** The same, but makes one that is missing, as soon as there is memory for it; `fill` says whether it can be made at all. */
  make(part: number, fill: (place: PartPlace) => boolean): PartPlace | null | undefined {
    const known = this.find(part);
    if (known !== undefined || this.#memory === undefined || this.#memory === null) return known;
    const place = this.#placeOf(part, this.#memory);
    const isMade = fill(place);
    // Whoever reads this sees all that was written before it.
    Atomics.store(this.#states, part, isMade ? MADE : NEVER);
    return isMade ? place : null;
  }

  #placeOf(part: number, memory: ArrayBufferLike): PartPlace {
    return { memory, offset: part === 0 ? WORD * this.#ends.length : this.#ends[part - 1]! };
  }

  #arrived(): ArrayBufferLike | null | undefined {
    const memory = this.#file.cache.tables.get(this.#key);
    if (!memory) return memory;
    const words = Math.min(this.#ends.length, Math.floor(memory.byteLength / WORD));
    this.#states = new Int32Array(memory, 0, words);
    return memory;
  }
}
