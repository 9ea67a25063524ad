/** Turns the lines of many file versions into small integers, once per version, so that diffs compare integers. */

import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const MAX_INDENT = 200;
/** Common ends are found by comparing blocks of 16 KiB, then of 512 bytes, then of 16, then bytes. */
const FIRST_STEP = 1 << 14;
const STEP_SHIFT = 5;
/** Bytes that are looked at one by one, or copied, between two polls. */
const POLL_BYTES = 1 << 16;
const POLL_COPY = 1 << 20;
/** Lines from this length on are compared by the system's own means. */
const LONG_LINE = 1 << 10;
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** One version of a file as line ids of a table. A line's bytes include its newline, or lack it at the end of a file. */
export interface Lines {
  readonly ids: Int32Array;
  /** Size of the text the lines came from. */
  readonly byteLength: number;
}

/** Lines together with the text they came from. */
export interface InternedText extends Lines {
  readonly text: Uint8Array;
}

/**
 * Lines interned by their exact bytes: equal lines have equal ids, whatever version they come from.
 *
 * Ids count up from 0; the bytes of line `id` are `arena[starts[id] .. starts[id + 1])`. The hash table is open
 * addressing with linear probing over FNV-1a values; 0 is an empty slot, so slots hold `id + 1`.
 */
export class LineTable {
  /** What may stop the work on its lines. */
  readonly cancel: Cancel;
  #arena = new Uint8Array(1 << 16);
  #starts = new Int32Array(1 << 11);
  #hashes = new Int32Array(1 << 11);
  #slots = new Int32Array(1 << 12);
  #count = 0;
  #scratch = new Int32Array(1 << 10);
  #stripped: LineTable | null = null;
  #strippedIds = new Int32Array(0);
  #strippedCount = 0;

  constructor(cancel: Cancel = neverCancelled) {
    this.cancel = cancel;
  }

  /** Number of distinct lines seen so far; ids are below it. */
  get count(): number {
    return this.#count;
  }

  /** Bytes held, for whoever bounds the memory of a run. */
  get byteSize(): number {
    const own = this.#arena.byteLength + 4 * (this.#starts.length + this.#hashes.length + this.#slots.length);
    return own + (this.#stripped?.byteSize ?? 0);
  }

  /** Length of a line in bytes, its newline included. */
  lengthOf(id: number): number {
    return this.#starts[id + 1]! - this.#starts[id]!;
  }

  /** The bytes of a line; valid until the next line is interned. */
  bytesOf(id: number): Uint8Array {
    return this.#arena.subarray(this.#starts[id]!, this.#starts[id + 1]!);
  }

  /**
   * Splits a text at its newlines and interns each line. `like` is another version of the file, interned before: what
   * both have in common at the start and at the end is taken from there, so that of a long file with a short change
   * only the change is looked at line by line.
   */
  intern(text: Uint8Array, like: InternedText | null = null): InternedText {
    const common = like === null ? { prefix: 0, suffix: 0 } : commonEnds(text, like.text);
    const head = like === null ? NO_LINES : this.#linesWithin(like, common.prefix);
    const tail = like === null ? NO_LINES : this.#linesFromEnd(like, common.suffix, text);
    const middle = this.#internMiddle(text, head.bytes, text.length - tail.bytes);
    const ids = new Int32Array(head.count + middle + tail.count);
    if (like !== null) {
      ids.set(like.ids.subarray(0, head.count));
      ids.set(like.ids.subarray(like.ids.length - tail.count), head.count + middle);
    }
    ids.set(this.#scratch.subarray(0, middle), head.count);
    return { ids, byteLength: text.length, text };
  }

  /** Interns the lines of [start, size) into the scratch array; returns their number. */
  #internMiddle(text: Uint8Array, from: number, size: number): number {
    let lines = 0;
    let start = from;
    let nextPoll = start;
    while (start < size) {
      let hash = FNV_OFFSET;
      let end = start;
      let byte = 0;
      while (end < size && byte !== NEWLINE) {
        if (end >= nextPoll) {
          this.cancel.check();
          nextPoll = end + POLL_BYTES;
        }
        for (const stop = Math.min(size, nextPoll); end < stop && byte !== NEWLINE; ) {
          byte = text[end++]!;
          hash = Math.imul(hash ^ byte, FNV_PRIME);
        }
      }
      if (lines === this.#scratch.length) this.#scratch = grown(this.#scratch);
      this.#scratch[lines++] = this.#find(text, start, end, hash);
      start = end;
    }
    return lines;
  }

  /** The whole lines, newline included, within the first `bytes` of a version. */
  #linesWithin({ ids, text }: InternedText, bytes: number): LineRun {
    let used = 0;
    let count = 0;
    while (count < ids.length) {
      const length = this.lengthOf(ids[count]!);
      // A last line without a newline may go on in the other text.
      if (used + length > bytes || text[used + length - 1] !== NEWLINE) break;
      used += length;
      count++;
    }
    return { count, bytes: used };
  }

  /** The lines within the last `bytes` of a version that are lines of `other` as well, from the end. */
  #linesFromEnd({ ids }: InternedText, bytes: number, other: Uint8Array): LineRun {
    let used = 0;
    let count = 0;
    while (count < ids.length) {
      const length = this.lengthOf(ids[ids.length - 1 - count]!);
      if (used + length > bytes) break;
      const start = other.length - used - length;
      if (start > 0 && other[start - 1] !== NEWLINE) break;
      used += length;
      count++;
    }
    return { count, bytes: used };
  }

