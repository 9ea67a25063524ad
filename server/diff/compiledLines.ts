/** Distinct lines in the memory of kernels, which split, hash, look up and compare. */
import { assert } from '../base/assert.ts';
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { copyInSlices, SLICE_BYTES } from '../base/slices.ts';
import { prepareKernels } from '../kernel/kernel.ts';
import { type Area, giveLineKernel, type LineKernel, takeLineKernel } from '../kernel/lineKernel.ts';
import { HUNK, type Hunks } from './hunks.ts';
import type { LineList } from './lineList.ts';
import {
  type DeltaOfLines,
  type LineStore,
  type MyersOptions,
  POLL_BYTES,
  type Room,
  type VersionPair,
} from './lineStore.ts';
import type { Lines } from './lines.ts';
import { SpacelessLines } from './spacelessLines.ts';

const NEWLINE = 0x0a;
const NOWHERE: Area = { at: 0, size: 0 };
const FIRST_LINES = 1 << 10;
/** Lines interned by one call. */
const LINES_AT_ONCE = 1 << 13;
/** Lines entered in a larger table between two polls. */
const POLL_LINES = 1 << 14;
/** Numbers of lines met last that are remembered: some for each line, of a few versions at least. */
const LOGGED_PER_LINE = 4;
const MOST_LOGGED = 1 << 17;
const RECORD_BYTES = 16;
const PIECE_BYTES = 12;
/** Room for the bytes of lines is taken in areas of this size at least. */
const ROOM_BYTES = 1 << 16;
const ROOM_PADDING = 16;
/** Lines of two versions that are compared here: memory of kernels is bounded, and what is left of it later is kept. */
const MOST_COMPARED = 1 << 20;

/** What calls are given and what they give. */
type AreaName =
  | 'text'
  | 'delta'
  | 'baseIds'
  | 'baseStarts'
  | 'newText'
  | 'pieces'
  | 'foundIds'
  | 'foundStarts'
  | 'made'
  | 'linesA'
  | 'linesB'
  | 'firstsA'
  | 'firstsB'
  | 'counts'
  | 'comparison';

/** Lines whose ids and starts lie in the areas for what is found; starts count from `start`. */
class Found {
  start = 0;
  lines = 0;
  /** Their bytes. */
  size = 0;

  clear(start: number): Found {
    this.start = start;
    this.lines = 0;
    this.size = 0;
    return this;
  }
}

/** Compiles what tables of lines are made with, for who can pause behind it; whether that was still to be done. */
export function prepareLines(): boolean {
  return prepareKernels();
}

/** Null where there are no kernels. */
export function compiledLines(cancel: Cancel): LineStore | null {
  const kernel = takeLineKernel();
  return kernel && new CompiledLines(kernel, cancel);
}

class CompiledLines implements LineStore {
  readonly #kernel: LineKernel;
  readonly #cancel: Cancel;
  #records = NOWHERE;
  #slots = NOWHERE;
  #log = NOWHERE;
  #capacity = 0;
  readonly #found = new Found();
  readonly #spaceless: SpacelessLines;
  /** Each only as large as it had to be so far. */
  readonly #areas: Partial<Record<AreaName, Area>> = {};

  constructor(kernel: LineKernel, cancel: Cancel) {
    this.#kernel = kernel;
    this.#cancel = cancel;
    this.#spaceless = new SpacelessLines(kernel, cancel);
  }

  get count(): number {
    return this.#kernel.calls.lineCount();
  }

  get byteSize(): number {
    return this.#kernel.byteSize;
  }

  lengthOf(id: number): number {
    return this.#kernel.calls.lineLength(id);
  }

  bytesOf(id: number): Uint8Array {
    const at = this.#kernel.calls.lineAddress(id) >>> 0;
    return this.#kernel.bytes.subarray(at, at + this.#kernel.calls.lineLength(id));
  }

