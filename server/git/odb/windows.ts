/** Positional reading of files of any size through one bounded set of windows; knows nothing of git. */
import { closeSync, type Stats } from 'node:fs';
import { LRUCache } from 'lru-cache';
import { GitError } from '../errors.ts';
import { type OpenFile, openRegular, readFully } from '../filesSync.ts';
import { type TableMemory, TableRoom } from './tableMemory.ts';

/** A file that was there when its directory was listed and is not any more (gc, repack). */
export class FileVanished extends Error {
  override name = 'FileVanished';
}

/**
 * A part of a file in memory. Windows are used again for other parts, which is why a holder compares `key`. Of its blocks those are
 * read that are asked for: objects of a pack that was never repacked lie alone, and reading what is around them took
 * most of the time of a walk.
 */
interface Window {
  key: number;
  readonly bytes: Buffer;
  /** A bit for each block that has been read, the lowest for the first. */
  present: number;
}

/** Of a window. */
const BLOCKS = 16;
/** Where so many blocks of a window of a table were asked for one by one, the others will be too, and one call reads all. */
const MANY_BLOCKS = 4;
const ALL: number = (1 << BLOCKS) - 1;

const MAX_OPEN_FILES = 96;
const MAX_SPARE = 4;
const NO_BYTES = Buffer.alloc(0);
const NO_WINDOW: Window = { key: -1, bytes: NO_BYTES, present: 0 };

/** All windows of one reader: at most `maxBytes` in memory, at most 96 files open. */
export class WindowCache {
  readonly windowBytes: number;
  readonly blockBytes: number;
  readonly #windows: LRUCache<number, Window>;
  readonly #handles: LRUCache<WindowFile, number>;
  readonly #spare: Window[];
  readonly #maxSpare: number;
  /** Where parts go that no window holds whole, as far as it reaches. */
  readonly scratch: Buffer;
  /** Where there is memory, beside the windows, for what is made of tables in files. */
  readonly tables: TableMemory;
  #nextKey = 0;

  /**
   * `windowBytes` is the size of one window; at least four fit whatever `maxBytes` says. `frames` are buffers of that
   * size to be used first, `scratch` is one for parts of files that lie in several windows.
   */
  constructor(
    maxBytes: number,
    windowBytes: number,
    {
      frames = [],
      scratch = NO_BYTES,
      tables = new TableRoom(0),
    }: { readonly frames?: readonly Buffer[]; readonly scratch?: Buffer; readonly tables?: TableMemory } = {},
  ) {
    this.windowBytes = windowBytes;
    this.blockBytes = Math.ceil(windowBytes / BLOCKS);
    this.scratch = scratch;
    this.tables = tables;
    this.#maxSpare = Math.max(MAX_SPARE, frames.length);
    this.#spare = frames.map((bytes) => ({ key: -1, bytes, present: 0 })).reverse();
    this.#windows = new LRUCache({
      maxSize: Math.max(maxBytes, 4 * windowBytes),
      sizeCalculation: (window) => window.bytes.length,
      dispose: (window) => this.#retire(window),
    });
    this.#handles = new LRUCache({ max: MAX_OPEN_FILES, dispose: (handle) => closeSync(handle) });
  }

  /**
   * Opens a file; throws `FileVanished` when there is none, else what the system says. Of one that is read at random places, as tables of
   * ids are, no more is read than is asked for.
   */
  open(path: string, atRandom = false): WindowFile {
    const { handle, stat } = openOrVanished(path);
    const file = new WindowFile(this, path, { stat, firstKey: this.#nextKey, atRandom });
    this.#nextKey += Math.ceil(stat.size / this.windowBytes);
    this.#handles.set(file, handle);
    return file;
  }

  /** The window with number `number` of the file; what is missing of the blocks in `needed` is read. */
  window(file: WindowFile, number: number, needed: number): Window {
    const key = file.firstKey + number;
    const start = number * this.windowBytes;
    const known = this.#windows.get(key);
    const window = known ?? this.#blank(Math.min(this.windowBytes, file.size - start));
    if ((needed & ~window.present) !== 0) this.#fill(file, { window, start, needed });
    if (known !== undefined) return known;
    window.key = key;
    this.#windows.set(key, window);
    return window;
  }

  /** Who has read the block before goes on to the end of the window: that is one call instead of many. */
  #fill(
    file: WindowFile,
    { window, start, needed }: { window: Window; start: number; needed: number },
  ): void {
    const { bytes, present } = window;
    const missing = needed & ~present;
    const first = 31 - Math.clz32(missing & -missing);
    if (this.#keeps(file) && countBits(present) >= MANY_BLOCKS) {
      this.readInto(file, bytes, start);
      window.present = ALL;
      return;
    }
    const goesOn = !file.atRandom && ((present << 1) & (1 << first)) !== 0;
    const last = goesOn ? BLOCKS - 1 : 31 - Math.clz32(missing);
    const from = first * this.blockBytes;
    const to = Math.min((last + 1) * this.blockBytes, bytes.length);
    this.readInto(file, to - from === bytes.length ? bytes : bytes.subarray(from, to), start + from);
    window.present = present | ((2 << last) - (1 << first));
  }

  /** Whether a table will stay once it is here: a larger one's windows are gone again before the rest of them is asked for. */
  #keeps({ atRandom, size }: WindowFile): boolean {
    return atRandom && 2 * size <= this.#windows.maxSize;
  }

  /** Fills the whole buffer from the file. */
  readInto(file: WindowFile, target: Buffer, start: number): void {
    const count = readFully({ handle: this.#handle(file), path: file.path }, target, start);
    if (count === target.length) return;
    throw new GitError('corruptObject', `${file.path} became shorter while it was read`, { path: file.path });
  }

  /** Bytes held in windows now. */
  get bytes(): number {
    return this.#windows.calculatedSize;
  }

  closeFile(file: WindowFile): void {
    this.#handles.delete(file);
  }

  close(): void {
    this.#handles.clear();
    this.#windows.clear();
    this.#spare.length = 0;
  }

  #handle(file: WindowFile): number {
    const open = this.#handles.get(file);
    if (open !== undefined) return open;
    const { handle, stat } = openOrVanished(file.path);
    if (!file.goesOnAs(stat)) {
      closeSync(handle);
      throw new FileVanished(`${file.path} was replaced`);
    }
    this.#handles.set(file, handle);
    return handle;
  }

  #blank(length: number): Window {
    if (length === this.windowBytes) {
      const spare = this.#spare.pop();
      if (spare !== undefined) return spare;
    }
    return { key: -1, bytes: Buffer.allocUnsafeSlow(length), present: 0 };
  }

  #retire(window: Window): void {
    window.key = -1;
    window.present = 0;
    if (window.bytes.length === this.windowBytes && this.#spare.length < this.#maxSpare)
      this.#spare.push(window);
  }
}

