/** Turns the lines of many file versions into small integers, once per version, so that diffs compare integers. */

import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';
import { copyInSlices } from '../base/slices.ts';
import { compiledLines } from './compiledLines.ts';
import type { Hunks } from './hunks.ts';
import { LineList } from './lineList.ts';
import {
  type DeltaOfLines,
  type LineStore,
  type MyersOptions,
  POLL_BYTES,
  type Room,
  type VersionPair,
} from './lineStore.ts';
import { commonEnds, type InternedText, isSpace, type Lines, linesFromEnd, wholeLines } from './lines.ts';
import { PlainLines } from './plainLines.ts';

const NEWLINE = 0x0a;
/** Lines looked up between two polls. */
const POLL_LINES = 1 << 15;
/** Most lines that are interned anew without their space at once. */
const STRIPPED_LINES = 1 << 11;

/** How a table makes its stores. */
export type MakeStore = (cancel: Cancel) => LineStore;

/** In the memory of kernels, where there are any. */
const anyStore: MakeStore = (cancel) => compiledLines(cancel) ?? new PlainLines(cancel);
/** In arrays, whether there are kernels or not. */
export const plainStore: MakeStore = (cancel) => new PlainLines(cancel);

/**
 * Lines interned by their exact bytes: equal lines have equal ids, whatever version they come from. Ids count up from 0.
 */
export class LineTable {
  /** What may stop the work on its lines. */
  readonly cancel: Cancel;
  readonly #makeStore: MakeStore;
  readonly #store: LineStore;
  readonly #list: LineList;
  #stripped: LineTable | null = null;
  #strippedIds = new Int32Array(0);
  #strippedCount = 0;

  constructor(cancel: Cancel = neverCancelled, makeStore: MakeStore = anyStore) {
    this.cancel = cancel;
    this.#makeStore = makeStore;
    this.#store = makeStore(cancel);
    this.#list = new LineList(cancel);
  }

  /** Number of distinct lines seen so far; ids are below it. */
  get count(): number {
    return this.#store.count;
  }

  /** Bytes held, for whoever bounds the memory of a run. */
  get byteSize(): number {
    const own = this.#store.byteSize + this.#list.byteSize + 4 * this.#strippedIds.length;
    return own + (this.#stripped?.byteSize ?? 0);
  }

  /** Length of a line in bytes, its newline included. */
  lengthOf(id: number): number {
    return this.#store.lengthOf(id);
  }

  /** The bytes of a line; valid until the next line is interned. */
  bytesOf(id: number): Uint8Array {
    return this.#store.bytesOf(id);
  }

  /** Width of the indentation as git's indent heuristic measures it: at most 200, -1 for a blank line. */
  indentOf(id: number): number {
    return this.#store.indentOf(id);
  }

  /** Number of ASCII letters and digits in a line: what a line weighs when moves and copies are scored. */
  alnumOf(id: number): number {
    return this.#store.alnumOf(id);
  }

  /** To be called when neither the table nor bytes of its lines are used any more: what it has goes to the next one. */
  release(): void {
    this.#store.release();
    this.#stripped?.release();
  }

  /**
   * Splits a text at its newlines and interns each line. `like` is another version of the file, interned before: what
   * both have in common at the start and at the end is taken from there, so that of a long file with a short change
   * only the change is looked at line by line.
   */
  intern(text: Uint8Array, like: Lines | InternedText | null = null): InternedText {
    const list = this.#list;
    list.clear();
    if (like !== null && isText(like)) this.#addTextLike(text, like);
    else this.#store.addText(text, { start: 0, end: text.length }, list);
    return { ...list.finish(), text };
  }

  /** The version that a delta makes of another one of the table: lines that it copies keep their ids, and only what is new is looked at. */
  internDelta(base: Lines, delta: DeltaOfLines, room: Room = newRoom): Lines {
    return this.#store.version(base, delta, room);
  }

  /** The hunks between two versions of the table where it compares them by kernels, null otherwise. */
  compare(pair: VersionPair, options: MyersOptions): Hunks | null {
    return this.#store.compare(pair, options);
  }

  #addTextLike(text: Uint8Array, like: InternedText): void {
    const list = this.#list;
    const { prefix, suffix } = commonEnds(text, like.text, this.cancel);
    list.take(like, 0, wholeLines(like, prefix));
    const tail = like.ids.length - linesFromEnd(like, suffix, text);
    const end = text.length - (like.byteLength - like.starts[tail]!);
    this.#store.addText(text, { start: list.size, end }, list);
    list.take(like, tail, like.ids.length);
  }

  /**
   * The same lines as ids that are equal when the lines are equal apart from space bytes (git's `-w`).
   * Ids of this kind can only be compared with each other.
   */
  withoutSpace(ids: Int32Array): Int32Array {
    return this.#store.withoutSpace(ids) ?? this.#withoutSpacePlainly(ids);
  }

  #withoutSpacePlainly(ids: Int32Array): Int32Array {
    while (this.#strippedCount < this.count) this.#strip();
    const stripped = new Int32Array(ids.length);
    for (let from = 0; from < ids.length; from += POLL_LINES) {
      this.cancel.check();
      const end = Math.min(ids.length, from + POLL_LINES);
      for (let i = from; i < end; i++) stripped[i] = this.#strippedIds[ids[i]!]!;
    }
    return stripped;
  }

  /** Interns some more lines without their space bytes. As newlines are among these, they can stand between them. */
  #strip(): void {
    this.#stripped ??= new LineTable(this.cancel, this.#makeStore);
    const from = this.#strippedCount;
    let end = from;
    let size = 0;
    const most = Math.min(this.count, from + STRIPPED_LINES);
    for (; end < most && (size < POLL_BYTES || end === from); end++) size += this.lengthOf(end) + 1;
    const text = new Uint8Array(size);
    const pace = new Pace(this.cancel, POLL_BYTES);
    let used = 0;
    for (let id = from; id < end; id++) {
      const bytes = this.bytesOf(id);
      for (let start = 0; start < bytes.length; start += POLL_BYTES) {
        const stop = Math.min(bytes.length, start + POLL_BYTES);
        for (let i = start; i < stop; i++) if (!isSpace(bytes[i]!)) text[used++] = bytes[i]!;
        pace.did(stop - start);
      }
      text[used++] = NEWLINE;
    }
    const { ids } = this.#stripped.intern(text.subarray(0, used));
    if (end > this.#strippedIds.length) {
      const larger = new Int32Array(Math.max(end, 2 * this.#strippedIds.length));
      copyInSlices(larger, this.#strippedIds.subarray(0, from), { cancel: this.cancel });
      this.#strippedIds = larger;
    }
    this.#strippedIds.set(ids, from);
    this.#strippedCount = end;
  }
}

function newRoom(numbers: number): Int32Array {
  return new Int32Array(numbers);
}

function isText(lines: Lines): lines is InternedText {
  return 'text' in lines;
}
