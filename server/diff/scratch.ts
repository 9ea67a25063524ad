/** Arrays that comparisons fill and forget: long files are compared at every keystroke, and new memory costs more than the work. */

/** Numbers kept for each use between comparisons. */
const KEPT = 1 << 20;

export class Scratch {
  #numbers = new Int32Array(1 << 10);

  /** So many numbers, whatever they are; good until the next call. */
  take(size: number): Int32Array {
    if (size > KEPT) return new Int32Array(size);
    if (size > this.#numbers.length) {
      this.#numbers = new Int32Array(Math.min(KEPT, Math.max(size, 2 * this.#numbers.length)));
    }
    return this.#numbers.subarray(0, size);
  }
}
