/** Finds the same path in a parent: the first and by far the most frequent question of a blame. */
import { MODE_TYPE } from '../git/objects.ts';
import { findPath, type PathTrail } from '../git/treePath.ts';
import { type BlameCommit, Origin, peekOrigin, touchOrigin } from './origin.ts';
import type { Scoreboard } from './scoreboard.ts';

/** The origin's path in the parent; null when it is absent there or of another type. */
export function findOrigin(board: Scoreboard, parent: BlameCommit, origin: Origin): Origin | null {
  const known = peekOrigin(parent, origin.path);
  if (known !== null) return known;
  if (isUnchangedByFilter(board, parent, origin)) return addOrigin(parent, origin.path, origin);
  const trail = findPath(board.reader, parent.node.tree, origin.path, origin.trail);
  if (trail === null || (trail.mode & MODE_TYPE) !== (origin.mode & MODE_TYPE)) return null;
  return addOrigin(parent, origin.path, { blob: trail.oids.at(-1) as string, mode: trail.mode, trail });
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
  return (
    board.pathKeys.length > 0 &&
    board.children === null &&
    node.parents[0] === parent.node.oid &&
    !board.reader.mayHaveChanged(node.oid, board.pathKeys)
  );
}
