/** Turns the lines of many file versions into small integers, once per version, so that diffs compare integers. */

import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';
import { commonEnds, type InternedText, type Lines, lineAt, linesFromEnd, wholeLines } from './lines.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const MAX_INDENT = 200;
/** Bytes that are looked at one by one, or copied, between two polls. */
const POLL_BYTES = 1 << 16;
const POLL_COPY = 1 << 20;
/** Copies of a delta between two polls. */
const POLL_STEPS = 1 << 12;
/** Lines from this length on are compared by the system's own means. */
const LONG_LINE = 1 << 10;
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

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
  /** The version being put together: its lines and where they start, their number and size. */
  #scratch = new Int32Array(1 << 10);
  #scratchStarts = new Int32Array(1 << 10);
  #lines = 0;
  #size = 0;
  /** Bytes of its current line, as far as that is not whole. */
  #pending = new Uint8Array(1 << 10);
  #pendingBytes = 0;
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
    const scratch = this.#scratch.length + this.#scratchStarts.length + this.#strippedIds.length;
    const numbers = this.#starts.length + this.#hashes.length + this.#slots.length + scratch;
    const own = this.#arena.byteLength + this.#pending.byteLength + 4 * numbers;
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
  intern(text: Uint8Array, like: Lines | InternedText | null = null): InternedText {
    this.#begin();
    if (like !== null && isText(like)) this.#addTextLike(text, like);
    else this.#addText(text, 0, text.length);
    return { ...this.#finish(), text };
  }

  /**
   * A text that has its first `prefix` and its last `suffix` bytes in common with another version, which do not overlap in
   * either: whole lines of both are taken from there. `bytes` gives what lies in between, as little as is needed.
   */
  internEdited(
    like: Lines,
    { prefix, suffix, byteLength }: { prefix: number; suffix: number; byteLength: number },
    bytes: (start: number, end: number) => Uint8Array,
  ): Lines {
    this.#begin();
    // A last line may go on in the other text: it is read again.
    const head = lineAt(like.starts, Math.min(prefix, Math.max(0, like.byteLength - 1)));
    // Behind a byte of the common end, so that it is known to be behind a newline.
    const tail = Math.min(lineAt(like.starts, like.byteLength - suffix) + 1, like.ids.length);
    this.#takeLines(like, 0, head);
    const end = byteLength - (like.byteLength - like.starts[tail]!);
    const middle = bytes(this.#size, end);
    this.#addText(middle, 0, middle.length);
    this.#takeLines(like, tail, like.ids.length);
    return this.#finish();
  }

  /**
   * The version that a delta makes of another one of the table: lines that it copies keep their ids, and only what is
   * new is looked at. The instructions, a copy `[offset, size]` of the base or new bytes each, have been checked.
   */
  internDelta(base: Lines, steps: DeltaSteps): Lines {
    this.#begin();
    const pace = new Pace(this.cancel, POLL_STEPS);
    steps({
      copy: (offset, size) => {
        pace.did(1);
        this.#copy(base, offset, size);
      },
      add: (bytes, start, end) => this.#add(bytes, start, end),
    });
    if (this.#pendingBytes > 0) this.#endPending();
    return this.#finish();
  }

  #begin(): void {
    this.#lines = 0;
    this.#size = 0;
    this.#pendingBytes = 0;
  }

  #finish(): Lines {
    const starts = new Int32Array(this.#lines + 1);
    starts.set(this.#scratchStarts.subarray(0, this.#lines));
    starts[this.#lines] = this.#size;
    return { ids: this.#scratch.slice(0, this.#lines), starts, byteLength: this.#size };
  }

  #reserve(count: number): void {
    if (count <= this.#scratch.length) return;
    this.#scratch = grown(this.#scratch, count);
    this.#scratchStarts = grown(this.#scratchStarts, count);
  }

  #push(id: number, length: number): void {
    this.#reserve(this.#lines + 1);
    this.#scratch[this.#lines] = id;
    this.#scratchStarts[this.#lines++] = this.#size;
    this.#size += length;
  }

  /** Appends lines [first, end) of another version. */
  #takeLines({ ids, starts }: Lines, first: number, end: number): void {
    const to = this.#lines;
    this.#reserve(to + end - first);
    this.#scratch.set(ids.subarray(first, end), to);
    const shift = this.#size - starts[first]!;
    const target = this.#scratchStarts;
    for (let i = first, j = to; i < end; i++, j++) target[j] = starts[i]! + shift;
    this.#lines = to + end - first;
    this.#size += starts[end]! - starts[first]!;
  }

  #addTextLike(text: Uint8Array, like: InternedText): void {
    const { prefix, suffix } = commonEnds(text, like.text);
    this.#takeLines(like, 0, wholeLines(like, prefix));
    const tail = like.ids.length - linesFromEnd(like, suffix, text);
    this.#addText(text, this.#size, text.length - (like.byteLength - like.starts[tail]!));
    this.#takeLines(like, tail, like.ids.length);
  }

  /** Appends the lines of [from, end) of a text, the last one whether it ends there or not. */
  #addText(text: Uint8Array, from: number, size: number): void {
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
      this.#push(this.#find(text, start, end, hash), end - start);
      start = end;
    }
  }

  #copy(base: Lines, offset: number, size: number): void {
    const { starts, ids } = base;
    const end = offset + size;
    let line = lineAt(starts, offset);
    if (this.#pendingBytes > 0 || offset > starts[line]!) {
      const stop = Math.min(end, starts[line + 1]!);
      this.#gather(ids[line]!, offset - starts[line]!, stop - starts[line]!);
      if (stop < starts[++line]! || stop === end) return;
    }
    let last = lineAt(starts, end);
    // What is no whole line in the base need not be the end of one here.
    if (last === ids.length && last > line && !this.#endsLine(ids[last - 1]!)) last--;
    if (last > line) this.#takeLines(base, line, last);
    if (starts[last]! < end) this.#gather(ids[last]!, 0, end - starts[last]!);
  }

  #endsLine(id: number): boolean {
    return this.#arena[this.#starts[id + 1]! - 1] === NEWLINE;
  }

  /** Adds bytes [from, end) of a known line to the line that is being put together. */
  #gather(id: number, from: number, end: number): void {
    const start = this.#starts[id]!;
    this.#gatherBytes(this.#arena, start + from, start + end);
    if (end > 0 && this.#arena[start + end - 1] === NEWLINE) this.#endPending();
  }

  #gatherBytes(bytes: Uint8Array, from: number, end: number): void {
    const length = this.#pendingBytes + end - from;
    if (length > this.#pending.length) this.#pending = grown(this.#pending, length);
    for (let i = from, j = this.#pendingBytes; i < end; i++, j++) this.#pending[j] = bytes[i]!;
    this.#pendingBytes = length;
  }

  #endPending(): void {
    const length = this.#pendingBytes;
    this.#pendingBytes = 0;
    this.#addText(this.#pending, 0, length);
  }

  /** New bytes: the end of the line that is being put together, whole lines, the start of another. */
  #add(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    if (this.#pendingBytes > 0) {
      while (from < end && bytes[from++] !== NEWLINE);
      this.#gatherBytes(bytes, start, from);
      if (bytes[from - 1] !== NEWLINE) return;
      this.#endPending();
    }
    let whole = end;
    while (whole > from && bytes[whole - 1] !== NEWLINE) whole--;
    this.#addText(bytes, from, whole);
    this.#gatherBytes(bytes, whole, end);
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
    return this.#enter(text, start, end, hash, slot);
  }

  #equals(id: number, text: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[id]!;
    if (this.#starts[id + 1]! - from !== end - start) return false;
    const arena = this.#arena;
    if (end - start >= LONG_LINE) return equalBytes(text.subarray(start, end), arena.subarray(from));
    for (let i = start, j = from; i < end; i++, j++) if (text[i] !== arena[j]) return false;
    return true;
  }

  #enter(text: Uint8Array, start: number, end: number, hash: number, slot: number): number {
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

/** Runs through the instructions of a delta and reports each. */
export type DeltaSteps = (sink: {
  readonly copy: (offset: number, size: number) => void;
  /** Bytes [start, end) of a buffer that is good during the call. */
  readonly add: (bytes: Uint8Array, start: number, end: number) => void;
}) => void;

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

function isText(lines: Lines): lines is InternedText {
  return 'text' in lines;
}
