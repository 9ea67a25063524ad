/** Distinct lines in plain arrays: what the kernels are compared with, and what replaces them. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { copyInSlices } from '../base/slices.ts';
import { LineList } from './lineList.ts';
import { type DeltaOfLines, type LineStore, POLL_BYTES, type Room } from './lineStore.ts';
import { isSpace, type Lines, lineAt } from './lines.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const MAX_INDENT = 200;
/** Copies of a delta between two polls. */
const POLL_STEPS = 1 << 12;
/** Lines from this length on are compared by the system's own means. */
const LONG_LINE = 1 << 10;
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/**
 * The bytes of line `id` are `arena[starts[id] .. starts[id + 1])`. The hash table is open addressing with linear probing
 * over FNV-1a values; 0 is an empty slot, so slots hold `id + 1`.
 */
export class PlainLines implements LineStore {
  readonly #cancel: Cancel;
  #arena = new Uint8Array(1 << 16);
  #starts = new Int32Array(1 << 11);
  #hashes = new Int32Array(1 << 11);
  #slots = new Int32Array(1 << 12);
  #count = 0;
  /** Bytes of the line that is being put together, as far as it is not whole. */
  #pending = new Uint8Array(1 << 10);
  #pendingBytes = 0;
  readonly #list: LineList;

  constructor(cancel: Cancel) {
    this.#cancel = cancel;
    this.#list = new LineList(cancel);
  }

  get count(): number {
    return this.#count;
  }

  get byteSize(): number {
    const numbers = this.#starts.length + this.#hashes.length + this.#slots.length;
    return this.#arena.byteLength + this.#pending.byteLength + this.#list.byteSize + 4 * numbers;
  }

  lengthOf(id: number): number {
    return this.#starts[id + 1]! - this.#starts[id]!;
  }

  bytesOf(id: number): Uint8Array {
    return this.#arena.subarray(this.#starts[id]!, this.#starts[id + 1]!);
  }

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

