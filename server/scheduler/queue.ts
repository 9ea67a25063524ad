/** A bounded waiting line: who is most urgent now, and who has to go when too many wait. */

/** What can wait. Both may change while it waits. */
export interface Ranked {
  /** A smaller one goes first. */
  readonly rank: number;
  /** Nobody asked for it in so many words, so it may be dropped without an error. */
  readonly implicit: boolean;
}

/** Who has to go for a new one: an item, and whether it goes quietly. */
export interface Refused<Item> {
  readonly item: Item;
  /** True for implicit work, which is superseded; false for work that is refused with an error. */
  readonly quietly: boolean;
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

  /**
   * Puts an item in. When the line is full, somebody has to go, maybe the item itself: of the implicit ones the
   * oldest of the least urgent, because what was asked last is what is looked at; else the newest of the least urgent.
   */
  push(item: Item): Refused<Item> | null {
    this.items.push(item);
    if (this.items.length <= this.limit) return null;
    const worst = oldestOfWorstImplicit(this.items);
    const refused = worst ?? newestOfWorst(this.items);
    this.remove(refused);
    return { item: refused, quietly: worst !== null };
  }

  /** The one whose turn it is, by `rankOf`, equals in the order they came; it stays in the line. Null when nobody waits. */
  first(rankOf: (item: Item) => number): Item | null {
    let best: Item | null = null;
    let bestRank = Number.POSITIVE_INFINITY;
    for (const item of this.items) {
      const rank = rankOf(item);
      if (rank >= bestRank) continue;
      best = item;
      bestRank = rank;
    }
    return best;
  }

  /** Several, the most urgent first, equals in the order they came; each is asked once how urgent it is. They stay in the line. */
  best(count: number): Item[] {
    // There are few ranks, and thousands of items.
    const byRank = new Map<number, Item[]>();
    for (const item of this.items) {
      const { rank } = item;
      const same = byRank.get(rank);
      if (same === undefined) byRank.set(rank, [item]);
      else if (same.length < count) same.push(item);
    }
    const inOrder = [...byRank].sort(([a], [b]) => a - b).flatMap(([, items]) => items);
    return inOrder.slice(0, count);
  }

  /** False when the item was not waiting. */
  remove(item: Item): boolean {
    const index = this.items.indexOf(item);
    if (index >= 0) this.items.splice(index, 1);
    return index >= 0;
  }
}

/** Null when none is implicit. Thousands come to a full line: each is asked once how urgent it is. */
function oldestOfWorstImplicit<Item extends Ranked>(items: readonly Item[]): Item | null {
  let worst: Item | null = null;
  let worstRank = Number.NEGATIVE_INFINITY;
  for (const item of items) {
    if (!item.implicit) continue;
    const { rank } = item;
    if (rank <= worstRank) continue;
    worst = item;
    worstRank = rank;
  }
  return worst;
}

function newestOfWorst<Item extends Ranked>(items: readonly Item[]): Item {
  return items.reduce((worst, item) => (item.rank >= worst.rank ? item : worst));
}
