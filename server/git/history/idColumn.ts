/** Binary object ids by number, in pieces that are never moved: growing copies nothing. */
import type { Oid } from '../oid.ts';

const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;

export class IdColumn {
  readonly #idBytes: number;
  readonly #chunks: Buffer[] = [];

  constructor(idBytes: number) {
    this.#idBytes = idBytes;
  }

  /** Sets the id with a number, at most one more than the highest so far. */
  set(number: number, oid: Oid): void {
    const chunk = number >>> CHUNK_BITS;
    this.#chunks[chunk] ??= Buffer.allocUnsafeSlow(CHUNK * this.#idBytes);
    this.#chunks[chunk].write(oid, (number & (CHUNK - 1)) * this.#idBytes, 'hex');
  }

  get(number: number): Oid {
    const at = (number & (CHUNK - 1)) * this.#idBytes;
    return (this.#chunks[number >>> CHUNK_BITS] as Buffer).toString('hex', at, at + this.#idBytes);
  }
}
