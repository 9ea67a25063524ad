/** The index of a work tree: what it has at a path, read from the file's own format (versions 2 to 4, split or sparse). */
import { join } from 'node:path';
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { GitError } from './errors.ts';
import { readSmallFile } from './files.ts';
import { parseIndexFile } from './indexFile.ts';
import { isFileMode } from './objects.ts';
import { type Oid, oidBytes } from './oid.ts';
import type { Repository } from './repository.ts';
import { placesOf } from './repositoryPlaces.ts';
import { mergeSplitIndex } from './splitIndex.ts';

/** One entry of the index. */
export interface IndexEntry {
  /** Repository path as latin1 bytes. */
  readonly path: string;
  readonly oid: Oid;
  /** As in a tree: 0o100644, 0o100755, 0o120000 (link), 0o160000 (submodule); 0o40000 for a directory of a sparse index. */
  readonly mode: number;
  /** 0 normally; 1 base, 2 ours, 3 theirs of a path with a conflict. */
  readonly stage: 0 | 1 | 2 | 3;
  /** `git add --intent-to-add`: the path is known, its content is not. */
  readonly intentToAdd: boolean;
}

/** A sparse index holds a directory outside the sparse checkout as one entry, with the tree's id. */
const sparseDirectoryMode = 0o40000;

/** Some ten million files. */
const maxIndexBytes = 1024 * 1024 * 1024;

/**
 * Every entry, in the index's order: by path, then by stage. Empty when there is no index. The checksum is not verified: the
 * file is read while git may replace it, which it does by renaming, and it need not have one (`index.skipHash`).
 * Throws GitError 'unsupportedRepository' for an unknown version or required extension and 'corruptObject' for a
 * file that contradicts itself.
 */
export async function readIndex(
  repository: Repository,
  cancel: Cancel = neverCancelled,
): Promise<IndexEntry[]> {
  const path = placesOf(repository).indexFile;
  const data = await readSmallFile(path, maxIndexBytes);
  if (data === null) return [];
  const layout = { oidBytes: oidBytes(repository.objectFormat), cancel };
  const file = parseIndexFile(data, { ...layout, path });
  if (file.link === null) return file.entries;
  const shared = join(repository.gitDir, `sharedindex.${file.link.base}`);
  const base = await readSmallFile(shared, maxIndexBytes);
  if (base === null)
    throw new GitError('corruptObject', `shared index file ${shared} is missing`, { path: shared });
  const baseFile = parseIndexFile(base, { ...layout, path: shared });
  return mergeSplitIndex(file, baseFile.entries, { path, cancel });
}

/**
 * The entries of one path (latin1 bytes): none when it is not tracked, one, or up to three stages of a conflict. Never a
 * directory: a path below a sparse directory has no entry of its own (see `sparseDirectoryOf`).
 */
export async function indexEntriesAt(
  repository: Repository,
  path: string,
  cancel: Cancel = neverCancelled,
): Promise<IndexEntry[]> {
  return (await readIndex(repository, cancel)).filter((entry) => entry.path === path);
}

/** True when the index has a file or link of that path, in whatever stage; directories and submodules are none. */
export async function isIndexed(repository: Repository, path: string): Promise<boolean> {
  return (await indexEntriesAt(repository, path)).some(({ mode }) => isFileMode(mode));
}

/** The entry of a sparse directory that the path lies in; null when there is none. */
export function sparseDirectoryOf(entries: readonly IndexEntry[], path: string): IndexEntry | null {
  const found = entries.find(
    ({ mode, path: entry }) => mode === sparseDirectoryMode && path.startsWith(entry),
  );
  return found ?? null;
}
