/** One pack file: where its entries begin, and what their headers say; knows nothing of other packs. */
import { GitError } from '../errors.ts';
import { inflateInto, inflateSliced, maxDeflated, SLICE_BYTES, type Target } from './inflate.ts';
import { openPackIndex, type PackIndex } from './packIndex.ts';
import { Cursor, type WindowCache, type WindowFile } from './windows.ts';

/** Types of entries as packs number them; 2 is a tree, 3 a blob. */
export const COMMIT = 1;
export const TAG = 4;
const OFS_DELTA = 6;
export const REF_DELTA = 7;

const SIGNATURE = 0x5041434b; // "PACK"
const HEADER_BYTES = 12;
/** More than any entry header takes: a size, then a base's offset or id. */
const ENTRY_HEAD_BYTES = 64;
const NO_ID = Buffer.alloc(0);

/** A pack, opened when something is first read from it. One entry header at a time is held in its fields. */
export class Pack {
  readonly #windows: WindowCache;
  readonly #base: string;
  readonly #idBytes: number;
  #opened: { file: WindowFile; cursor: Cursor; end: number } | null = null;
  #index: PackIndex | null = null;

  /** Set when a file of this pack was found missing; the next listing of the directory drops it. */
  gone = false;
  /** Set when its index proved unusable. */
  broken = false;

  /** The header last read by `readHead`: a type number, OFS_DELTA excepted (`baseOffset` tells). */
  type = 0;
  /** Inflated size: of the object, or of the delta. */
  size = 0;
  /** Offset of the zlib stream. */
  dataOffset = 0;
  /** Offset of the delta's base; 0 when the base is named by id or there is none. */
  baseOffset = 0;
  /** Id of the delta's base, for REF_DELTA. */
  baseId: Uint8Array = NO_ID;

  /** `base` is the path without `.pack`. */
  constructor(windows: WindowCache, base: string, idBytes: number) {
    this.#windows = windows;
    this.#base = base;
    this.#idBytes = idBytes;
  }

  get path(): string {
    return `${this.#base}.pack`;
  }

  /** False as long as its file has not been opened, or could not be. */
  get opened(): boolean {
    return this.#opened !== null;
  }

  /** Its own index; throws 'corruptObject' when that is unusable. */
  index(): PackIndex {
    this.#index ??= openPackIndex(this.#windows.open(`${this.#base}.idx`, true), this.#idBytes);
    return this.#index;
  }

  /** A number that no entry of another pack of the same reader has. */
  key(offset: number): number {
    return this.#open().file.firstKey * this.#windows.windowBytes + offset;
  }

  /** Bytes from an offset to the end of the last entry. */
  remaining(offset: number): number {
    return this.#open().end - offset;
  }

