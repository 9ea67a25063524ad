/** The lines of a version while it is put together. */

import type { Cancel } from '../base/cancel.ts';
import { copyInSlices, SLICE_BYTES } from '../base/slices.ts';
import type { Room } from './lineStore.ts';
import type { Lines } from './lines.ts';

const FIRST_LINES = 1 << 10;
/** Lines taken between two polls. */
const POLL_LINES: number = SLICE_BYTES >> 3;

/**
 * Numbers and starts of lines, one after the other. Used again and again, so that making a version takes no memory but its own.
 * A poll may throw whenever lines are added: then it has to be cleared.
 */
export class LineList {
  readonly #cancel: Cancel;
  #ids = new Int32Array(FIRST_LINES);
  #starts = new Int32Array(FIRST_LINES);
  #count = 0;
  #size = 0;

  constructor(cancel: Cancel) {
    this.#cancel = cancel;
  }

  /** Bytes of the lines so far. */
  get size(): number {
    return this.#size;
  }

  /** Bytes held. */
  get byteSize(): number {
    return 8 * this.#ids.length;
  }

  clear(): void {
    this.#count = 0;
    this.#size = 0;
  }

  push(id: number, length: number): void {
    this.#reserve(1);
    this.#ids[this.#count] = id;
    this.#starts[this.#count++] = this.#size;
    this.#size += length;
  }

  /** Appends lines that are `size` bytes together, with their places in the whole version. */
  append(ids: Int32Array, starts: Int32Array, size: number): void {
    this.#reserve(ids.length);
    this.#ids.set(ids, this.#count);
    this.#starts.set(starts, this.#count);
    this.#count += ids.length;
    this.#size += size;
  }

  /** Appends lines [first, end) of another version. */
  take({ ids, starts }: Lines, first: number, end: number): void {
    this.#reserve(end - first);
    const shift = this.#size - starts[first]!;
    const target = this.#starts;
    for (let from = first; from < end; from += POLL_LINES) {
      if (from > first) this.#cancel.check();
      const stop = Math.min(end, from + POLL_LINES);
      this.#ids.set(ids.subarray(from, stop), this.#count);
      for (let i = from, j = this.#count; i < stop; i++, j++) target[j] = starts[i]! + shift;
      this.#count += stop - from;
    }
    this.#size = starts[end]! + shift;
  }

  /** The version, its numbers in what `room` gives for them. */
  finish(room: Room = (numbers) => new Int32Array(numbers)): Lines {
    const count = this.#count;
    const numbers = room(2 * count + 1);
    const cancel = this.#cancel;
    copyInSlices(numbers, this.#ids.subarray(0, count), { cancel });
    copyInSlices(numbers, this.#starts.subarray(0, count), { at: count, cancel });
    numbers[2 * count] = this.#size;
    return { ids: numbers.subarray(0, count), starts: numbers.subarray(count), byteLength: this.#size };
  }

  #reserve(more: number): void {
    const wanted = this.#count + more;
    if (wanted <= this.#ids.length) return;
    const size = Math.max(2 * this.#ids.length, wanted);
    const [ids, starts] = [new Int32Array(size), new Int32Array(size)];
    const cancel = this.#cancel;
    copyInSlices(ids, this.#ids.subarray(0, this.#count), { cancel });
    copyInSlices(starts, this.#starts.subarray(0, this.#count), { cancel });
    this.#ids = ids;
    this.#starts = starts;
  }
}
