/** The public face of object reading: what the engine may ask of a repository, and nothing about how it is stored. */
import type { Cancel } from '../base/cancel.ts';
import type { ObjectFormat, Oid } from './oid.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** A commit as history walking sees it: after grafts, replacements and the shallow cut. */
export interface CommitNode {
  readonly oid: Oid;
  readonly tree: Oid;
  /** In the commit's order. Empty for roots and for the cut-off commits of a shallow clone. */
  readonly parents: readonly Oid[];
  /** Committer date, seconds since the epoch, as git reads it (0 when unreadable). */
  readonly date: number;
}

export interface RawObject {
  readonly type: ObjectType;
  readonly data: Uint8Array;
}

/** Work done since the reader was opened; only ever grows. */
export interface ReaderStats {
  commitsRead: number;
  treesRead: number;
  blobsRead: number;
  /** Bytes that came out of inflate, delta instructions included. */
  bytesInflated: number;
  /** Changed-path filters asked, and how many of them answered "surely unchanged". */
  filtersAsked: number;
  filtersUnchanged: number;
}

/** A path prepared for changed-path filters: made once, asked many times. */
export interface PathKey {
  readonly path: string;
}

/**
 * Synchronous, positional reading of one repository's objects; one per thread, reused between jobs.
 * Every method throws `GitError` ('missingObject', 'corruptObject', 'tooLarge') and, from long reads, `Cancelled`.
 */
export interface ObjectReader {
  readonly objectFormat: ObjectFormat;
  readonly stats: Readonly<ReaderStats>;
  /** Polled during long reads; replaced for each job. */
  cancel: Cancel;

  /** From the commit-graph when it is usable, else from the object. */
  commit(oid: Oid): CommitNode;
  /** The content of a commit, tree or blob (replacement refs honoured); 'corruptObject' when it is of another type. */
  data(oid: Oid, type: ObjectType): Uint8Array;
  /** Any object, of whatever type; null when it does not exist. */
  object(oid: Oid): RawObject | null;
  /** Type and size without the content; null when the object does not exist. */
  header(oid: Oid): { readonly type: ObjectType; readonly size: number } | null;

  /** A key for `mayHaveChanged`; null when this repository has no usable changed-path filters. */
  pathKey(path: string): PathKey | null;
  /**
   * False when the commit's changed-path filter proves that none of the paths differ between the commit and
   * its first parent; true when one may, or when there is no filter.
   */
  mayHaveChanged(commit: Oid, keys: readonly PathKey[]): boolean;

  /** Number of objects in packs (a multi-pack-index counts once for its packs); what git's automatic abbreviation counts. */
  packedObjectCount(): number;
  /** All ids that begin with the hex prefix, at most `limit` of them; packs, multi-pack-index, loose, alternates. */
  oidsWithPrefix(hexPrefix: string, limit: number): Oid[];

  /** Looks at the repository's pack directories again; called when a client says or a watch shows that packs changed. */
  refresh(): void;
  /** Closes every file. The reader must not be used afterwards. */
  close(): void;
}
