/** Numbers by line id that are all zero between uses: clearing what was written is cheaper than new memory for each comparison. */

const FIRST_SIZE = 1 << 12;
const NONE = new Int32Array(0);

export class Zeros {
  #numbers = new Int32Array(FIRST_SIZE);

  /**
   * A zero for each id up to `most`, at least. To be given back with zeros in it; whoever is given up in between keeps
   * them, with what is written there.
   */
  take(most: number): Int32Array<ArrayBuffer> {
    const known = this.#numbers;
    this.#numbers = NONE;
    return most < known.length ? known : new Int32Array(Math.max(most + 1, 2 * known.length, FIRST_SIZE));
  }

  give(numbers: Int32Array<ArrayBuffer>): void {
    this.#numbers = numbers;
  }
}