/** One file behind a `WindowCache`; read it through cursors. */
export class WindowFile {
  readonly path: string;
  readonly size: number;
  readonly firstKey: number;
  readonly atRandom: boolean;
  readonly cache: WindowCache;
  #stat: Stats;
  /** Of the tables that memory was wanted for. */
  readonly #tableKeys = new Set<string>();

  constructor(
    cache: WindowCache,
    path: string,
    place: { readonly stat: Stats; readonly firstKey: number; readonly atRandom: boolean },
  ) {
    this.cache = cache;
    this.path = path;
    this.#stat = place.stat;
    this.size = place.stat.size;
    this.firstKey = place.firstKey;
    this.atRandom = place.atRandom;
  }

  /** Whether it can go on with what is there under its name now: it must be as long, and where memory has been wanted for tables, the same. */
  goesOnAs(stat: Stats): boolean {
    const { dev, ino, size } = this.#stat;
    if (stat.size !== size) return false;
    if (this.#tableKeys.size > 0 && (stat.dev !== dev || stat.ino !== ino)) return false;
    this.#stat = stat;
    return true;
  }

  /** A copy of a part of the file; the caller has bounded `length`. */
  copy(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    const target = Buffer.allocUnsafeSlow(length);
    this.cache.readInto(this, target, offset);
    return target;
  }

  /**
   * Wants memory for what is made of a table in this file, as long as the file is open; returns the key that `cache.tables` knows it by.
   * A file that has taken its place since has another one.
   */
  wantTable(name: string, bytes: number): string {
    const { dev, ino, size, mtimeMs } = this.#stat;
    const key = `${this.path} ${dev}:${ino}:${size}:${mtimeMs} ${name}`;
    if (!this.#tableKeys.has(key)) this.cache.tables.want(key, bytes);
    this.#tableKeys.add(key);
    return key;
  }

  close(): void {
    this.cache.closeFile(this);
    for (const key of this.#tableKeys) this.cache.tables.giveBack(key);
    this.#tableKeys.clear();
  }
}

/**
 * A place from which one part of a file is read. `at` makes bytes available in `bytes` without copying where
 * one window holds them; they are good until the next call of `at` on any cursor of the same cache.
 */
export class Cursor {
  bytes: Buffer = NO_BYTES;
  readonly file: WindowFile;
  readonly #cache: WindowCache;
  readonly #windowBytes: number;
  readonly #blockBytes: number;
  #window: Window = NO_WINDOW;
  #scratch: Buffer = NO_BYTES;

  constructor(file: WindowFile) {
    this.file = file;
    this.#cache = file.cache;
    this.#windowBytes = file.cache.windowBytes;
    this.#blockBytes = file.cache.blockBytes;
  }

  /** Index in `bytes` of the file's byte `offset`, with `length` bytes following; 'corruptObject' outside the file. */
  at(offset: number, length: number): number {
    const file = this.file;
    if (!(offset >= 0 && length >= 0 && offset + length <= file.size)) checkRange(file, offset, length);
    const number = Math.floor(offset / this.#windowBytes);
    const within = offset - number * this.#windowBytes;
    if (within + length > this.#windowBytes) return this.#straddle(offset, length);
    if (length === 0) return 0;
    const block = this.#blockBytes;
    const needed = (2 << ((within + length - 1) / block)) - (1 << (within / block));
    if (this.#window.key !== file.firstKey + number || (needed & ~this.#window.present) !== 0)
      this.#window = this.#cache.window(file, number, needed);
    this.bytes = this.#window.bytes;
    return within;
  }

  #straddle(offset: number, length: number): number {
    const { scratch } = this.#cache;
    if (length <= scratch.length) {
      this.#cache.readInto(this.file, scratch.subarray(0, length), offset);
      this.bytes = scratch;
      return 0;
    }
    if (this.#scratch.length < length || this.#scratch.length > 4 * this.#windowBytes) {
      this.#scratch = Buffer.allocUnsafeSlow(Math.max(length, 4096));
    }
    this.#cache.readInto(this.file, this.#scratch.subarray(0, length), offset);
    this.bytes = this.#scratch;
    return 0;
  }
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}

function checkRange(file: WindowFile, offset: number, length: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= file.size) return;
  throw new GitError(
    'corruptObject',
    `${file.path} has no bytes ${offset} to ${offset + length}: it ends at ${file.size}`,
  );
}

function openOrVanished(path: string): OpenFile {
  const file = openRegular(path);
  if (file === null) throw new FileVanished(`${path} is gone`);
  return file;
}
