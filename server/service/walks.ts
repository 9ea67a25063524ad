/** Remembers where the user was before each step back through history, so that the way leads forward again. */
import { LRUCache } from 'lru-cache';

/** A line of what an editor shows. */
export interface Stop {
  readonly uri: string;
  readonly line: number;
}

const MOST_STEPS = 500;

export class Walks {
  private readonly origins = new LRUCache<string, Stop>({ max: MOST_STEPS });

  /** The user goes from a line to what is known by `to`. */
  step(from: Stop, to: string): void {
    this.origins.set(to, from);
  }

  /** Where the user came from to what is shown; null for a place of departure. */
  originOf(shown: string): Stop | null {
    return this.origins.get(shown) ?? null;
  }
}
