/** What lines are made of, byte pair by byte pair, counted when a line is first asked about. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { isSpace } from '../diff/lines.ts';

/** Bytes of a line taken in between two polls. */
const POLL_BYTES = 1 << 14;
/** Lines from this size on are counted in a table of all pairs, shorter ones sorted. */
const LONG_LINE = 1 << 12;
const PAIRS = 1 << 16;
/** Numbers of a block; a line's stand in one block. */
const BLOCK = 1 << 16;

/** A line's pairs in ascending order and how often each occurs: numbers [start, end) of a block, two for each pair. */
export interface Fingerprint {
  readonly block: Int32Array;
  readonly start: number;
  readonly end: number;
}

/**
 * The fingerprints of a file's lines. In blocks of numbers instead of an object for each line: of hundreds of thousands the
 * collector of garbage would have to look at each.
 */
export class Fingerprints {
  /** Number of lines. */
  readonly count: number;
  readonly #bytesOf: (line: number) => Uint8Array;
  readonly #cancel: Cancel;
  readonly #pace: Pace;
  readonly #blocks: Int32Array[] = [];
  #used = BLOCK;
  /** By line: its block plus one, or 0 until it is counted; where it starts and ends there. */
  readonly #block: Int32Array;
  readonly #start: Int32Array;
  readonly #end: Int32Array;

  constructor(count: number, bytesOf: (line: number) => Uint8Array, cancel: Cancel) {
    this.count = count;
    this.#bytesOf = bytesOf;
    this.#cancel = cancel;
    this.#pace = new Pace(cancel, POLL_BYTES);
    this.#block = new Int32Array(count);
    this.#start = new Int32Array(count);
    this.#end = new Int32Array(count);
  }

  of(line: number): Fingerprint {
    if (this.#block[line] === 0) {
      const bytes = this.#bytesOf(line);
      this.#pace.did(bytes.length + 1);
      this.#add(line, pairsOf(bytes, this.#cancel));
    }
    return {
      block: this.#blocks[(this.#block[line] as number) - 1] as Int32Array,
      start: this.#start[line] as number,
      end: this.#end[line] as number,
    };
  }

  #add(line: number, pairs: Int32Array): void {
    const last = this.#blocks.at(-1);
    if (!last || this.#used + pairs.length > last.length) {
      this.#blocks.push(new Int32Array(Math.max(BLOCK, pairs.length)));
      this.#used = 0;
    }
    this.#blocks.at(-1)?.set(pairs, this.#used);
    this.#block[line] = this.#blocks.length;
    this.#start[line] = this.#used;
    this.#used += pairs.length;
    this.#end[line] = this.#used;
  }
}

/** The pairs of a line in ascending order, each followed by how often it occurs. */
export function pairsOf(bytes: Uint8Array, cancel: Cancel): Int32Array {
  return bytes.length < LONG_LINE ? sortedPairs(bytes) : countedPairs(bytes, cancel);
}

function sortedPairs(bytes: Uint8Array): Int32Array {
  const pairs = new Uint16Array(bytes.length + 1);
  let previous = 0;
  for (let i = 0; i <= bytes.length; i++) {
    const current = i < bytes.length ? fold(bytes[i] as number) : 0;
    pairs[i] = previous | (current << 8);
    previous = current;
  }
  pairs.sort();
  const counted = new Int32Array(2 * pairs.length);
  let used = 0;
  for (const pair of pairs) {
    if (pair === 0) continue;
    if (used === 0 || counted[used - 2] !== pair) {
      counted[used] = pair;
      used += 2;
    }
    (counted[used - 1] as number)++;
  }
  return counted.subarray(0, used);
}

function countedPairs(bytes: Uint8Array, cancel: Cancel): Int32Array {
  const counts = new Int32Array(PAIRS);
  let previous = 0;
  for (let i = 0; i <= bytes.length; i++) {
    if (i % POLL_BYTES === POLL_BYTES - 1) cancel.check();
    const current = i < bytes.length ? fold(bytes[i] as number) : 0;
    (counts[previous | (current << 8)] as number)++;
    previous = current;
  }
  const pairs: number[] = [];
  for (let pair = 1; pair < PAIRS; pair++) if (counts[pair] !== 0) pairs.push(pair, counts[pair] as number);
  return Int32Array.from(pairs);
}

/** Space counts as nothing, capitals as small letters; bytes are never decoded. */
function fold(byte: number): number {
  if (isSpace(byte)) return 0;
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

/** How many pairs two lines share. */
export function likeness(a: Fingerprint, b: Fingerprint): number {
  const { block: numbersA, end: endA } = a;
  const { block: numbersB, end: endB } = b;
  let shared = 0;
  for (let i = a.start, j = b.start; i < endA && j < endB; ) {
    const difference = (numbersA[i] as number) - (numbersB[j] as number);
    if (difference === 0) shared += Math.min(numbersA[i + 1] as number, numbersB[j + 1] as number);
    if (difference <= 0) i += 2;
    if (difference >= 0) j += 2;
  }
  return shared;
}

/** Takes the pairs of one line away from another, as far as it has them. */
export function subtract(from: Fingerprint, what: Fingerprint): void {
  const { block: numbers, end } = from;
  for (let i = from.start, j = what.start; i < end && j < what.end; ) {
    const difference = (numbers[i] as number) - (what.block[j] as number);
    if (difference === 0)
      numbers[i + 1] = Math.max(0, (numbers[i + 1] as number) - (what.block[j + 1] as number));
    if (difference <= 0) i += 2;
    if (difference >= 0) j += 2;
  }
}
