/** A column of 32-bit numbers in a large table, parts of which stay in memory once they have been asked often. */
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
    if (part === undefined && ++this.#reads[number]! > MANY_READS)
      part = this.#parts[number] = this.#readPart(number * this.#partRows);
    const { start, stride } = this.#rows;
    if (part === undefined || part === null) return readUint32(this.#cursor, start + position * stride);
    return part[position - number * this.#partRows]!;
  }

  /** Null when the file's cache has no room for it. */
  #readPart(first: number): Uint32Array | null {
    const { start, stride, count } = this.#rows;
    const part = new Uint32Array(Math.min(this.#partRows, count - first));
    if (!this.#file.takeRoom(part.byteLength)) return null;
    const bytes = Buffer.allocUnsafe((part.length - 1) * stride + 4);
    this.#file.cache.readInto(this.#file, bytes, start + first * stride);
    for (let i = 0; i < part.length; i++) part[i] = bytes.readUInt32BE(i * stride);
    return part;
  }
}

/** A big-endian 32-bit number of the file. */
export function readUint32(cursor: Cursor, offset: number): number {
  const at = cursor.at(offset, 4);
  const bytes = cursor.bytes;
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}
