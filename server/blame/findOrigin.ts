/** Finds the same path in a parent: the first and by far the most frequent question of a blame. */
import { GitError } from '../git/errors.ts';
import { MODE_TYPE } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import type { PathKey } from '../git/reader.ts';
import type { TreeEntry } from '../git/treeDiff.ts';
import { findPath, type PathTrail } from '../git/treePath.ts';
import { type BlameCommit, Origin, peekOrigin, touchOrigin } from './origin.ts';
import { commitOf, isUncommitted, type Scoreboard } from './scoreboard.ts';

/** The origin's path in the parent; null when it is absent there or of another type. */
export function findOrigin(board: Scoreboard, parent: BlameCommit, origin: Origin): Origin | null {
  const known = peekOrigin(parent, origin.path);
  if (known !== null) return known;
  const touch = board.history?.lastTouch(parent.node.oid, origin.path) ?? null;
  if (touch !== null) return originOf(parent, origin, touch.entry);
  if (isUnchangedByFilter(board, parent, origin)) return addOrigin(parent, origin.path, origin);
  const trail = findPath(board.reader, parent.node.tree, origin.path, origin.trail);
  if (trail === null || (trail.mode & MODE_TYPE) !== (origin.mode & MODE_TYPE)) return null;
  return addOrigin(parent, origin.path, { blob: trail.oids.at(-1) as string, mode: trail.mode, trail });
}

function originOf(parent: BlameCommit, { path, mode }: Origin, entry: TreeEntry | null): Origin | null {
  if (entry === null || (entry.mode & MODE_TYPE) !== (mode & MODE_TYPE)) return null;
  return addOrigin(parent, path, { blob: entry.oid, mode: entry.mode, trail: null });
}

/**
 * The same file in the next commit along first parents that touches it; null when this one does, or nobody can tell,
 * or commits have to be visited one by one. A commit that leaves a path as its first parent has it passes everything
 * there, whatever its other parents have.
 */
export function findLastTouch(board: Scoreboard, origin: Origin): Origin | null {
  if (!board.mayPassOver) return null;
  const touch = lastTouch(board, origin);
  if (touch === null || touch === origin.commit) return null;
  const commit = commitIfThere(board, touch);
  if (commit === null) board.anchor = null;
  return commit === null ? null : addOrigin(commit, origin.path, origin);
}

/** Filters can err on the side of a touch: then blame goes one commit further, and is told again. */
function lastTouch(board: Scoreboard, { owner, commit, path }: Origin): Oid | null {
  const touch = board.history?.lastTouch(commit, path) ?? null;
  if (touch !== null) return touch.commit;
  const key = isUncommitted(board, owner) ? null : pathKeyOf(board, path);
  return key === null ? null : board.reader.untouchedUntil(commit, key);
}

function pathKeyOf(board: Scoreboard, path: string): PathKey | null {
  return board.pathKeys.find((key) => key.path === path) ?? null;
}

/** A repository may lack a commit of its history, which then is not passed to, and what lies before it is not either. */
function commitIfThere(board: Scoreboard, oid: Oid): BlameCommit | null {
  try {
    return commitOf(board, oid);
  } catch (error) {
    if (error instanceof GitError && error.code === 'missingObject') return null;
    throw error;
  }
}

/** The commit's origin for a path, made when there is none, and in front of its commit's list. */
export function addOrigin(
  commit: BlameCommit,
  path: string,
  file: { blob: string; mode: number; trail: PathTrail | null },
): Origin {
  return touchOrigin(peekOrigin(commit, path) ?? new Origin(commit, path, file));
}

/** A changed-path filter speaks of a commit and its first parent only. */
function isUnchangedByFilter(board: Scoreboard, parent: BlameCommit, origin: Origin): boolean {
  const { node } = origin.owner;
  if (board.children !== null || node.parents[0] !== parent.node.oid) return false;
  if (isUncommitted(board, origin.owner)) return false;
  const key = pathKeyOf(board, origin.path);
  return key !== null && !board.reader.mayHaveChanged(node.oid, key);
}
