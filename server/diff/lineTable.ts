/** Turns the lines of many file versions into small integers, once per version, so that diffs compare integers. */

const NEWLINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const MAX_INDENT = 200;
const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/** One version of a file as line ids of a table. A line's bytes include its newline, or lack it at the end of a file. */
export interface Lines {
  readonly ids: Int32Array;
  /** Size of the text the lines came from. */
  readonly byteLength: number;
}

/**
 * Lines interned by their exact bytes: equal lines have equal ids, whatever version they come from.
 *
 * Ids count up from 0; the bytes of line `id` are `arena[starts[id] .. starts[id + 1])`. The hash table is open
 * addressing with linear probing over FNV-1a values; 0 is an empty slot, so slots hold `id + 1`.
 */
export class LineTable {
  #arena = new Uint8Array(1 << 16);
  #starts = new Int32Array(1 << 11);
  #hashes = new Int32Array(1 << 11);
  #slots = new Int32Array(1 << 12);
  #count = 0;
  #scratch = new Int32Array(1 << 10);
  #stripped: LineTable | null = null;
  #strippedIds = new Int32Array(0);
  #strippedCount = 0;

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

  /** Splits a text at its newlines and interns each line. */
  intern(text: Uint8Array): Lines {
    const size = text.length;
    let lines = 0;
    let start = 0;
    while (start < size) {
      let hash = FNV_OFFSET;
      let end = start;
      while (end < size) {
        const byte = text[end++]!;
        hash = Math.imul(hash ^ byte, FNV_PRIME);
        if (byte === NEWLINE) break;
      }
      if (lines === this.#scratch.length) this.#scratch = grown(this.#scratch);
      this.#scratch[lines++] = this.#find(text, start, end, hash);
      start = end;
    }
    return { ids: this.#scratch.slice(0, lines), byteLength: size };
  }

  /**
   * The same lines as ids that are equal when the lines are equal apart from space bytes (git's `-w`).
   * Ids of this kind are not ids of the table: they can only be compared with each other.
   */
  withoutSpace(ids: Int32Array): Int32Array {
    this.#stripped ??= new LineTable();
    while (this.#strippedIds.length < this.#count) this.#strippedIds = grown(this.#strippedIds, this.#count);
    while (this.#strippedCount < this.#count) {
      const bytes = this.bytesOf(this.#strippedCount).filter((byte) => !isSpace(byte));
      this.#strippedIds[this.#strippedCount++] = this.#stripped.#internLine(bytes);
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
    for (let i = start, j = from; i < end; i++, j++) if (text[i] !== arena[j]) return false;
    return true;
  }

  #add(text: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const id = this.#count++;
    const from = this.#starts[id]!;
    const to = from + end - start;
    if (to > this.#arena.length) this.#arena = grown(this.#arena, to);
    if (id + 2 > this.#starts.length) this.#starts = grown(this.#starts);
    if (id + 1 > this.#hashes.length) this.#hashes = grown(this.#hashes);
    for (let i = start, j = from; i < end; i++, j++) this.#arena[j] = text[i]!;
    this.#starts[id + 1] = to;
    this.#hashes[id] = hash;
    this.#slots[slot] = id + 1;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.#count; id++) {
      const hash = this.#hashes[id]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.#slots = slots;
  }
}

/** The four bytes that git's diff takes for space; vertical tab and form feed are not among them. */
export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === NEWLINE || byte === CARRIAGE_RETURN;
}

function isAlnum(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

function grown<T extends Int32Array | Uint8Array>(array: T, atLeast = 0): T {
  const size = Math.max(array.length * 2, atLeast, 16);
  const larger = (array instanceof Uint8Array ? new Uint8Array(size) : new Int32Array(size)) as T;
  larger.set(array);
  return larger;
}
