/** Binary object ids by number, and their numbers by id: what takes tens of bytes a commit where a Map takes hundreds. */
import { hexToBytes } from './hexBytes.ts';

const FIRST_CAPACITY = 1024;
const EMPTY = -1;
/** Ids are as good as random, but not where somebody made objects until theirs began alike: these differ from process to process. */
const [FIRST_FACTOR, SECOND_FACTOR] = [randomOdd(), randomOdd()];

/** Only ever grows, but for `truncate`'s absence: an id that is in stays in. */
export class IdList {
  readonly idBytes: number;
  #count = 0;
  #bytes: Buffer;
  /** Open addressing; at most half full. */
  #slots: Int32Array;
  readonly #wanted: Buffer;

  constructor(idBytes: number) {
    this.idBytes = idBytes;
    this.#bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY * idBytes);
    this.#slots = new Int32Array(FIRST_CAPACITY * 2).fill(EMPTY);
    this.#wanted = Buffer.alloc(idBytes);
  }

  get count(): number {
    return this.#count;
  }

  /** The ids one after the other, in the order of their numbers. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#count * this.idBytes);
  }

  /** -1 when it is not in the list. */
  numberOf(id: string): number {
    if (!hexToBytes(id, this.#wanted)) return EMPTY;
    return this.#slots[this.#slotOf(this.#wanted, 0)] as number;
  }

  /** The number of the id, a new one if it was not in the list; the text is an id of the list's format. */
  add(id: string): number {
    hexToBytes(id, this.#wanted);
    const slot = this.#slotOf(this.#wanted, 0);
    const known = this.#slots[slot] as number;
    if (known !== EMPTY) return known;
    if ((this.#count + 1) * this.idBytes > this.#bytes.length) this.#growBytes();
    this.#wanted.copy(this.#bytes, this.#count * this.idBytes);
    this.#slots[slot] = this.#count++;
    if (this.#count * 2 > this.#slots.length) this.#growSlots();
    return this.#count - 1;
  }

  oid(number: number): string {
    return this.#bytes.toString('hex', number * this.idBytes, (number + 1) * this.idBytes);
  }

  /** Where the id at `at` is, or where it would go. */
  #slotOf(bytes: Buffer, at: number): number {
    const mask = this.#slots.length - 1;
    const first = Math.imul(bytes.readInt32LE(at), FIRST_FACTOR);
    // The high bits, which all bits of both words have a part in.
    let slot = (first + Math.imul(bytes.readInt32LE(at + 4), SECOND_FACTOR)) >>> (Math.clz32(mask + 1) + 1);
    for (;;) {
      const number = this.#slots[slot] as number;
      if (number === EMPTY) return slot;
      const other = number * this.idBytes;
      if (bytes.compare(this.#bytes, other, other + this.idBytes, at, at + this.idBytes) === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growBytes(): void {
    const larger = Buffer.allocUnsafeSlow(this.#bytes.length * 2);
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(EMPTY);
    for (let number = 0; number < this.#count; number++) {
      this.#slots[this.#slotOf(this.#bytes, number * this.idBytes)] = number;
    }
  }
}

function randomOdd(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}
