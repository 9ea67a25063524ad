/** Bytes that are written one after the other into pieces of memory, which are never moved. */

const PIECE_BYTES = 1 << 16;

export class ByteSink {
  readonly #full: Buffer[] = [];
  #buffer: Buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
  #used = 0;
  #before = 0;

  get length(): number {
    return this.#before + this.#used;
  }

  /** All that was written, in order. */
  get pieces(): Buffer[] {
    return [...this.#full, this.#buffer.subarray(0, this.#used)];
  }

  /** A number from 0 to 2^32 - 1: seven bits a byte, the lowest first, the top bit set on all but the last. */
  varint(value: number): void {
    this.#room(5);
    let rest = value;
    while (rest >= 0x80) {
      this.#buffer[this.#used++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#buffer[this.#used++] = rest;
  }

  byte(value: number): void {
    this.#room(1);
    this.#buffer[this.#used++] = value;
  }

  latin1(text: string): void {
    this.#room(text.length);
    this.#used += this.#buffer.write(text, this.#used, 'latin1');
  }

  #room(bytes: number): void {
    if (this.#used + bytes <= this.#buffer.length) return;
    this.#full.push(this.#buffer.subarray(0, this.#used));
    this.#before += this.#used;
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, bytes));
    this.#used = 0;
  }
}
