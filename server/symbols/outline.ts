/** Outlines: the lines that functions, classes and the like take. */

/** More symbols than this are not what anybody reads above code. */
const MOST_SYMBOLS = 3000;

/** Gathers symbols in the order of their first lines. */
export class OutlineBuilder {
  private readonly pairs: number[] = [];
  private last = -1;

  /** Lines are 0-based, `end` exclusive. Of symbols that begin on one line the outermost counts. */
  add(start: number, end: number): void {
    if (start <= this.last || this.pairs.length >= 2 * MOST_SYMBOLS) return;
    this.last = start;
    this.pairs.push(start, end);
  }

  /** Two numbers a symbol: first line, line after the last. */
  finish(): Int32Array {
    return Int32Array.from(this.pairs);
  }
}
