/** The file versions of one run as line ids: made along the deltas in which they are stored, and kept for a while. */

import type { Lines } from '../diff/lines.ts';
import type { LineTable } from '../diff/lineTable.ts';
import type { BlobMaker } from '../git/reader.ts';

/** Numbers that versions kept may take, at least half of them: versions are made of the ones made a short while before. */
const MAX_NUMBERS = 1 << 21;
/** Numbers of one block of memory; longer versions have one of their own. The first ones are short: most files have a few short versions. */
const BLOCK = 1 << 16;
const FIRST_BLOCK = 1 << 12;
/** What a version takes beside its numbers, in numbers. */
const OVERHEAD = 50;

/** Lines for as long as somebody wants them. Whoever takes their arrays may use these until the next version is made. */
export class LentLines implements Lines {
  ids: Int32Array;
  starts: Int32Array;
  readonly byteLength: number;
  givenBack = false;

  constructor({ ids, starts, byteLength }: Lines) {
    this.ids = ids;
    this.starts = starts;
    this.byteLength = byteLength;
  }

  /** Takes them out of memory that will be used again. */
  moveOut(): void {
    const { ids, starts } = copyOf(this);
    this.ids = ids;
    this.starts = starts;
  }
}

/** Lines that nobody wants any more. */
export function giveBack(lines: Lines | null): void {
  if (lines instanceof LentLines) lines.givenBack = true;
}

/** In one piece of memory: each piece is cleaned up by itself. */
export function copyOf({ ids, starts, byteLength }: Lines): Lines {
  const numbers = new Int32Array(ids.length + starts.length);
  numbers.set(ids);
  numbers.set(starts, ids.length);
  return { ids: numbers.subarray(0, ids.length), starts: numbers.subarray(ids.length), byteLength };
}

/** Versions that were made or asked for in one stretch of time, and the blocks that they lie in. */
interface Generation {
  readonly versions: Map<number, Lines>;
  readonly blocks: Int32Array[];
  readonly lent: LentLines[];
  /** Numbers used of the last block, and of all. */
  inLast: number;
  used: number;
}

/**
 * Makes lines of blobs. What was made lately is kept by place; when half of the memory is full, what has not been asked
 * for since the half before is dropped, and its memory used again. So lines that come from here are good until something
 * else is asked for: of a thousand versions of a long file, most of them steps to others, new memory for each would take longer to
 * get and to clean up than the versions take to be made.
 */
export class Versions implements BlobMaker<Lines> {
  readonly #table: LineTable;
  readonly #maxNumbers: number;
  #recent = newGeneration();
  #older = newGeneration();
  #spare: Int32Array[] = [];

  constructor(table: LineTable, maxNumbers: number = MAX_NUMBERS) {
    this.#table = table;
    this.#maxNumbers = maxNumbers;
  }

  known(place: number): Lines | null {
    this.#forgetOlder();
    const recent = this.#recent.versions.get(place);
    if (recent !== undefined) return recent;
    const older = this.#older.versions.get(place);
    return older === undefined ? null : this.#keep(place, older);
  }

  size(made: Lines): number {
    return made.byteLength;
  }

  whole(place: number, data: Buffer): Lines {
    this.#forgetOlder();
    return this.#keep(place, this.#table.intern(data));
  }

  delta(place: number, base: Lines, delta: Parameters<LineTable['internDelta']>[1]): Lines {
    this.#forgetOlder();
    const lines = this.#table.internDelta(base, delta, (numbers) => this.#room(numbers));
    this.#recent.versions.set(place, lines);
    return lines;
  }

  /** Lends what was made or known last. It is moved out of the way if it is still wanted when its memory is used again; mostly it is not. */
  lend(lines: Lines): LentLines {
    const lent = new LentLines(lines);
    this.#recent.lent.push(lent);
    return lent;
  }

  #keep(place: number, { ids, starts, byteLength }: Lines): Lines {
    const room = this.#room(ids.length + starts.length);
    room.set(ids);
    room.set(starts, ids.length);
    const kept = { ids: room.subarray(0, ids.length), starts: room.subarray(ids.length), byteLength };
    this.#recent.versions.set(place, kept);
    return kept;
  }

  #room(numbers: number): Int32Array {
    const recent = this.#recent;
    let block = recent.blocks.at(-1);
    if (block === undefined || recent.inLast + numbers > block.length) {
      const length = Math.min(BLOCK, Math.max(FIRST_BLOCK, recent.used));
      block = (numbers <= BLOCK && this.#spare.pop()) || new Int32Array(Math.max(length, numbers));
      recent.blocks.push(block);
      recent.inLast = 0;
    }
    const start = recent.inLast;
    recent.inLast += numbers;
    recent.used += numbers + OVERHEAD;
    return block.subarray(start, start + numbers);
  }

  /** If it is time. Before anything is looked up: what is found, and what was made last, stays good until the next call but one. */
  #forgetOlder(): void {
    if (this.#recent.used <= this.#maxNumbers / 2) return;
    for (const lent of this.#older.lent) if (!lent.givenBack) lent.moveOut();
    this.#spare = this.#older.blocks.filter(({ length }) => length === BLOCK);
    this.#older = this.#recent;
    this.#recent = newGeneration();
  }
}

function newGeneration(): Generation {
  return { versions: new Map(), blocks: [], lent: [], inLast: 0, used: 0 };
}
