/** A priority queue in which equal priorities leave in the order they came. */

interface Item<T> {
  readonly value: T;
  readonly priority: number;
  /** Counts insertions; decides ties. */
  readonly arrival: number;
}

/** Highest priority first; first in, first out among equals (a plain binary heap is not stable, hence the counter). */
export class PriorityQueue<T> {
  readonly #heap: Item<T>[] = [];
  #arrivals = 0;

  get size(): number {
    return this.#heap.length;
  }

  push(value: T, priority: number): void {
    const item = { value, priority, arrival: this.#arrivals++ };
    let at = this.#heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent] as Item<T>;
      if (!precedes(item, above)) break;
      this.#heap[at] = above;
      at = parent;
    }
    this.#heap[at] = item;
  }

  /** What `pop` would return. */
  peek(): T | null {
    return this.#heap[0]?.value ?? null;
  }

  /** Null when the queue is empty. */
  pop(): T | null {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return null;
    if (this.#heap.length > 0) this.#sink(last);
    return first.value;
  }

  #sink(item: Item<T>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      if (left === undefined) break;
      const below = right !== undefined && precedes(right, left) ? right : left;
      if (!precedes(below, item)) break;
      heap[at] = below;
      at = below === left ? 2 * at + 1 : 2 * at + 2;
    }
    heap[at] = item;
  }
}

function precedes<T>(a: Item<T>, b: Item<T>): boolean {
  return a.priority === b.priority ? a.arrival < b.arrival : a.priority > b.priority;
}
