/** The engine's vocabulary at its border: what is asked, what is answered. */
import type { DiffAlgorithm } from '../diff/lineDiff.ts';
import type { Oid } from '../git/oid.ts';

/** Lines are 0-based, `end` exclusive. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Options that change who is blamed. `defaultOptions` are git's. */
export interface BlameOptions {
  readonly ignoreWhitespace: boolean;
  readonly diffAlgorithm: DiffAlgorithm;
  readonly indentHeuristic: boolean;
  readonly firstParent: boolean;
  /** Root commits are no boundaries (`--root`, `blame.showRoot`). */
  readonly showRoot: boolean;
  /** Follow whole-file renames; `--no-follow` switches it off. */
  readonly followRenames: boolean;
  /** Find lines moved within the file: the score a move must exceed; null for off. git's default is 20. */
  readonly moveScore: number | null;
  /** Find lines copied from other files: 0 off, 1 changed in the same commit, 2 also any when created, 3 any. */
  readonly detectCopies: 0 | 1 | 2 | 3;
  /** The score a copy must exceed. */
  readonly copyScore: number;
  /** Commits whose changes are passed to their parents by likeness. */
  readonly ignoreRevs: ReadonlySet<Oid>;
  /** These commits and their ancestors are boundaries (`A..B`, `^A`). */
  readonly exclude: readonly Oid[];
  /**
   * Blame forward: the target's commit is the oldest, and each line is followed through children up to this commit
   * to the last one that still has it. Null for ordinary blame.
   */
  readonly reverseTo: Oid | null;
  /** Commits with an older committer date (seconds) are boundaries; null for no limit. */
  readonly since: number | null;
  /** In reverse: commits with a newer committer date (seconds) are left out; null for no limit. */
  readonly until: number | null;
  /**
   * History is not walked beforehand (`--no-walk`): of excluded commits only the nearest ancestors are known at the
   * start, and in reverse nobody has children.
   */
  readonly noWalk: boolean;
}

export const defaultOptions: BlameOptions = {
  ignoreWhitespace: false,
  diffAlgorithm: 'myers',
  indentHeuristic: true,
  firstParent: false,
  showRoot: false,
  followRenames: true,
  moveScore: null,
  detectCopies: 0,
  copyScore: 40,
  ignoreRevs: new Set(),
  exclude: [],
  reverseTo: null,
  since: null,
  until: null,
  noWalk: false,
};

/** A file of a commit, as it is stored. */
export interface StoredFile {
  readonly path: string;
  readonly mode: number;
  readonly data: Uint8Array;
}

/**
 * Gives the text to blame in place of a file's content; null where the content itself is the text. It may run programs
 * that the user's configuration names, so only a caller that was allowed to hands one to the engine.
 */
export type Textconv = (file: StoredFile) => Uint8Array | null;

/** A file as the index has it. */
export interface IndexedFile {
  readonly path: string;
  readonly oid: Oid;
  readonly mode: number;
}

/** Text that is not committed: a pseudo commit on top of history. */
export interface Uncommitted {
  /** As git would store it. */
  readonly data: Uint8Array;
  /** Octal file mode, e.g. 0o100644; only its type matters. */
  readonly mode: number;
  /** Parents of the pseudo commit after the target's commit: a merge in progress. */
  readonly mergeHeads: readonly Oid[];
  /**
   * The index, sorted by path, the target's own entry in whatever state: what a parent has and the index lacks may be the
   * old name of a file that the parents lack, and copies are looked for in files that differ. Null when the path
   * exists in all parents and copies are not asked for.
   */
  readonly index: readonly IndexedFile[] | null;
}

/** What to blame. */
export interface BlameTarget {
  /** The commit to start from; the first parent of `uncommitted` when that is given. */
  readonly commit: Oid;
  /** Path in the repository: slash-separated bytes as a latin1 string. */
  readonly path: string;
  /** Null to blame the committed file. */
  readonly uncommitted: Uncommitted | null;
  /** Null for the whole file. Ranges past the end are the caller's error and are refused with RangeError. */
  readonly ranges: readonly LineRange[] | null;
}

/** One (commit, path) pair that owns lines. Shared by identity between the entries of one run. */
export interface GuiltyOrigin {
  /** All zeros: not committed yet. */
  readonly commit: Oid;
  readonly path: string;
  /** The first origin this one was compared with; null when it created the file or was not examined. */
  readonly previous: { readonly commit: Oid; readonly path: string } | null;
  /** The walk stopped at this commit: root, range limit, shallow cut. */
  readonly boundary: boolean;
  /** How many origins of the run have this one as their `previous`; git's debugging output shows it. */
  readonly followers?: number;
}

/** A run of lines that has found its origin. Lines are 0-based. */
export interface SettledEntry {
  /** First line in the final text. */
  readonly line: number;
  readonly count: number;
  /** First line in the origin's file. */
  readonly sourceLine: number;
  readonly origin: GuiltyOrigin;
  readonly ignored: boolean;
  readonly unblamable: boolean;
}

/** A file of a commit. */
export interface FilePlace {
  readonly commit: Oid;
  readonly path: string;
}

/** What an earlier run with the same options found out about all lines of a file of a commit. */
export interface KnownBlame {
  /** Where the file's lines were handed on to as they are, at last: it is known there as well. */
  readonly anchor: FilePlace;
  readonly lineCount: number;
  /**
   * Sorted, and covering the file: `KNOWN_ROW` numbers for each run of lines, which are its first line, their number, the first line
   * in the owner's file, the owner's place in `origins`, and the sum of its marks.
   */
  readonly rows: Int32Array;
  readonly origins: readonly GuiltyOrigin[];
}

export const KNOWN_ROW = 5;
export const KNOWN_IGNORED = 1;
export const KNOWN_UNBLAMABLE = 2;

/** Null where nothing is known. Asked for every file version that blame comes to, so it must be quick. */
export type KnownBlames = (commit: Oid, path: string) => KnownBlame | null;

/** Work done by one run; the reader's own counters are taken as differences. */
export interface BlameStats {
  commitsVisited: number;
  treesRead: number;
  blobsRead: number;
  /** Line diffs, those of searches for moves and copies included. */
  diffs: number;
  /** Diffs between an origin and its parent's that were known, so that neither file was read for them. */
  hunksKnown: number;
  /** What git counts as `num read blob`: files loaded for an origin, the final text once more. */
  originsRead: number;
  /** What git counts as `num get patch`: diffs between an origin and its parent's. */
  patches: number;
  /** What git counts as `num commits`: origins with parents whose blame did not pass on whole. */
  originsExamined: number;
  bytesInflated: number;
}
