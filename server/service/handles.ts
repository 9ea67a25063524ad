/** Small numbers that stand for commits in what is sent to a client and comes back: the number is all that goes over the wire. */
import { LRUCache } from 'lru-cache';

/** What a number stands for. */
export interface Handled {
  readonly uri: string;
  readonly commit: string;
  /** In the commit, as bytes. */
  readonly path: string;
  /** What is to be added to a line of the text to get the commit's. */
  readonly shift: number;
}

/** Enough for all that a client can have on its screens; what was not used for longest is forgotten. */
const MOST_HANDLES = 20_000;
/** By size, because for a number of entries all room is made at once: at the start, where it is missed. */
const atMost = { maxSize: MOST_HANDLES, sizeCalculation: () => 1 } as const;

export class Handles {
  private readonly numbers = new LRUCache<string, number>(atMost);
  private readonly handled = new LRUCache<number, Handled>(atMost);
  private last = 0;

  /** The same number for the same thing, as long as it is remembered. */
  numberOf({ uri, commit, path, shift }: Handled): number {
    const key = `${commit} ${shift} ${uri} ${path}`;
    const known = this.numbers.get(key);
    const number = known !== undefined && this.handled.has(known) ? known : ++this.last;
    this.numbers.set(key, number);
    this.handled.set(number, { uri, commit, path, shift });
    return number;
  }

  /** Null for a number that was never given or is forgotten. */
  handledBy(number: unknown): Handled | null {
    return typeof number === 'number' ? (this.handled.get(number) ?? null) : null;
  }
}
