/** Where a blame begins: the file version that is suspected of every line first. */
import { GitError } from '../git/errors.ts';
import { isFileMode } from '../git/objects.ts';
import { blobOid, type Oid, zeroOid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { findPath, type PathTrail } from '../git/treePath.ts';
import { addOrigin } from './findOrigin.ts';
import type { Origin } from './origin.ts';
import { addCommit, commitOf, type Scoreboard } from './scoreboard.ts';
import type { BlameTarget } from './types.ts';

/** The origin that is suspected of every line first: the file in the start commit, or the text on top of it. */
export function finalOrigin(board: Scoreboard, { commit, path, uncommitted }: BlameTarget): Origin {
  const start = commitOf(board, commit);
  if (uncommitted !== null) {
    const pseudo = addCommit(board, {
      oid: zeroOid(board.reader.objectFormat),
      tree: start.node.tree,
      parents: [commit, ...uncommitted.mergeHeads],
      date: Number.MAX_SAFE_INTEGER,
    });
    const blob = blobOid(uncommitted.data, board.reader.objectFormat, board.cancel);
    return addOrigin(pseudo, path, { blob, mode: uncommitted.mode, trail: null });
  }
  const trail = committedFile(board.reader, start.node.tree, { path, commit });
  return addOrigin(start, path, { blob: trail.oids.at(-1) as Oid, mode: trail.mode, trail });
}

/** The file at the path in a tree; GitError 'noSuchPath' when there is none. */
export function committedFile(
  reader: ObjectReader,
  tree: Oid,
  { path, commit }: { path: string; commit: Oid },
): PathTrail {
  const trail = findPath(reader, tree, path, null);
  if (trail !== null && isFileMode(trail.mode)) return trail;
  throw new GitError('noSuchPath', `no such path ${path} in ${commit}`, { path, commit });
}
