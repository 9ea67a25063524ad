/** The commits of a walk as numbers in typed arrays: half a million of them are some megabytes, and no garbage. */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { IdList } from '../base/idList.ts';
import { copyInSlices } from '../base/slices.ts';
import type { Oid } from '../git/oid.ts';
import type { CommitNode } from '../git/reader.ts';

const MET = 1;
const QUEUED = 2;
const UNINTERESTING = 4;

const START = 1 << 10;

export class WalkedCommits {
  readonly numbers: IdList;
  #flags = new Uint8Array(START);
  #dates = new Float64Array(START);
  /** Where a commit's parents begin, and how many they are; of commits that have been met. */
  #starts = new Int32Array(START);
  #counts = new Int32Array(START);
  #parents = new Int32Array(START);
  #used = 0;

  /** All ids have so many bytes. */
  constructor(idBytes: number) {
    this.numbers = new IdList(idBytes);
  }

  /** Makes room for some more, as `IdList.reserve`: when a poll throws, they are to be used no more. */
  reserve(more: number, cancel: Cancel): void {
    this.numbers.reserve(more, cancel);
    if (this.numbers.count + more > this.#flags.length) this.#grow(cancel);
    if (this.#used + more > this.#parents.length) this.#parents = doubled(this.#parents, cancel);
  }

  /** The number of a commit, which may be new. */
  numberOf(oid: Oid): number {
    const number = this.numbers.add(oid);
    if (number >= this.#flags.length) this.#grow(neverCancelled);
    return number;
  }

  isMet(number: number): boolean {
    return ((this.#flags[number] as number) & MET) !== 0;
  }

  /** Takes in what is known of a commit that waits for its turn from now on. */
  meet(number: number, { date, parents }: CommitNode): void {
    // Numbers first: they may make the arrays grow.
    const numbers = parents.map((oid) => this.numberOf(oid));
    while (this.#used + numbers.length > this.#parents.length)
      this.#parents = doubled(this.#parents, neverCancelled);
    this.#flags[number] = (this.#flags[number] as number) | MET | QUEUED;
    this.#dates[number] = date;
    this.#starts[number] = this.#used;
    this.#counts[number] = numbers.length;
    for (const parent of numbers) this.#parents[this.#used++] = parent;
  }

  isQueued(number: number): boolean {
    return ((this.#flags[number] as number) & QUEUED) !== 0;
  }

  /** It has had its turn. */
  leave(number: number): void {
    this.#flags[number] = (this.#flags[number] as number) & ~QUEUED;
  }

  isUninteresting(number: number): boolean {
    return ((this.#flags[number] as number) & UNINTERESTING) !== 0;
  }

  mark(number: number): void {
    this.#flags[number] = (this.#flags[number] as number) | UNINTERESTING;
  }

  date(number: number): number {
    return this.#dates[number] as number;
  }

  /** 0 for a commit that has not been met. */
  parentCount(number: number): number {
    return this.#counts[number] as number;
  }

  /** The number of one of its parents. */
  parent(number: number, index: number): number {
    return this.#parents[(this.#starts[number] as number) + index] as number;
  }

  #grow(cancel: Cancel): void {
    this.#flags = doubled(this.#flags, cancel);
    this.#dates = doubled(this.#dates, cancel);
    this.#starts = doubled(this.#starts, cancel);
    this.#counts = doubled(this.#counts, cancel);
  }
}

/** The same values at the beginning of an array twice as long. */
export function doubled<T extends Uint8Array | Int32Array | Float64Array>(values: T, cancel: Cancel): T {
  const grown = new (values.constructor as new (length: number) => T)(values.length * 2);
  copyInSlices(grown, values, { cancel });
  return grown;
}