  /** Reads the header of the entry at `offset` into the fields. */
  readHead(offset: number): void {
    const { cursor, end } = this.#open();
    if (offset < HEADER_BYTES || offset >= end) throw this.corrupt(offset, 'lies outside the pack');
    const start = cursor.at(offset, Math.min(ENTRY_HEAD_BYTES, end - offset));
    const limit = start + Math.min(ENTRY_HEAD_BYTES, end - offset);
    const bytes = cursor.bytes;
    let at = start;
    let byte = bytes[at++]!;
    this.type = (byte >> 4) & 7;
    let size = byte & 15;
    let scale = 16;
    while (byte & 0x80) {
      if (at >= limit || scale > 2 ** 46) throw this.corrupt(offset, 'has no readable size');
      byte = bytes[at++]!;
      size += (byte & 0x7f) * scale;
      scale *= 128;
    }
    this.size = size;
    this.baseOffset = 0;
    if (this.type === OFS_DELTA) at = this.#readBaseOffset({ bytes, at, limit }, offset);
    else if (this.type === REF_DELTA) {
      if (at + this.#idBytes > limit) throw this.corrupt(offset, 'is cut off');
      this.baseId = Uint8Array.prototype.slice.call(bytes, at, at + this.#idBytes);
      at += this.#idBytes;
    } else if (this.type === 0 || this.type > TAG)
      throw this.corrupt(offset, `has unknown type ${this.type}`);
    this.dataOffset = offset + (at - start);
  }

  /**
   * Where the stream at `dataOffset` can be read: from `at` on, `length` bytes, fewer than `most` only at the end of the pack.
   * Good until something else of any pack is read.
   */
  stream(
    dataOffset: number,
    most: number,
  ): { readonly bytes: Buffer; readonly at: number; readonly length: number } {
    const { cursor, end } = this.#open();
    const length = Math.min(end - dataOffset, most);
    const at = cursor.at(dataOffset, length);
    return { bytes: cursor.bytes, at, length };
  }

  /** Inflates the stream at `dataOffset`, which must give exactly the bytes asked for; polls during long work. */
  inflate(dataOffset: number, output: Target, poll: () => void): void {
    if (output.size > SLICE_BYTES) {
      this.#inflateLong(dataOffset, output, poll);
      return;
    }
    const { cursor, end } = this.#open();
    const room = end - dataOffset;
    // Streams are as long as their maker liked; nearly all are no longer than zlib's bound.
    let length = Math.min(room, maxDeflated(output.size));
    for (;;) {
      const at = cursor.at(dataOffset, length);
      if (inflateInto(cursor.bytes, { at, end: at + length }, output) >= 0) return;
      if (length === room || length > 4 * maxDeflated(output.size)) break;
      length = Math.min(room, length * 4);
    }
    throw this.corrupt(dataOffset, 'does not inflate to the size it claims');
  }

  /** Window by window, so that neither the input is held whole nor anything waits long for a poll. */
  #inflateLong(dataOffset: number, output: Target, poll: () => void): void {
    const { cursor, end } = this.#open();
    const { windowBytes } = this.#windows;
    let offset = dataOffset;
    const next = () => {
      const length = Math.min(windowBytes - (offset % windowBytes), end - offset);
      if (length <= 0) return null;
      const at = cursor.at(offset, length);
      offset += length;
      return { bytes: cursor.bytes, span: { at, end: at + length } };
    };
    if (inflateSliced(next, output, poll) < 0)
      throw this.corrupt(dataOffset, 'does not inflate to the size it claims');
  }

  corrupt(offset: number, fault: string): GitError {
    return new GitError('corruptObject', `${this.path}: the entry at ${offset} ${fault}`, {
      path: this.path,
    });
  }

  close(): void {
    this.#opened?.file.close();
    this.#index?.file.close();
  }

  #open(): { file: WindowFile; cursor: Cursor; end: number } {
    this.#opened ??= this.#openFile();
    return this.#opened;
  }

  #openFile(): { file: WindowFile; cursor: Cursor; end: number } {
    const file = this.#windows.open(this.path);
    const end = file.size - this.#idBytes;
    if (end < HEADER_BYTES) throw new GitError('corruptObject', `${this.path} is too short`);
    const head = file.copy(0, HEADER_BYTES);
    const version = head.readUInt32BE(4);
    if (head.readUInt32BE(0) !== SIGNATURE || (version !== 2 && version !== 3)) {
      throw new GitError('corruptObject', `${this.path} is no pack`);
    }
    return { file, cursor: new Cursor(file), end };
  }

  /** A base offset is written as a distance back, seven bits a byte, each continuation adding one. */
  #readBaseOffset(from: { bytes: Uint8Array; at: number; limit: number }, offset: number): number {
    const { bytes, limit } = from;
    let at = from.at;
    if (at >= limit) throw this.corrupt(offset, 'is cut off');
    let byte = bytes[at++]!;
    let distance = byte & 0x7f;
    while (byte & 0x80) {
      if (at >= limit || distance > 2 ** 45) throw this.corrupt(offset, 'has no readable base');
      byte = bytes[at++]!;
      distance = (distance + 1) * 128 + (byte & 0x7f);
    }
    if (distance === 0 || offset - distance < HEADER_BYTES)
      throw this.corrupt(offset, 'has a base outside the pack');
    this.baseOffset = offset - distance;
    return at;
  }
}
