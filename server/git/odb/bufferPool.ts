/** Buffers of a few sizes that are used again, so that a walk through thousands of trees makes no garbage. */

/** Smaller requests get this much. */
const SMALLEST = 256;

export class BufferPool {
  readonly #free = new Map<number, Buffer[]>();
  readonly #maxFree: number;
  #freeBytes = 0;

  /** At most `maxFree` bytes are kept for later. */
  constructor(maxFree: number) {
    this.#maxFree = maxFree;
  }

  /** A buffer of at least `size` bytes, of whatever content; at most twice as long. */
  take(size: number): Buffer {
    const capacity = roundUp(size);
    for (let larger = capacity; larger <= 2 * size; larger = roundUp(larger + 1)) {
      const buffer = this.#free.get(larger)?.pop();
      if (buffer === undefined) continue;
      this.#freeBytes -= larger;
      return buffer;
    }
    return Buffer.allocUnsafeSlow(capacity);
  }

  /** Takes a buffer back that came from `take`. From now on nobody else may look at it. */
  give(buffer: Buffer): void {
    if (this.#freeBytes + buffer.length > this.#maxFree) return;
    this.#freeBytes += buffer.length;
    const list = this.#free.get(buffer.length);
    if (list === undefined) this.#free.set(buffer.length, [buffer]);
    else list.push(buffer);
  }
}

/** Four sizes between one power of two and the next. */
function roundUp(size: number): number {
  if (size <= SMALLEST) return SMALLEST;
  const step = 2 ** (Math.floor(Math.log2(size - 1)) - 2);
  return Math.ceil(size / step) * step;
}
