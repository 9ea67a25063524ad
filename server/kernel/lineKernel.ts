/** The kernels that make numbers of lines and compare them, each with a memory of its own that grows with them. */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { SLICE_BYTES } from '../base/slices.ts';
import { instantiate, type KernelMemory, PADDING, PAGE, RESERVED } from './kernel.ts';

/** Calls as in `lines.ts`, `lineDelta.ts`, `spaceless.ts` and `comparison.ts` of `assembly`, which describe them. Addresses may come back negative. */
interface LineCalls {
  clearLines(): void;
  lineCount(): number;
  stoppedAt(): number;
  wantedRoom(): number;
  copyRecords(to: number, from: number, end: number): void;
  useRecords(to: number, most: number): void;
  fillSlots(to: number, mask: number, from: number, end: number): void;
  clearBytes(at: number, size: number): void;
  useSlots(to: number, mask: number): void;
  useRoom(at: number, end: number): void;
  useLog(to: number, mask: number): void;
  lineAddress(id: number): number;
  lineLength(id: number): number;
  indentOfLine(id: number): number;
  alnumOfLine(id: number): number;
  internText(
    at: number,
    end: number,
    whole: number,
    ids: number,
    starts: number,
    start: number,
    most: number,
  ): number;
  beginHash(): void;
  hashPart(at: number, length: number): void;
  internInPlace(at: number, length: number): number;
  divideDelta(
    at: number,
    end: number,
    ids: number,
    starts: number,
    lines: number,
    to: number,
    pieces: number,
    most: number,
  ): number;
  newTextEnd(): number;
  linesTaken(): number;
  joinPieces(
    pieces: number,
    textIds: number,
    textStarts: number,
    textLines: number,
    textSize: number,
    ids: number,
    starts: number,
  ): number;
  useSpaceless(firsts: number, hashes: number, slots: number, mask: number): void;
  enterFirsts(to: number, mask: number, from: number, end: number): void;
  findFirsts(from: number, end: number): void;
  mapToFirsts(ids: number, count: number, to: number): void;
  comparisonRoom(lines: number): number;
  hunksAt(): number;
  compareLines(
    idsA: number,
    exactA: number,
    linesA: number,
    idsB: number,
    exactB: number,
    linesB: number,
    counts: number,
    room: number,
    minimal: number,
    indents: number,
  ): number;
}

/** A part of a kernel's memory. */
export interface Area {
  readonly at: number;
  readonly size: number;
}

/** No more than this is kept of a memory for the next one who needs a kernel; memory of kernels never shrinks. */
const MAX_SPARE_BYTES = 8 << 20;
const FIRST_BYTES = 4 * PAGE;

let spare: LineKernel | null = null;

/** A kernel without lines; null where there is no WebAssembly. */
export function takeLineKernel(): LineKernel | null {
  const kernel = spare;
  spare = null;
  if (kernel !== null) return kernel;
  const polls = { cancel: neverCancelled };
  const instance = instantiate<LineCalls>(FIRST_BYTES, () => polls.cancel.check());
  return instance && new LineKernel(instance.exports, instance.memory, polls);
}

/** Gives a kernel back that nobody will use any more. */
export function giveLineKernel(kernel: LineKernel): void {
  if (kernel.byteSize > MAX_SPARE_BYTES) return;
  kernel.clear();
  spare = kernel;
}

/** A kernel and its memory, of which areas are taken and given back; nothing in them is cleared. */
export class LineKernel {
  readonly calls: LineCalls;
  /** What calls ask that work for long: to be set before, and back after them. */
  readonly polls: { cancel: Cancel };
  /** All of the memory, anew whenever it has grown. */
  bytes: Buffer;
  numbers: Int32Array;
  readonly #memory: KernelMemory;
  #top = RESERVED;
  #free: Area[] = [];

  constructor(calls: LineCalls, memory: KernelMemory, polls: { cancel: Cancel }) {
    this.calls = calls;
    this.polls = polls;
    this.#memory = memory;
    this.bytes = Buffer.from(memory.buffer);
    this.numbers = new Int32Array(memory.buffer);
  }

  get byteSize(): number {
    return this.bytes.length;
  }

  /** An area of at least `size` bytes, its place a multiple of 16; `PADDING` bytes after it may be touched as well. */
  take(size: number): Area {
    const at = this.#free.findIndex((area) => area.size >= size);
    const [found] = at < 0 ? [] : this.#free.splice(at, 1);
    if (found !== undefined) return found;
    const area = { at: this.#top, size: (size + 15) & ~15 };
    const top = area.at + area.size + PADDING;
    if (top > this.bytes.length) this.#grow(top);
    this.#top = top;
    return area;
  }

  give(area: Area): void {
    if (area.size > 0) this.#free.push(area);
  }

  /** Writes zeros to all of an area. */
  zero({ at, size }: Area, cancel: Cancel): void {
    for (let from = 0; from < size; from += SLICE_BYTES) {
      if (from > 0) cancel.check();
      this.calls.clearBytes(at + from, Math.min(SLICE_BYTES, size - from));
    }
  }

  clear(): void {
    this.calls.clearLines();
    this.#top = RESERVED;
    this.#free = [];
  }

  #grow(atLeast: number): void {
    const wanted = Math.max(atLeast, this.bytes.length + Math.min(this.bytes.length, MAX_SPARE_BYTES));
    this.#memory.grow(Math.ceil((wanted - this.bytes.length) / PAGE));
    this.bytes = Buffer.from(this.#memory.buffer);
    this.numbers = new Int32Array(this.#memory.buffer);
  }
}
