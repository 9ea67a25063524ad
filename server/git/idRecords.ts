/** Records found by object ids, in memory that grows up to a bound; knows nothing of what they say. */
import { hexToBytes } from '../base/hexBytes.ts';
import type { Oid } from './oid.ts';

const FIRST_RECORDS = 1 << 8;
/** Two slots of four bytes. */
const SLOT_BYTES = 8;
/** When there is no room left one new record in so many takes the place of another: what the first walks met stays for long, and all walks begin alike. */
const ADMITTED = 16;

/**
 * Records lie in the order in which they came: what follows in one walk follows in most, so the next one is tried before the id is looked
 * up, and lies where the processor has just read. Keeping account of use would cost as much as what is remembered here costs to find out.
 */
export class IdRecords {
  readonly #recordWords: number;
  /** Words before what is said of an id: its number and itself. */
  readonly #headWords: number;
  readonly #most: number;
  readonly #wanted: Buffer;
  readonly #wantedWords: Int32Array;
  /** The id whose bytes are wanted: what is not found is often put in right after. */
  #wantedId: Oid = '';
  #bytes: Buffer = Buffer.alloc(0);
  #words: Int32Array = wordsOf(this.#bytes);
  /** Numbers of records plus one, or 0. Each record is in one of two neighbours, told by its id; or nowhere, when both were wanted by others. */
  #slots = new Uint32Array(0);
  #count = 0;
  /** The record found or put in last. */
  #last = 0;
  /** Records that came when there was no room left. */
  #late = 0;

  /** `bytes` come behind each id; both are multiples of four. At most `maxBytes` are held. */
  constructor(maxBytes: number, { idBytes, bytes }: { readonly idBytes: number; readonly bytes: number }) {
    this.#headWords = 1 + idBytes / 4;
    this.#recordWords = this.#headWords + bytes / 4;
    this.#most = Math.floor(maxBytes / (4 * this.#recordWords + SLOT_BYTES));
    this.#wanted = Buffer.alloc(idBytes);
    this.#wantedWords = wordsOf(this.#wanted);
  }

  /** Memory that is taken, in bytes. */
  get byteLength(): number {
    return this.#bytes.length + this.#slots.byteLength;
  }

  /** The memory, until the next `place`: a word of `words` is four of `bytes`. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  get words(): Int32Array {
    return this.#words;
  }

  /** The first word of what is said of an id, and of a number of the caller's; -1 when there is nothing. */
  find(oid: Oid, number = 0): number {
    if (this.#count === 0 || !this.#want(oid)) return -1;
    const next = this.#last + 1;
    if (next < this.#count && this.#isAbout(next, number)) return this.#found(next);
    const slot = this.#slotOf(this.#wantedWords[0] as number, number);
    const first = (this.#slots[slot] as number) - 1;
    if (first >= 0 && this.#isAbout(first, number)) return this.#found(first);
    const second = (this.#slots[slot ^ 1] as number) - 1;
    return second >= 0 && this.#isAbout(second, number) ? this.#found(second) : -1;
  }

  /** The first word for what is to be said of an id, of which nothing is said yet; -1 when it is not to be kept. */
  place(oid: Oid, number = 0): number {
    if (this.#most === 0 || !this.#want(oid)) return -1;
    const record = this.#newRecord();
    if (record < 0) return -1;
    const word = record * this.#recordWords;
    this.#words[word] = number;
    for (let i = 0; i < this.#wantedWords.length; i++)
      this.#words[word + 1 + i] = this.#wantedWords[i] as number;
    this.#enter(record);
    return this.#found(record);
  }

  clear(): void {
    this.#bytes = Buffer.alloc(0);
    this.#words = wordsOf(this.#bytes);
    this.#slots = new Uint32Array(0);
    this.#count = 0;
    this.#last = 0;
  }

  #want(oid: Oid): boolean {
    if (oid === this.#wantedId) return true;
    if (!hexToBytes(oid, this.#wanted)) return false;
    this.#wantedId = oid;
    return true;
  }

  #found(record: number): number {
    this.#last = record;
    return record * this.#recordWords + this.#headWords;
  }

  #newRecord(): number {
    if (this.#count < this.#most) {
      if (this.#count * this.#recordWords === this.#words.length) this.#grow();
      return this.#count++;
    }
    // Slots that lead to what was there find that it is about something else.
    this.#late++;
    return this.#late % ADMITTED === 0 ? (this.#late / ADMITTED) % this.#most : -1;
  }

  #grow(): void {
    const records = Math.min(this.#most, Math.max(FIRST_RECORDS, 2 * this.#count));
    const bytes = Buffer.alloc(records * this.#recordWords * 4);
    this.#bytes.copy(bytes);
    this.#bytes = bytes;
    this.#words = wordsOf(bytes);
    this.#slots = new Uint32Array(2 * records);
    for (let record = 0; record < this.#count; record++) this.#enter(record);
  }

  #enter(record: number): void {
    const word = record * this.#recordWords;
    const slot = this.#slotOf(this.#words[word + 1] as number, this.#words[word] as number);
    const other = this.#slots[slot] === 0 || this.#slots[slot ^ 1] !== 0 ? slot : slot ^ 1;
    this.#slots[other] = record + 1;
  }

  /** The high bits, which all bits of the word have a part in. */
  #slotOf(firstWord: number, number: number): number {
    const mixed = Math.imul(firstWord + number, 0x9e3779b1) >>> 0;
    return Math.floor((mixed / 2 ** 32) * this.#slots.length);
  }

  #isAbout(record: number, number: number): boolean {
    const words = this.#words;
    const wanted = this.#wantedWords;
    const word = record * this.#recordWords;
    if (words[word] !== number) return false;
    for (let i = 0; i < wanted.length; i++) if (words[word + 1 + i] !== wanted[i]) return false;
    return true;
  }
}

function wordsOf({ buffer, byteOffset, length }: Buffer): Int32Array {
  return new Int32Array(buffer, byteOffset, length / 4);
}
