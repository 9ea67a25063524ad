/** A bounded waiting line: most urgent first, equals in the order they came. */

/** What can wait: a smaller `rank` goes first, and may become smaller while it waits. */
export interface Ranked {
  readonly rank: number;
}

/** Short by construction (a few hundred items), so it is scanned rather than kept as a heap. */
export class BoundedQueue<Item extends Ranked> {
  private readonly items: Item[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get size(): number {
    return this.items.length;
  }

  /** Puts an item in; returns the one that has to go for it when the line is full, which may be the item itself. */
  push(item: Item): Item | null {
    this.items.push(item);
    if (this.items.length <= this.limit) return null;
    return this.takeAt(this.lastOfHighestRank());
  }

  /** Takes out the most urgent item; null when nobody waits. */
  shift(): Item | null {
    if (this.items.length === 0) return null;
    let best = 0;
    this.items.forEach((item, index) => {
      if (item.rank < (this.items[best]?.rank ?? 0)) best = index;
    });
    return this.takeAt(best);
  }

  /** False when the item was not waiting. */
  remove(item: Item): boolean {
    const index = this.items.indexOf(item);
    if (index >= 0) this.items.splice(index, 1);
    return index >= 0;
  }

  private lastOfHighestRank(): number {
    let worst = 0;
    this.items.forEach((item, index) => {
      if (item.rank >= (this.items[worst]?.rank ?? 0)) worst = index;
    });
    return worst;
  }

  private takeAt(index: number): Item | null {
    return this.items.splice(index, 1)[0] ?? null;
  }
}