  alnumOf(id: number): number {
    const end = this.#starts[id + 1]!;
    let count = 0;
    for (let at = this.#starts[id]!; at < end; at++) if (isAlnum(this.#arena[at]!)) count++;
    return count;
  }

  /** Left to the table. */
  withoutSpace(): null {
    return null;
  }

  /** Left to the plain kernels. */
  compare(): null {
    return null;
  }

  /** Left to the collector of garbage. */
  release(): void {}

  addText(text: Uint8Array, span: { readonly start: number; readonly end: number }, list: LineList): void {
    const { end: size } = span;
    let { start } = span;
    let nextPoll = start;
    while (start < size) {
      let hash = FNV_OFFSET;
      let end = start;
      let byte = 0;
      while (end < size && byte !== NEWLINE) {
        if (end >= nextPoll) {
          this.#cancel.check();
          nextPoll = end + POLL_BYTES;
        }
        for (const stop = Math.min(size, nextPoll); end < stop && byte !== NEWLINE; ) {
          byte = text[end++]!;
          hash = Math.imul(hash ^ byte, FNV_PRIME);
        }
      }
      list.push(this.#find(text, start, end, hash), end - start);
      start = end;
    }
  }

  version(base: Lines, delta: DeltaOfLines, room: Room): Lines {
    const list = this.#list;
    list.clear();
    this.#pendingBytes = 0;
    const pace = new Pace(this.#cancel, POLL_STEPS);
    delta.run({
      copy: (offset, size) => {
        pace.did(1);
        this.#copy(base, { offset, size }, list);
      },
      add: (bytes, start, end) => this.#add(bytes, { start, end }, list),
    });
    if (this.#pendingBytes > 0) this.#endPending(list);
    return list.finish(room);
  }

  #copy(base: Lines, { offset, size }: { offset: number; size: number }, list: LineList): void {
    const { starts, ids } = base;
    const end = offset + size;
    let line = lineAt(starts, offset);
    if (this.#pendingBytes > 0 || offset > starts[line]!) {
      const stop = Math.min(end, starts[line + 1]!);
      this.#gather(ids[line]!, { from: offset - starts[line]!, end: stop - starts[line]! }, list);
      if (stop < starts[++line]! || stop === end) return;
    }
    let last = lineAt(starts, end);
    // What is no whole line in the base need not be the end of one here.
    if (last === ids.length && last > line && !this.#endsLine(ids[last - 1]!)) last--;
    if (last > line) list.take(base, line, last);
    if (starts[last]! < end) this.#gather(ids[last]!, { from: 0, end: end - starts[last]! }, list);
  }

  #endsLine(id: number): boolean {
    return this.#arena[this.#starts[id + 1]! - 1] === NEWLINE;
  }

  /** Adds bytes [from, end) of a known line to the line that is being put together. */
  #gather(id: number, { from, end }: { from: number; end: number }, list: LineList): void {
    const start = this.#starts[id]!;
    this.#gatherBytes(this.#arena, start + from, start + end);
    if (end > 0 && this.#arena[start + end - 1] === NEWLINE) this.#endPending(list);
  }

  #gatherBytes(bytes: Uint8Array, from: number, end: number): void {
    const length = this.#pendingBytes + end - from;
    const cancel = this.#cancel;
    const used = this.#pendingBytes;
    if (length > this.#pending.length)
      this.#pending = grown(this.#pending, { used, atLeast: length, cancel });
    if (end - from >= LONG_LINE) copyInSlices(this.#pending, bytes.subarray(from, end), { at: used, cancel });
    else for (let i = from, j = used; i < end; i++, j++) this.#pending[j] = bytes[i]!;
    this.#pendingBytes = length;
  }

  #endPending(list: LineList): void {
    const length = this.#pendingBytes;
    this.#pendingBytes = 0;
    this.addText(this.#pending, { start: 0, end: length }, list);
  }

  /** New bytes: the end of the line that is being put together, whole lines, the start of another. */
  #add(bytes: Uint8Array, { start, end }: { start: number; end: number }, list: LineList): void {
    let from = start;
    if (this.#pendingBytes > 0) {
      while (from < end && bytes[from++] !== NEWLINE);
      this.#gatherBytes(bytes, start, from);
      if (bytes[from - 1] !== NEWLINE) return;
      this.#endPending(list);
    }
    let whole = end;
    while (whole > from && bytes[whole - 1] !== NEWLINE) whole--;
    this.addText(bytes, { start: from, end: whole }, list);
    this.#gatherBytes(bytes, whole, end);
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
    if (to > this.#arena.length)
      this.#arena = grown(this.#arena, { used: from, atLeast: to, cancel: this.#cancel });
    if (id + 2 > this.#starts.length) this.#starts = this.#more(this.#starts);
    if (id + 1 > this.#hashes.length) this.#hashes = this.#more(this.#hashes);
    if (end - start >= LONG_LINE)
      copyInSlices(this.#arena, text.subarray(start, end), { at: from, cancel: this.#cancel });
    else for (let i = start, j = from; i < end; i++, j++) this.#arena[j] = text[i]!;
    this.#starts[id + 1] = to;
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    this.#count++;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #more(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
    return grown(numbers, { used: numbers.length, atLeast: 0, cancel: this.#cancel });
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      if ((id & (POLL_BYTES - 1)) === 0) this.#cancel.check();
      const hash = this.#hashes[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

function isAlnum(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b.subarray(0, a.length)) === 0;
}

/** An array of twice the size, or more, that begins with what is used of this one. */
function grown<T extends Int32Array | Uint8Array>(
  array: T,
  { used, atLeast, cancel }: { readonly used: number; readonly atLeast: number; readonly cancel: Cancel },
): T {
  const size = Math.max(array.length * 2, atLeast, 16);
  const larger = (array instanceof Uint8Array ? new Uint8Array(size) : new Int32Array(size)) as T;
  copyInSlices(larger, array.subarray(0, used) as T, { cancel });
  return larger;
}
