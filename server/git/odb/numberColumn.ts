/** A column of 32-bit numbers in a large table, parts of which stay in memory once they have been asked often. */
import { type PartPlace, TableParts } from './tableParts.ts';
import { Cursor, type WindowFile } from './windows.ts';

/** Where in a file the numbers lie: `count` of them, the first at `start`, one every `stride` bytes, big-endian. */
export interface NumberRows {
  readonly start: number;
  readonly stride: number;
  readonly count: number;
}

/** Bytes of the file that are read for one part. */
const PART_BYTES = 1 << 16;
/** Numbers read by themselves cost what reading their part does. */
const MANY_READS = 8;

export class NumberColumn {
  readonly #file: WindowFile;
  readonly #rows: NumberRows;
  readonly #cursor: Cursor;
  /** Rows of a part. */
  readonly #partRows: number;
  /** How often a number of each part was read by itself; the part, once that was often; null for never. */
  readonly #reads: Uint8Array;
  readonly #parts: (Uint32Array | null | undefined)[];
  /** Where parts are made; null until one is wanted. */
  #made: TableParts | null = null;

  /** The caller has checked that the rows lie inside the file. */
  constructor(file: WindowFile, rows: NumberRows) {
    this.#file = file;
    this.#rows = rows;
    this.#cursor = new Cursor(file);
    this.#partRows = Math.floor(PART_BYTES / rows.stride);
    const parts = Math.ceil(rows.count / this.#partRows);
    this.#reads = new Uint8Array(parts);
    this.#parts = Array.from({ length: parts });
  }

  /** The number at a position below `count`. */
  at(position: number): number {
    const number = Math.floor(position / this.#partRows);
    let part = this.#parts[number];
    if (part === undefined) part = this.#parts[number] = this.#lookForPart(number);
    const { start, stride } = this.#rows;
    if (part === undefined || part === null) return readUint32(this.#cursor, start + position * stride);
    return part[position - number * this.#partRows]!;
  }

  /** One that somebody has made, or makes it where its numbers are asked for often; null when there is no room for it. */
  #lookForPart(number: number): Uint32Array | null | undefined {
    const isOften = this.#reads[number]! >= MANY_READS;
    if (!isOften) this.#reads[number]!++;
    if (this.#made === null && !isOften) return undefined;
    this.#made ??= this.#newParts();
    const place = isOften
      ? this.#made.make(number, (at) => this.#readPart(number, at))
      : this.#made.find(number);
    return place && this.#numbersAt(number, place);
  }

  #newParts(): TableParts {
    const sizes = this.#parts.map((_, number) => 4 * this.#rowsOf(number));
    return new TableParts(this.#file, `numbers at ${this.#rows.start}`, sizes);
  }

  #rowsOf(number: number): number {
    return Math.min(this.#partRows, this.#rows.count - number * this.#partRows);
  }

  #numbersAt(number: number, { memory, offset }: PartPlace): Uint32Array {
    return new Uint32Array(memory, offset, this.#rowsOf(number));
  }

  #readPart(number: number, place: PartPlace): true {
    const part = this.#numbersAt(number, place);
    const { start, stride } = this.#rows;
    const bytes = Buffer.allocUnsafe((part.length - 1) * stride + 4);
    this.#file.cache.readInto(this.#file, bytes, start + number * this.#partRows * stride);
    for (let i = 0; i < part.length; i++) part[i] = bytes.readUInt32BE(i * stride);
    return true;
  }
}

/** A big-endian 32-bit number of the file. */
export function readUint32(cursor: Cursor, offset: number): number {
  const at = cursor.at(offset, 4);
  const bytes = cursor.bytes;
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}
