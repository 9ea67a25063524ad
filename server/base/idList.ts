/** Binary object ids by number, and their numbers by id: what takes tens of bytes a commit where a Map takes hundreds. */
import { type Cancel, neverCancelled, Pace } from './cancel.ts';
import { hexToBytes } from './hexBytes.ts';
import { copyInSlices } from './slices.ts';

const FIRST_CAPACITY = 1024;
const NOWHERE = -1;
/** Ids that are entered in a larger table between two polls. */
const POLL_IDS = 1 << 13;
/** Ids are as good as random, but not where somebody made objects until theirs began alike: these differ from process to process. */
const [FIRST_FACTOR, SECOND_FACTOR] = [randomOdd(), randomOdd()];

/** Only ever grows, but for `truncate`'s absence: an id that is in stays in. */
export class IdList {
  readonly idBytes: number;
  #count = 0;
  #bytes: Buffer;
  /** Open addressing, at most half full: numbers plus one, or 0. */
  #slots: Int32Array;
  readonly #wanted: Buffer;

  constructor(idBytes: number) {
    this.idBytes = idBytes;
    this.#bytes = Buffer.allocUnsafeSlow(FIRST_CAPACITY * idBytes);
    this.#slots = new Int32Array(FIRST_CAPACITY * 2);
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
    if (!hexToBytes(id, this.#wanted)) return NOWHERE;
    return (this.#slots[this.#slotOf(this.#slots, this.#wanted, 0)] as number) - 1;
  }

  /**
   * Makes room for some more, so that adding them takes no longer than usual. What a poll throws passes through, and leaves
   * the list as it was.
   */
  reserve(more: number, cancel: Cancel): void {
    const count = this.#count + more;
    while (count * this.idBytes > this.#bytes.length) this.#growBytes(cancel);
    while (count * 2 > this.#slots.length) this.#growSlots(cancel);
  }

  /** The number of the id, a new one if it was not in the list; the text is an id of the list's format. */
  add(id: string): number {
    this.reserve(1, neverCancelled);
    hexToBytes(id, this.#wanted);
    const slot = this.#slotOf(this.#slots, this.#wanted, 0);
    const known = (this.#slots[slot] as number) - 1;
    if (known !== NOWHERE) return known;
    this.#wanted.copy(this.#bytes, this.#count * this.idBytes);
    this.#slots[slot] = ++this.#count;
    return this.#count - 1;
  }

  oid(number: number): string {
    return this.#bytes.toString('hex', number * this.idBytes, (number + 1) * this.idBytes);
  }

  /** Where in the table the id at `at` is, or where it would go. */
  #slotOf(slots: Int32Array, bytes: Buffer, at: number): number {
    const mask = slots.length - 1;
    const first = Math.imul(bytes.readInt32LE(at), FIRST_FACTOR);
    // The high bits, which all bits of both words have a part in.
    let slot = (first + Math.imul(bytes.readInt32LE(at + 4), SECOND_FACTOR)) >>> (Math.clz32(mask + 1) + 1);
    for (;;) {
      const number = slots[slot] as number;
      if (number === 0) return slot;
      const other = (number - 1) * this.idBytes;
      if (bytes.compare(this.#bytes, other, other + this.idBytes, at, at + this.idBytes) === 0) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growBytes(cancel: Cancel): void {
    const larger = Buffer.allocUnsafeSlow(this.#bytes.length * 2);
    copyInSlices(larger, this.#bytes, { cancel });
    this.#bytes = larger;
  }

  #growSlots(cancel: Cancel): void {
    const pace = new Pace(cancel, POLL_IDS);
    const larger = new Int32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#count; number++) {
      pace.did(1);
      larger[this.#slotOf(larger, this.#bytes, number * this.idBytes)] = number + 1;
    }
    this.#slots = larger;
  }
}

function randomOdd(): number {
  return Math.floor(Math.random() * 2 ** 32) | 1;
}
