/** Finds the old name of a file that a parent lacks, the way git's rename detection does for a single file. */
import { MODE_TREE } from '../git/objects.ts';
import { deletedFiles, diffTrees } from '../git/treeDiff.ts';
import { findPath } from '../git/treePath.ts';
import { addOrigin } from './findOrigin.ts';
import type { BlameCommit, Origin } from './origin.ts';
import { chooseSource, type RenameSource, type RenameTarget } from './renameSource.ts';
import { addPathKey, isUncommitted, type Scoreboard, storedContent } from './scoreboard.ts';

/** The origin under its old name in the parent; null when the path exists there or nothing is similar enough. */
export function findRename(board: Scoreboard, parent: BlameCommit, origin: Origin): Origin | null {
  const sources = sourcesIn(board, parent, origin);
  if (sources === null || sources.length === 0) return null;
  const source = chooseSource(sources, targetOf(board, origin), board);
  if (source === null) return null;
  addPathKey(board, source.path);
  return addOrigin(parent, source.path, { blob: source.oid, mode: source.mode, trail: null });
}

/** In tree order; null when the parent has a file at the path, of whatever type: then it is no new file. */
function sourcesIn(board: Scoreboard, parent: BlameCommit, origin: Origin): RenameSource[] | null {
  if (isPresent(board, parent, origin.path)) return null;
  if (isUncommitted(board, origin.owner)) return absentFromIndex(board, parent);
  const known = deletedByIndex(board, parent, origin.owner);
  const trees = { before: parent.node.tree, after: origin.owner.node.tree };
  return known ?? deletedFiles(board.reader, trees);
}

function isPresent({ reader, history }: Scoreboard, parent: BlameCommit, path: string): boolean {
  const touch = history?.lastTouch(parent.node.oid, path) ?? null;
  if (touch !== null) return touch.entry !== null;
  const present = findPath(reader, parent.node.tree, path, null);
  return present !== null && present.mode !== MODE_TREE;
}

/** Null when the history's index can't tell. It compares commits with their first parents only. */
function deletedByIndex(
  { history }: Scoreboard,
  { node: parent }: BlameCommit,
  { node: child }: BlameCommit,
): RenameSource[] | null {
  if (history === null || child.parents[0] !== parent.oid) return null;
  const paths = history.deletedPaths(child.oid);
  if (paths === null) return null;
  const sources: RenameSource[] = [];
  for (const path of paths) {
    const entry = history.lastTouch(parent.oid, path)?.entry ?? null;
    if (entry === null) return null;
    sources.push({ path, ...entry });
  }
  return sources;
}

function absentFromIndex(board: Scoreboard, parent: BlameCommit): RenameSource[] {
  const indexed = new Set((board.uncommitted?.index ?? []).map(({ path }) => path));
  if (indexed.size === 0) return [];
  const sources: RenameSource[] = [];
  diffTrees(board.reader, { before: parent.node.tree, after: null }, ({ path, before }) => {
    if (before !== null && !indexed.has(path)) sources.push({ path, ...before });
  });
  return sources;
}

function targetOf(board: Scoreboard, origin: Origin): RenameTarget {
  return {
    path: origin.path,
    mode: origin.mode,
    blob: origin.blob,
    size: () => sizeOf(board, origin),
    content: () => storedContent(board, origin),
  };
}

function sizeOf(board: Scoreboard, origin: Origin): number {
  if (board.uncommitted !== null && isUncommitted(board, origin.owner)) return board.uncommitted.data.length;
  return board.reader.header(origin.blob)?.size ?? 0;
}
