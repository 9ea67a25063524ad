/** The commits read last, in a table of fixed size; knows nothing of where they come from. */
import type { Oid } from './oid.ts';

/** What a parsed commit takes in memory, about: three or four ids as text, and the objects around them. */
const COMMIT_BYTES = 400;
const MAX_PLACES = 1 << 16;
/** Commits with more parents are not kept, so that what is kept stays within bounds. */
const MAX_KEPT_PARENTS = 8;

interface Commit {
  readonly oid: Oid;
  readonly parents: readonly Oid[];
}

/**
 * Each commit has one place, told by the first four digits of its id, and the newer one takes it. A walk asks for a
 * commit a few times within a short while, as somebody's parent, then for itself, and once for each of a hundred
 * thousand commits: keeping account of use, as a proper cache does, took as long as reading them.
 */
export class RecentCommits<T extends Commit> {
  readonly #places: (T | undefined)[];
  readonly #mask: number;
  #count = 0;

  /** At most about `maxBytes` are held. */
  constructor(maxBytes: number) {
    const wanted = Math.min(MAX_PLACES, Math.max(1, Math.floor(maxBytes / COMMIT_BYTES)));
    const count = 2 ** Math.floor(Math.log2(wanted));
    // oxlint-disable-next-line unicorn/no-new-array -- filling it place by place takes a millisecond.
    this.#places = new Array(count);
    this.#mask = count - 1;
  }

  get bytes(): number {
    return this.#count * COMMIT_BYTES;
  }

  get(oid: Oid): T | null {
    const commit = this.#places[firstDigits(oid) & this.#mask];
    return commit !== undefined && commit.oid === oid ? commit : null;
  }

  add(commit: T): void {
    if (commit.parents.length > MAX_KEPT_PARENTS) return;
    const place = firstDigits(commit.oid) & this.#mask;
    if (this.#places[place] === undefined) this.#count++;
    this.#places[place] = commit;
  }

  clear(): void {
    this.#places.fill(undefined);
    this.#count = 0;
  }
}

/** A number of 16 bits: the first four digits of the id. */
export function firstDigits(oid: Oid): number {
  return (digit(oid, 0) << 12) | (digit(oid, 1) << 8) | (digit(oid, 2) << 4) | digit(oid, 3);
}

/** The value of a lower-case hex digit: the low bits of its character, letters from 10 on. */
function digit(oid: Oid, at: number): number {
  const code = oid.charCodeAt(at);
  return (code & 15) + (code >> 6) * 9;
}