  indentOf(id: number): number {
    return this.#kernel.calls.indentOfLine(id);
  }

  alnumOf(id: number): number {
    return this.#kernel.calls.alnumOfLine(id);
  }

  release(): void {
    giveLineKernel(this.#kernel);
  }

  addText(text: Uint8Array, { start, end }: { start: number; end: number }, list: LineList): void {
    let from = start;
    while (from < end) {
      this.#cancel.check();
      const stop = Math.min(end, from + POLL_BYTES);
      const { at } = this.#area('text', POLL_BYTES);
      this.#kernel.bytes.set(text.subarray(from, stop), at);
      const found = this.#found.clear(list.size);
      const done = this.#internAll({ at, size: stop - from }, stop === end, found);
      if (done === 0) this.#addLongLine(text.subarray(from, end), found);
      this.#tell(found, list);
      from += found.size;
    }
  }

  /** Appends what was found to the list. */
  #tell({ lines, size }: Found, list: LineList): void {
    const { numbers } = this.#kernel;
    const ids = this.#area('foundIds', 0).at >>> 2;
    const starts = this.#area('foundStarts', 0).at >>> 2;
    list.append(numbers.subarray(ids, ids + lines), numbers.subarray(starts, starts + lines), size);
  }

  version(base: Lines, delta: DeltaOfLines, room: Room): Lines {
    const { calls } = this.#kernel;
    const pieces = this.#divide(base, delta);
    const text = this.#area('newText', 0).at;
    const textSize = (calls.newTextEnd() >>> 0) - text;
    const found = this.#found.clear(0);
    while (found.size < textSize) {
      this.#cancel.check();
      const from = text + found.size;
      const size = Math.min(textSize - found.size, POLL_BYTES);
      const done = this.#internAll({ at: from, size }, found.size + size === textSize, found);
      if (done === 0)
        this.#addLongLine(Buffer.from(this.#kernel.bytes.subarray(from, text + textSize)), found);
    }
    const lines = calls.linesTaken() + found.lines;
    // Starts right behind the ids: they leave together.
    const ids = this.#area('made', 8 * lines + 4).at;
    const [textIds, textStarts] = [this.#area('foundIds', 0).at, this.#area('foundStarts', 0).at];
    const made = calls.joinPieces(pieces, textIds, textStarts, found.lines, textSize, ids, ids + 4 * lines);
    assert(made === lines, 'a version has other lines than its pieces');
    const numbers = room(2 * lines + 1);
    numbers.set(this.#kernel.numbers.subarray(ids >>> 2, (ids >>> 2) + 2 * lines + 1));
    return {
      ids: numbers.subarray(0, lines),
      starts: numbers.subarray(lines),
      byteLength: delta.resultSize,
    };
  }

  withoutSpace(ids: Int32Array): Int32Array {
    const lines = this.#put('linesA', ids);
    const at = this.#firstsOf('firstsA', lines, ids.length) >>> 2;
    return this.#kernel.numbers.slice(at, at + ids.length);
  }

  compare({ a, b }: VersionPair, options: MyersOptions): Hunks | null {
    const kernel = this.#kernel;
    const { calls, polls } = kernel;
    if (a.length + b.length > MOST_COMPARED) return null;
    const room = this.#area('comparison', calls.comparisonRoom(a.length + b.length)).at;
    const counts = this.#zeros();
    const linesA = this.#put('linesA', a);
    const linesB = this.#put('linesB', b);
    const { ignoreWhitespace } = options;
    const idsA = ignoreWhitespace ? this.#firstsOf('firstsA', linesA, a.length) : linesA;
    const idsB = ignoreWhitespace ? this.#firstsOf('firstsB', linesB, b.length) : linesB;
    const minimal = options.minimal ? 1 : 0;
    const indents = options.indentHeuristic ? 1 : 0;
    polls.cancel = options.cancel;
    try {
      const [n, m] = [a.length, b.length];
      const hunks = calls.compareLines(idsA, linesA, n, idsB, linesB, m, counts, room, minimal, indents);
      const at = calls.hunksAt() >>> 2;
      return kernel.numbers.slice(at, at + HUNK * hunks);
    } catch (error) {
      // Given up in between, it leaves counts behind.
      this.#kernel.give(this.#areas.counts ?? NOWHERE);
      this.#areas.counts = NOWHERE;
      throw error;
    } finally {
      polls.cancel = neverCancelled;
    }
  }

  /** Where the numbers lie that `count` lines have without their space. */
  #firstsOf(name: AreaName, lines: number, count: number): number {
    const { at } = this.#area(name, 4 * count);
    this.#spaceless.map(lines, count, at);
    return at;
  }

  /** Where there is a zero for each line; whoever uses it to the end leaves zeros. */
  #zeros(): number {
    const known = this.#areas.counts ?? NOWHERE;
    if (known !== NOWHERE && known.size >= 4 * this.count) return known.at;
    this.#areas.counts = NOWHERE;
    this.#kernel.give(known);
    const area = this.#kernel.take(Math.max(4 * this.count, 2 * known.size));
    this.#kernel.zero(area, this.#cancel);
    this.#areas.counts = area;
    return area.at;
  }

