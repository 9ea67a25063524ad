/** An index of history as a whole: layers, the oldest first, answering as one. */
import { GitError } from '../errors.ts';
import { FileVanished } from '../odb/windows.ts';
import type { Oid } from '../oid.ts';
import type { HistoryLayer } from './layer.ts';
import type { LastTouch, PathHistory } from './pathHistory.ts';

const ABSENT: LastTouch = { commit: null, entry: null };

interface Place {
  readonly layer: HistoryLayer;
  readonly number: number;
}

export class HistoryIndex implements PathHistory {
  readonly layers: readonly HistoryLayer[];
  readonly #onFault: (error: Error) => void;
  readonly #maxHops: number;
  #usable = true;

  /** `onFault` is told once, when a layer turns out to be corrupt; from then on the index can't tell anything. */
  constructor(layers: readonly HistoryLayer[], onFault: (error: Error) => void) {
    this.layers = layers;
    this.#onFault = onFault;
    this.#maxHops = layers.reduce((sum, { counts }) => sum + counts.chains, 1);
  }

  get commits(): number {
    return this.layers.reduce((sum, { counts }) => sum + counts.commits, 0);
  }

  /** On disk. */
  get bytes(): number {
    return this.layers.reduce((sum, { size }) => sum + size, 0);
  }

  get cachedBytes(): number {
    return this.layers.reduce((sum, { cachedBytes }) => sum + cachedBytes, 0);
  }

  has(commit: Oid): boolean {
    return this.#guarded(() => this.#find(commit)) !== null;
  }

  lastTouch(commit: Oid, path: string): LastTouch | null {
    return this.#guarded(() => this.#lastTouch(commit, path));
  }

  deletedPaths(commit: Oid): readonly string[] | null {
    return this.#guarded(() => {
      const place = this.#find(commit);
      return place === null ? null : place.layer.deletedPaths(place.number);
    });
  }

  /** Along the chain, and where it ends, on along the one it leads to. */
  #lastTouch(commit: Oid, path: string): LastTouch | null {
    let place = this.#find(commit);
    for (let hops = 0; place !== null; hops++) {
      if (hops > this.#maxHops) throw new GitError('corruptObject', 'chains of an index go round');
      const { layer, number }: Place = place;
      const chain = layer.chainOf(number);
      const posting = layer.posting(path);
      const index = posting?.from(number) ?? 0;
      const found = posting?.numbers[index] ?? Number.POSITIVE_INFINITY;
      if (posting !== null && found < layer.chainEnd(chain))
        return { commit: layer.oid(found), entry: posting.entry(index) };
      const link = layer.link(chain);
      if (link.kind === 'none') return ABSENT;
      place = link.kind === 'here' ? { layer, number: link.number } : this.#find(link.commit);
    }
    return null;
  }

  #find(commit: Oid): Place | null {
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const layer = this.layers[i] as HistoryLayer;
      const number = layer.numberOf(commit);
      if (number >= 0) return { layer, number };
    }
    return null;
  }

  #guarded<Answer>(ask: () => Answer | null): Answer | null {
    if (!this.#usable) return null;
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof GitError || error instanceof FileVanished)) throw error;
      this.#usable = false;
      this.#onFault(error);
      return null;
    }
  }
}
