/** Goes along first parents past the commits that changed-path filters prove to leave a path alone. */
import type { PathHashes } from './bloom.ts';
import type { CommitGraph } from './commitGraph.ts';

/** Commits passed between two calls of `poll`. */
const POLL_COMMITS = 1 << 12;
/** The end of a walk that is under way. */
const OPEN = -1;

/** What one path's walks are counted in. */
export interface FilterCounts {
  filtersAsked: number;
  filtersUnchanged: number;
}

/**
 * The walks for one path. Lines of blame part at every merge and come together again, so the same commits would be
 * passed over and over: each walk signs the commits it passes, and one that meets a signature ends where that one
 * ended. A commit is looked at once, whatever the number of walks. Four bytes a commit of the graph.
 */
export class UntouchedWalks {
  readonly #graph: CommitGraph;
  readonly #path: PathHashes;
  /** By commit the number of the walk that has passed it; the first is 1. */
  readonly #signatures: Uint32Array;
  /** Where the last walk ended because the path may have changed, or nothing is known; -1 before there was one. */
  #lastEnd = -1;
  /** By walk the commit it ended at. */
  readonly #ends: number[] = [OPEN];

  constructor(graph: CommitGraph, path: PathHashes) {
    this.#graph = graph;
    this.#path = path;
    this.#signatures = new Uint32Array(graph.count);
  }

  /** Whether its numbers are those of this graph. */
  isOf(graph: CommitGraph): boolean {
    return this.#graph === graph;
  }

  /**
   * Number of the first commit, from this one on along first parents, that may have changed the path, or of which
   * nothing is known. All before it have what it has.
   */
  endFrom(start: number, counts: FilterCounts, poll: () => void): number {
    const graph = this.#graph;
    const walk = this.#ends.length;
    this.#ends.push(OPEN);
    let position = start;
    for (let passed = 1; ; passed++) {
      if (passed % POLL_COMMITS === 0) poll();
      const earlier = this.#signatures[position] as number;
      // A graph that leads back to where the walk came from is broken: it ends here, and blame reads the commit itself.
      if (earlier !== 0) position = this.#endOf(earlier, position);
      if (earlier !== 0) break;
      counts.filtersAsked++;
      if (graph.mayHaveChanged(position, this.#path) !== false) break;
      const parent = graph.firstParent(position);
      if (parent < 0) break;
      counts.filtersUnchanged++;
      this.#signatures[position] = walk;
      position = parent;
    }
    this.#ends[walk] = position;
    this.#lastEnd = position;
    return position;
  }

  /** Whether the last walk ended here, so that the filter of this commit need not be asked once more. */
  endedAt(position: number): boolean {
    return this.#lastEnd === position;
  }

  #endOf(walk: number, here: number): number {
    const end = this.#ends[walk] as number;
    return end === OPEN ? here : end;
  }
}
