/** The commits of a layer that touched one path, decoded. */
import { GitError } from '../errors.ts';
import type { TreeEntry } from '../treeDiff.ts';
import { modeOf } from './touches.ts';

export class Posting {
  /** Numbers of commits, ascending. */
  readonly numbers: Uint32Array;
  /** For each commit 0, when the path is gone, or 1 + the place of its entry. */
  readonly #places: Uint32Array;
  readonly #entries: Buffer;
  readonly #idBytes: number;

  constructor(
    numbers: Uint32Array,
    places: Uint32Array,
    { entries, idBytes }: { readonly entries: Buffer; readonly idBytes: number },
  ) {
    this.numbers = numbers;
    this.#places = places;
    this.#entries = entries;
    this.#idBytes = idBytes;
  }

  get bytes(): number {
    return this.numbers.byteLength * 2 + this.#entries.length;
  }

  /** The index of the first commit whose number is at least `number`; the number of commits if there is none. */
  from(number: number): number {
    let low = 0;
    let high = this.numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What the path became in the commit of that index. */
  entry(index: number): TreeEntry | null {
    const place = this.#places[index] as number;
    if (place === 0) return null;
    const at = (place - 1) * (this.#idBytes + 1);
    const mode = modeOf(this.#entries[at] as number) ?? 0;
    return { mode, oid: this.#entries.toString('hex', at + 1, at + 1 + this.#idBytes) };
  }
}

/** Decodes a posting of `layerFormat`; 'corruptObject' when it makes no sense. */
export function readPosting(
  bytes: Buffer,
  { idBytes, commits }: { readonly idBytes: number; readonly commits: number },
): Posting {
  const input: Input = { bytes, at: 0 };
  const count = readVarint(input);
  if (count > bytes.length) throw senseless();
  const numbers = new Uint32Array(count);
  let number = 0;
  for (let i = 0; i < count; i++) {
    const step = readVarint(input);
    number += step;
    if (number >= commits || (i > 0 && step === 0)) throw senseless();
    numbers[i] = number;
  }
  const places = new Uint32Array(count);
  for (let i = 0; i < count; i++) places[i] = readVarint(input);
  const size = readVarint(input);
  if (places.some((place) => place > size) || bytes.length - input.at !== size * (idBytes + 1))
    throw senseless();
  const entries = bytes.subarray(input.at);
  for (let at = 0; at < entries.length; at += idBytes + 1) {
    const mode = modeOf(entries[at] as number);
    if (mode === null || mode === 0) throw senseless();
  }
  return new Posting(numbers, places, { entries, idBytes });
}

/** A number that says how many numbers follow, and those. */
export function readVarints(bytes: Buffer): number[] {
  const input: Input = { bytes, at: 0 };
  const count = readVarint(input);
  if (count > bytes.length) throw senseless();
  return Array.from({ length: count }, () => readVarint(input));
}

interface Input {
  readonly bytes: Buffer;
  at: number;
}

function readVarint(input: Input): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = input.bytes[input.at++];
    if (byte === undefined) throw senseless();
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value;
  }
  throw senseless();
}

function senseless(): GitError {
  return new GitError('corruptObject', 'an index of history has a list that makes no sense');
}
