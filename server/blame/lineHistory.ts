/** The commits that shaped some lines of a file: what `git log -L` shows, newest first by their dates. */
import { PriorityQueue } from '../base/priorityQueue.ts';
import type { Hunks } from '../diff/hunks.ts';
import { carryBack, joined, type LineSpan } from '../diff/rangeMap.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import { isFileMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { findPath } from '../git/treePath.ts';

/** Lines of a file of a commit. */
export interface LinesAt {
  readonly commit: Oid;
  readonly path: string;
  /** Sorted, apart from each other, not empty. */
  readonly ranges: readonly LineSpan[];
}

export interface ShapingCommit extends LinesAt {
  /** It has no parents that can be looked at, so the lines may be older: a root, or the cut of a shallow clone. */
  readonly boundary: boolean;
}

/** A file as a commit has it. */
interface NamedBlob {
  readonly path: string;
  readonly blob: Oid;
}

export interface LineHistoryParts {
  readonly reader: ObjectReader;
  /** Null when there is no index of history. */
  readonly history: PathHistory | null;
  /** The file in a parent, under its own or its old name; null for none. */
  readonly inParent: (
    commits: { readonly commit: Oid; readonly parent: Oid },
    path: string,
  ) => NamedBlob | null;
  /** The hunks between two blobs. */
  readonly diff: (before: Oid, after: Oid) => Hunks;
  /** Only first parents are followed. */
  readonly firstParent: boolean;
}

/** Lines that wait for their commit's turn, by path. */
type Pending = Map<string, LineSpan[]>;

/**
 * Calls `found` for each commit that changed the lines, until it returns false or there is no more; whether all were found.
 * A commit that only moves them is none; of a merge the parent that has the lines as they are takes all. Where a commit
 * replaced some lines, all that it replaced is followed. Polls the reader's `cancel`.
 */
export function lineHistory(
  start: LinesAt,
  parts: LineHistoryParts,
  found: (commit: ShapingCommit) => boolean,
): boolean {
  const { reader } = parts;
  const queue = new PriorityQueue<Oid>();
  const pending = new Map<Oid, Pending>();
  // Where dates are wrong a commit may have its turn before a child has passed lines to it; it is told of once.
  const told = new Set<string>();
  const foundOnce = (commit: ShapingCommit): boolean => {
    const key = `${commit.commit} ${commit.path}`;
    if (told.has(key)) return true;
    told.add(key);
    return found(commit);
  };
  const pass = ({ commit, path, ranges }: LinesAt): void => {
    if (ranges.length === 0) return;
    const known = pending.get(commit);
    if (!known) queue.push(commit, reader.commit(commit).date);
    const paths = known ?? new Map<string, LineSpan[]>();
    pending.set(commit, paths.set(path, joined([...(paths.get(path) ?? []), ...ranges])));
  };
  pass(start);
  for (let commit = queue.pop(); commit !== null; commit = queue.pop()) {
    reader.cancel.check();
    const paths = pending.get(commit) ?? new Map();
    pending.delete(commit);
    for (const [path, ranges] of paths)
      if (!lookAt({ commit, path, ranges }, { ...parts, pass, found: foundOnce })) return false;
  }
  return true;
}

interface Walk extends LineHistoryParts {
  readonly pass: (lines: LinesAt) => void;
  readonly found: (commit: ShapingCommit) => boolean;
}

/** Passes the lines to parents; false when nobody wants to hear of more. */
function lookAt(lines: LinesAt, walk: Walk): boolean {
  const touch = walk.history?.lastTouch(lines.commit, lines.path) ?? null;
  if (
    touch !== null &&
    touch.commit !== null &&
    touch.commit !== lines.commit &&
    isThere(walk, touch.commit)
  ) {
    walk.pass({ ...lines, commit: touch.commit });
    return true;
  }
  const { parents } = walk.reader.commit(lines.commit);
  const followed = walk.firstParent ? parents.slice(0, 1) : parents;
  const candidates: LinesAt[] = [];
  for (const parent of followed) {
    const { touched, before } = linesInParent(lines, parent, walk);
    // It has the lines as they are, and takes all.
    if (!touched) {
      if (before) walk.pass(before);
      return true;
    }
    if (before) candidates.push(before);
  }
  for (const each of candidates) walk.pass(each);
  return walk.found({ ...lines, boundary: parents.length === 0 });
}

/** A repository may lack commits that its index of history knows. */
function isThere({ reader }: Walk, commit: Oid): boolean {
  return reader.header(commit) !== null;
}

/** `before` null: the parent has none of it. */
function linesInParent(
  { commit, path, ranges }: LinesAt,
  parent: Oid,
  { reader, inParent, diff }: Walk,
): { readonly touched: boolean; readonly before: LinesAt | null } {
  const own = blobAt(reader, commit, path);
  const same = blobAt(reader, parent, path);
  if (own !== null && own === same) return { touched: false, before: { commit: parent, path, ranges } };
  const file = same === null ? inParent({ commit, parent }, path) : { path, blob: same };
  if (own === null || file === null) return { touched: true, before: null };
  const { touched, before } = carryBack(diff(file.blob, own), ranges);
  return { touched, before: { commit: parent, path: file.path, ranges: before } };
}

/** Null when there is no file. */
function blobAt(reader: ObjectReader, commit: Oid, path: string): Oid | null {
  const trail = findPath(reader, reader.commit(commit).tree, path, null);
  return trail !== null && isFileMode(trail.mode) ? (trail.oids.at(-1) ?? null) : null;
}
