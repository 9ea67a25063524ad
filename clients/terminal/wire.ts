/** The part of protocol.md that this client speaks, written down anew: clients know the document, not the server. */

interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As in `+0200`. */
  readonly timezone: string;
}

export interface Hunk {
  /** 0-based. */
  readonly startLine: number;
  /** Exclusive. */
  readonly endLine: number;
  /** All zeros: not committed yet. */
  readonly commit: string;
  readonly originalPath: string;
  readonly boundary?: true;
}

export interface Commit {
  readonly summary: string;
  readonly author: Person;
}

/** What a partial result holds, and the final result besides. */
export interface BlamePart {
  readonly hunks: readonly Hunk[];
  readonly commits: Readonly<Record<string, Commit>>;
}

export interface BlameResult extends BlamePart {
  /** Null when there is nothing to blame. */
  readonly revision: string | null;
}

export interface Stats {
  readonly engine: { readonly commitsVisited: number };
}
