/** Which lines in a kernel's memory are equal apart from space bytes: each gets the number of the first of them. */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { copyInSlices } from '../base/slices.ts';
import type { Area, LineKernel } from '../kernel/lineKernel.ts';

const NOWHERE: Area = { at: 0, size: 0 };
const FIRST_LINES = 1 << 10;
/** Lines entered in larger tables between two polls. */
const POLL_LINES = 1 << 14;

export class SpacelessLines {
  readonly #kernel: LineKernel;
  readonly #cancel: Cancel;
  #firsts = NOWHERE;
  #hashes = NOWHERE;
  #slots = NOWHERE;
  #capacity = 0;
  /** Lines that have been dealt with: all before this one. */
  #count = 0;

  constructor(kernel: LineKernel, cancel: Cancel) {
    this.#kernel = kernel;
    this.#cancel = cancel;
  }

  /** Writes the first lines of `count` lines, whose numbers lie at `ids`, to `to`. */
  map(ids: number, count: number, to: number): void {
    const { calls } = this.#kernel;
    this.#takeIn(calls.lineCount());
    calls.mapToFirsts(ids, count, to);
  }

  /** Deals with all lines that there are. */
  #takeIn(lines: number): void {
    if (lines === this.#count) return;
    if (lines > this.#capacity) this.#enlarge(lines);
    const { calls, polls } = this.#kernel;
    polls.cancel = this.#cancel;
    try {
      calls.findFirsts(this.#count, lines);
    } finally {
      polls.cancel = neverCancelled;
    }
    this.#count = lines;
  }

  /** The new tables are whole before they are used: a poll may throw. */
  #enlarge(lines: number): void {
    const kernel = this.#kernel;
    let capacity = Math.max(FIRST_LINES, 2 * this.#capacity);
    while (capacity < lines) capacity *= 2;
    const firsts = this.#copied(this.#firsts, 4 * capacity);
    const hashes = this.#copied(this.#hashes, 4 * capacity);
    const slots = kernel.take(8 * capacity);
    kernel.zero({ at: slots.at, size: 8 * capacity }, this.#cancel);
    const mask = 2 * capacity - 1;
    for (let from = 0; from < this.#count; from += POLL_LINES) {
      this.#cancel.check();
      kernel.calls.enterFirsts(slots.at, mask, from, Math.min(this.#count, from + POLL_LINES));
    }
    for (const area of [this.#firsts, this.#hashes, this.#slots]) kernel.give(area);
    this.#firsts = firsts;
    this.#hashes = hashes;
    this.#slots = slots;
    this.#capacity = capacity;
    kernel.calls.useSpaceless(firsts.at, hashes.at, slots.at, mask);
  }

  #copied(area: Area, size: number): Area {
    const kernel = this.#kernel;
    const larger = kernel.take(size);
    const held = kernel.bytes.subarray(area.at, area.at + 4 * this.#count);
    copyInSlices<Uint8Array>(kernel.bytes, held, { at: larger.at, cancel: this.#cancel });
    return larger;
  }
}
