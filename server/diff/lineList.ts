/** The lines of a version while it is put together. */

import type { Room } from './lineStore.ts';
import type { Lines } from './lines.ts';

const FIRST_LINES = 1 << 10;

/** Numbers and starts of lines, one after the other. Used again and again, so that making a version takes no memory but its own. */
export class LineList {
  #ids = new Int32Array(FIRST_LINES);
  #starts = new Int32Array(FIRST_LINES);
  #count = 0;
  #size = 0;

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
    this.#ids.set(ids.subarray(first, end), this.#count);
    const shift = this.#size - starts[first]!;
    const target = this.#starts;
    for (let i = first, j = this.#count; i < end; i++, j++) target[j] = starts[i]! + shift;
    this.#count += end - first;
    this.#size += starts[end]! - starts[first]!;
  }

  /** The version, its numbers in what `room` gives for them. */
  finish(room: Room = (numbers) => new Int32Array(numbers)): Lines {
    const count = this.#count;
    const numbers = room(2 * count + 1);
    numbers.set(this.#ids.subarray(0, count));
    numbers.set(this.#starts.subarray(0, count), count);
    numbers[2 * count] = this.#size;
    return { ids: numbers.subarray(0, count), starts: numbers.subarray(count), byteLength: this.#size };
  }

  #reserve(more: number): void {
    const wanted = this.#count + more;
    if (wanted <= this.#ids.length) return;
    const size = Math.max(2 * this.#ids.length, wanted);
    const [ids, starts] = [new Int32Array(size), new Int32Array(size)];
    ids.set(this.#ids);
    starts.set(this.#starts);
    this.#ids = ids;
    this.#starts = starts;
  }
}
