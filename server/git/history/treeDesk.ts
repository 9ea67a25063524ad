/** Copies of the trees that are being compared, in memory that is used again and again. */
import type { EntryChange } from '../odb/treePairs.ts';
import type { Oid } from '../oid.ts';
import type { ObjectReader } from '../reader.ts';

/** A tree's bytes: the first `length` of `bytes`. */
export interface TreeCopy {
  oid: Oid | null;
  bytes: Buffer;
  length: number;
}

const SMALLEST = 4096;
/** Trees beyond this size get memory of their own, given back with the next tree. */
const LARGEST_KEPT = 1 << 22;

/** Two trees for each depth; the one asked for last but one of a depth gives way. */
export class TreeDesk {
  readonly #reader: ObjectReader;
  readonly #copies: (readonly [TreeCopy, TreeCopy])[] = [];

  constructor(reader: ObjectReader) {
    this.#reader = reader;
  }

  /** What differs between two trees, where that can be told without taking them here; see `ObjectReader`. */
  changes(before: Oid | null, after: Oid | null): readonly EntryChange[] | null {
    return this.#reader.treeChanges(before, after);
  }

  /** Both trees of a pair, null being the empty one. They are good until the next pair of the same depth. */
  pair(depth: number, before: Oid | null, after: Oid | null): readonly [TreeCopy, TreeCopy] {
    this.#copies[depth] ??= [emptyCopy(), emptyCopy()];
    const [first, second] = this.#copies[depth];
    const swapped = first.oid === after || second.oid === before;
    const sides = swapped ? ([second, first] as const) : ([first, second] as const);
    this.#fill(sides[0], before);
    this.#fill(sides[1], after);
    return sides;
  }

  #fill(copy: TreeCopy, oid: Oid | null): void {
    if (copy.oid === oid) return;
    copy.oid = null;
    copy.length = 0;
    if (oid === null) return;
    const data = this.#reader.treeBriefly(oid);
    if (data.length > copy.bytes.length || copy.bytes.length > LARGEST_KEPT)
      copy.bytes = Buffer.allocUnsafeSlow(Math.max(SMALLEST, data.length + (data.length >> 1)));
    data.copy(copy.bytes);
    copy.length = data.length;
    copy.oid = oid;
  }
}

function emptyCopy(): TreeCopy {
  return { oid: null, bytes: Buffer.alloc(0), length: 0 };
}
