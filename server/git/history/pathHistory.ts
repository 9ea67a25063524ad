/** What an index of history can tell about paths; everything it says, the trees would say too. */
import type { Oid } from '../oid.ts';
import type { TreeEntry } from '../treeDiff.ts';

/** The newest commit along first parents, the asked one included, in which the path became what it is. */
export interface LastTouch {
  /** Null when the path is absent there and as far back as first parents lead. */
  readonly commit: Oid | null;
  /** What the path is there; null when it is no file, link or submodule. */
  readonly entry: TreeEntry | null;
}

/** Facts about commits that the index has; null, everywhere, means that it can't tell. Paths are latin1 byte strings. */
export interface PathHistory {
  /**
   * Every commit from the asked one down to the one before the answer leaves the path as its first parent has it,
   * so the entry is that of the asked commit too.
   */
  lastTouch(commit: Oid, path: string): LastTouch | null;
  /**
   * For a commit that adds files: the files of its first parent that it lacks, in path order. Not to be asked of others.
   */
  deletedPaths(commit: Oid): readonly string[] | null;
}