  /**
   * The same lines as ids that are equal when the lines are equal apart from space bytes (git's `-w`).
   * Ids of this kind are not ids of the table: they can only be compared with each other.
   */
  withoutSpace(ids: Int32Array): Int32Array {
    this.#stripped ??= new LineTable(this.cancel);
    const pace = new Pace(this.cancel, POLL_BYTES);
    while (this.#strippedIds.length < this.#count) this.#strippedIds = grown(this.#strippedIds, this.#count);
    while (this.#strippedCount < this.#count) {
      const bytes = this.bytesOf(this.#strippedCount).filter((byte) => !isSpace(byte));
      this.#strippedIds[this.#strippedCount++] = this.#stripped.#internLine(bytes);
      pace.did(8 * bytes.length + 64);
    }
    return ids.map((id) => this.#strippedIds[id]!);
  }

  /** Width of the indentation as git's indent heuristic measures it: at most 200, -1 for a blank line. */
  indentOf(id: number): number {
    const end = this.#starts[id + 1]!;
    let width = 0;
    for (let at = this.#starts[id]!; at < end; at++) {
      const byte = this.#arena[at]!;
      if (!isSpace(byte)) return width;
      if (byte === SPACE) width++;
      else if (byte === TAB) width += 8 - (width % 8);
      if (width >= MAX_INDENT) return MAX_INDENT;
    }
    return -1;
  }

  /** Number of ASCII letters and digits in a line: what a line weighs when moves and copies are scored. */
  alnumOf(id: number): number {
    const end = this.#starts[id + 1]!;
    let count = 0;
    for (let at = this.#starts[id]!; at < end; at++) if (isAlnum(this.#arena[at]!)) count++;
    return count;
  }

  #internLine(bytes: Uint8Array): number {
    let hash = FNV_OFFSET;
    for (const byte of bytes) hash = Math.imul(hash ^ byte, FNV_PRIME);
    return this.#find(bytes, 0, bytes.length, hash);
  }

  #find(text: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      if (this.#hashes[held - 1] === hash && this.#equals(held - 1, text, start, end)) return held - 1;
      slot = (slot + 1) & mask;
    }
    return this.#add(text, start, end, hash, slot);
  }

  #equals(id: number, text: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[id]!;
    if (this.#starts[id + 1]! - from !== end - start) return false;
    const arena = this.#arena;
    if (end - start >= LONG_LINE) return equalBytes(text.subarray(start, end), arena.subarray(from));
    for (let i = start, j = from; i < end; i++, j++) if (text[i] !== arena[j]) return false;
    return true;
  }

  #add(text: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.#count;
    const from = this.#starts[id]!;
    const to = from + end - start;
    if (to > this.#arena.length) this.#arena = grownInSlices(this.#arena, to, this.cancel);
    if (id + 2 > this.#starts.length) this.#starts = grown(this.#starts);
    if (id + 1 > this.#hashes.length) this.#hashes = grown(this.#hashes);
    if (end - start >= LONG_LINE)
      copyInSlices(this.#arena, text.subarray(start, end), { at: from, cancel: this.cancel });
    else for (let i = start, j = from; i < end; i++, j++) this.#arena[j] = text[i]!;
    this.#starts[id + 1] = to;
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    this.#count++;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      if ((id & (POLL_BYTES - 1)) === 0) this.cancel.check();
      const hash = this.#hashes[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

interface LineRun {
  readonly count: number;
  readonly bytes: number;
}

const NO_LINES: LineRun = { count: 0, bytes: 0 };

/** Sizes of the common start and the common end of two texts, which do not overlap in either. */
function commonEnds(a: Uint8Array, b: Uint8Array): { prefix: number; suffix: number } {
  const left = Buffer.from(a.buffer, a.byteOffset, a.length);
  const right = Buffer.from(b.buffer, b.byteOffset, b.length);
  const shorter = Math.min(left.length, right.length);
  let prefix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (
      prefix + step <= shorter &&
      left.compare(right, prefix, prefix + step, prefix, prefix + step) === 0
    ) {
      prefix += step;
    }
  }
  const rest = shorter - prefix;
  let suffix = 0;
  for (let step = FIRST_STEP; step > 0; step >>= STEP_SHIFT) {
    while (suffix + step <= rest && equalBefore(left, right, { suffix, step })) suffix += step;
  }
  return { prefix, suffix };
}

function equalBefore(a: Buffer, b: Buffer, { suffix, step }: { suffix: number; step: number }): boolean {
  const endA = a.length - suffix;
  const endB = b.length - suffix;
  return a.compare(b, endB - step, endB, endA - step, endA) === 0;
}

/** The four bytes that git's diff takes for space; vertical tab and form feed are not among them. */
export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === NEWLINE || byte === CARRIAGE_RETURN;
}

function isAlnum(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b.subarray(0, a.length)) === 0;
}

/** A copy of hundreds of megabytes takes long, above all into memory never touched before. */
function copyInSlices(target: Uint8Array, source: Uint8Array, to: { at: number; cancel: Cancel }): void {
  for (let from = 0; from < source.length; from += POLL_COPY) {
    to.cancel.check();
    target.set(source.subarray(from, from + POLL_COPY), to.at + from);
  }
}

function grownInSlices(array: Uint8Array, atLeast: number, cancel: Cancel): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(array.length * 2, atLeast));
  copyInSlices(larger, array, { at: 0, cancel });
  return larger;
}

function grown<T extends Int32Array | Uint8Array>(array: T, atLeast = 0): T {
  const size = Math.max(array.length * 2, atLeast, 16);
  const larger = (array instanceof Uint8Array ? new Uint8Array(size) : new Int32Array(size)) as T;
  larger.set(array);
  return larger;
}