  /** Number of pieces. */
  #divide(base: Lines, { bytes, start, end, resultSize }: DeltaOfLines): number {
    const kernel = this.#kernel;
    const at = this.#area('delta', end - start).at;
    kernel.bytes.set(bytes.subarray(start, end), at);
    const ids = this.#put('baseIds', base.ids);
    const starts = this.#put('baseStarts', base.starts);
    const to = this.#area('newText', resultSize + ROOM_PADDING).at;
    for (let most = 1 << 9; ; most *= 4) {
      const pieces = this.#area('pieces', most * PIECE_BYTES);
      const { length } = base.ids;
      const room = Math.floor(pieces.size / PIECE_BYTES);
      const made = kernel.calls.divideDelta(at, at + end - start, ids, starts, length, to, pieces.at, room);
      if (made >= 0) return made;
    }
  }

  /**
   * Interns the lines of a text in the kernel's memory, the last one only if it ends there or `whole`. Returns how many
   * bytes they are: 0 when there is no newline.
   */
  #internAll({ at, size }: Area, whole: boolean, found: Found): number {
    const { calls } = this.#kernel;
    const end = at + size;
    let from = at;
    for (;;) {
      const ids = this.#enlarged('foundIds', found.lines) + 4 * found.lines;
      const starts = this.#enlarged('foundStarts', found.lines) + 4 * found.lines;
      const start = found.start + found.size;
      const lines = calls.internText(from, end, whole ? 1 : 0, ids, starts, start, LINES_AT_ONCE);
      const stopped = calls.stoppedAt() >>> 0;
      found.lines += lines;
      found.size += stopped - from;
      from = stopped;
      if (from === end) return size;
      if (lines === LINES_AT_ONCE) continue;
      const wanted = calls.wantedRoom() >>> 0;
      if (wanted > 0) this.#newRoom(wanted);
      else if (calls.lineCount() === this.#capacity) this.#moreRecords();
      else return from - at;
    }
  }

  /** With its newline, if there is one. */
  #lengthOfFirst(text: Uint8Array): number {
    for (let from = 0; from < text.length; from += SLICE_BYTES) {
      this.#cancel.check();
      const newline = text.subarray(from, from + SLICE_BYTES).indexOf(NEWLINE);
      if (newline >= 0) return from + newline + 1;
    }
    return text.length;
  }

  /** Interns the first line of a text, which is longer than what is dealt with at once. */
  #addLongLine(text: Uint8Array, found: Found): void {
    const { calls } = this.#kernel;
    const length = this.#lengthOfFirst(text);
    const area = this.#kernel.take(length);
    calls.beginHash();
    for (let at = 0; at < length; at += POLL_BYTES) {
      this.#cancel.check();
      const size = Math.min(POLL_BYTES, length - at);
      this.#kernel.bytes.set(text.subarray(at, at + size), area.at + at);
      calls.hashPart(area.at + at, size);
    }
    if (calls.lineCount() === this.#capacity) this.#moreRecords();
    const before = calls.lineCount();
    const id = calls.internInPlace(area.at, length);
    if (calls.lineCount() === before) this.#kernel.give(area);
    const ids = this.#enlarged('foundIds', found.lines);
    const starts = this.#enlarged('foundStarts', found.lines);
    this.#kernel.numbers[(ids >>> 2) + found.lines] = id;
    this.#kernel.numbers[(starts >>> 2) + found.lines] = found.start + found.size;
    found.lines++;
    found.size += length;
  }

  #newRoom(wanted: number): void {
    const { at, size } = this.#kernel.take(Math.max(ROOM_BYTES, wanted + ROOM_PADDING));
    this.#kernel.calls.useRoom(at, at + size);
  }

  /** The new tables are whole before they are used: a poll may throw. */
  #moreRecords(): void {
    const kernel = this.#kernel;
    const { calls } = kernel;
    const capacity = Math.max(FIRST_LINES, 2 * this.#capacity);
    const slots = kernel.take(8 * capacity);
    kernel.zero({ at: slots.at, size: 8 * capacity }, this.#cancel);
    const mask = 2 * capacity - 1;
    for (let id = 0; id < this.count; id += POLL_LINES) {
      this.#cancel.check();
      calls.fillSlots(slots.at, mask, id, Math.min(this.count, id + POLL_LINES));
    }
    const records = kernel.take(capacity * RECORD_BYTES);
    for (let id = 0; id < this.count; id += POLL_LINES) {
      this.#cancel.check();
      calls.copyRecords(records.at, id, Math.min(this.count, id + POLL_LINES));
    }
    calls.useSlots(slots.at, mask);
    calls.useRecords(records.at, capacity);
    const logged = Math.min(MOST_LOGGED, LOGGED_PER_LINE * capacity);
    if (this.#log.size < 4 * logged) {
      kernel.give(this.#log);
      this.#log = kernel.take(4 * logged);
      calls.useLog(this.#log.at, logged - 1);
    }
    kernel.give(this.#slots);
    kernel.give(this.#records);
    this.#slots = slots;
    this.#records = records;
    this.#capacity = capacity;
  }

  #put(name: AreaName, numbers: Int32Array): number {
    const { at } = this.#area(name, 4 * numbers.length);
    copyInSlices(this.#kernel.numbers, numbers, { at: at >>> 2, cancel: this.#cancel });
    return at;
  }

  /** Where the area of that name begins, with room for more lines than it has; those are kept. */
  #enlarged(name: AreaName, lines: number): number {
    const size = 4 * (lines + LINES_AT_ONCE);
    const before = this.#areas[name] ?? NOWHERE;
    if (before.size >= size) return before.at;
    const larger = this.#kernel.take(Math.max(size, 2 * before.size));
    const held = this.#kernel.bytes.subarray(before.at, before.at + 4 * lines);
    copyInSlices<Uint8Array>(this.#kernel.bytes, held, { at: larger.at, cancel: this.#cancel });
    this.#kernel.give(before);
    this.#areas[name] = larger;
    return larger.at;
  }

  /** The area of that name, with at least `size` bytes; what was in it is lost when it was smaller. */
  #area(name: AreaName, size: number): Area {
    const area = this.#areas[name] ?? NOWHERE;
    if (area.size >= size && area !== NOWHERE) return area;
    this.#kernel.give(area);
    const larger = this.#kernel.take(Math.max(size, 2 * area.size));
    this.#areas[name] = larger;
    return larger;
  }
}
