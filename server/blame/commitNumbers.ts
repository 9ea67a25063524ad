/** Numbers for the commits of a walk, in the order in which they are met: a walk over all of history keeps no objects, only numbers. */
import type { Oid } from '../git/oid.ts';

const START_PLACES = 1 << 10;
const WORD_DIGITS = 8;
const WORD_BITS = 32;
const [FIRST_FACTOR, SECOND_FACTOR] = [randomOdd(), randomOdd()];

/**
 * Ids are kept as words and found by the first two, in a table of places with linear probing that is at most half full. Ids are as
 * good as random, but not where somebody made commits until their ids began alike: so the words are multiplied by numbers that
 * differ from process to process.
 */
export class CommitNumbers {
  readonly #words: number;
  #ids: Uint32Array;
  /** Number + 1 of the commit at a place; 0 for none. */
  #places = new Int32Array(START_PLACES);
  #count = 0;

  /** All ids have so many hexadecimal digits. */
  constructor(digits: number) {
    this.#words = digits / WORD_DIGITS;
    this.#ids = new Uint32Array((START_PLACES / 2) * this.#words);
  }

  get count(): number {
    return this.#count;
  }

  /** The number of a commit, which it gets now if it has none. */
  of(oid: Oid): number {
    const place = this.#placeOf(oid);
    const taken = this.#places[place] as number;
    if (taken > 0) return taken - 1;
    const number = this.#count++;
    for (let word = 0; word < this.#words; word++) this.#ids[number * this.#words + word] = wordAt(oid, word);
    this.#places[place] = number + 1;
    if (this.#count * 2 === this.#places.length) this.#grow();
    return number;
  }

  /** -1 for a commit that has not been met. */
  find(oid: Oid): number {
    return (this.#places[this.#placeOf(oid)] as number) - 1;
  }

  oid(number: number): Oid {
    let text = '';
    for (let word = 0; word < this.#words; word++)
      text += (this.#ids[number * this.#words + word] as number).toString(16).padStart(WORD_DIGITS, '0');
    return text;
  }

  /** Where the commit is, or would be. */
  #placeOf(oid: Oid): number {
    const first = wordAt(oid, 0);
    const mask = this.#places.length - 1;
    for (let place = this.#homeOf(first, wordAt(oid, 1)); ; place = (place + 1) & mask) {
      const taken = this.#places[place] as number;
      if (taken === 0 || this.#is(taken - 1, oid, first)) return place;
    }
  }

  /** Where to look for an id first: the high bits, which all bits of the words have a part in. */
  #homeOf(first: number, second: number): number {
    const mixed = Math.imul(first, FIRST_FACTOR) + Math.imul(second, SECOND_FACTOR);
    return mixed >>> (Math.clz32(this.#places.length) + 1);
  }

  #is(number: number, oid: Oid, first: number): boolean {
    const at = number * this.#words;
    if (this.#ids[at] !== first) return false;
    for (let word = 1; word < this.#words; word++)
      if (this.#ids[at + word] !== wordAt(oid, word)) return false;
    return true;
  }

  #grow(): void {
    const places = new Int32Array(this.#places.length * 2);
    const mask = places.length - 1;
    this.#places = places;
    for (let number = 0; number < this.#count; number++) {
      const at = number * this.#words;
      let place = this.#homeOf(this.#ids[at] as number, this.#ids[at + 1] as number);
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = number + 1;
    }
    const ids = new Uint32Array((places.length / 2) * this.#words);
    ids.set(this.#ids);
    this.#ids = ids;
  }
}

function randomOdd(): number {
  return Math.floor(Math.random() * 2 ** WORD_BITS) | 1;
}

/** Eight lower-case hexadecimal digits, as an unsigned number. */
function wordAt(oid: Oid, word: number): number {
  let value = 0;
  for (let at = word * WORD_DIGITS; at < (word + 1) * WORD_DIGITS; at++) {
    const code = oid.charCodeAt(at);
    // The low bits of a digit's character; letters go from 10 on.
    value = (value << 4) | ((code & 15) + (code >> 6) * 9);
  }
  return value >>> 0;
}
