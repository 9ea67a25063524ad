/** What differs between two trees, file by file, in git's path order. */
import { Pace } from '../base/cancel.ts';
import { GitError } from './errors.ts';
import { canonicalMode, MODE_TREE } from './objects.ts';
import type { Oid } from './oid.ts';
import type { ObjectReader } from './reader.ts';
import { readMode } from './treeEntry.ts';

/** A file, symbolic link or submodule; never a directory. */
export interface TreeEntry {
  /** As git uses it, e.g. 0o100644; 0o160000 is a submodule. */
  readonly mode: number;
  readonly oid: Oid;
}

export interface TreeChange {
  /** Repository-relative, slash-separated bytes as a latin1 string. */
  readonly path: string;
  /** Null where the file did not exist. */
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
}

/** git's own bound (core.maxTreeDepth). */
const MAX_DEPTH = 2048;
const SPACE = 32;
/** Entries looked at between two polls. */
const POLL_ENTRIES = 1 << 11;
const NO_BYTES = Buffer.alloc(0);

interface Trees {
  readonly before: Oid | null;
  readonly after: Oid | null;
}

/**
 * Reports every file that differs between the trees, null being the empty tree, in byte order of full paths.
 * Equal subtrees are skipped unread. A file that became a directory is a deletion and additions below it.
 * 'corruptObject' when a tree can't be decoded, 'tooLarge' when trees are nested more than 2048 deep.
 */
export function diffTrees(reader: ObjectReader, trees: Trees, onChange: (change: TreeChange) => void): void {
  if (trees.before === trees.after) return;
  compare({ reader, onChange, withAdded: true }, { ...trees, prefix: '', depth: 0 });
}

/**
 * The files that only the first tree has, in the same order; errors as above. Directories that only the other one has are skipped unread: where
 * another project was merged below a directory, they are all of this one.
 */
export function deletedFiles(reader: ObjectReader, trees: Trees): (TreeEntry & { readonly path: string })[] {
  const deleted: (TreeEntry & { readonly path: string })[] = [];
  const onChange = ({ path, before, after }: TreeChange) => {
    if (before !== null && after === null) deleted.push({ path, ...before });
  };
  compare({ reader, onChange, withAdded: false }, { ...trees, prefix: '', depth: 0 });
  return deleted;
}

interface Walk {
  readonly reader: ObjectReader;
  readonly onChange: (change: TreeChange) => void;
  /** Whether to look into directories that the first tree lacks. */
  readonly withAdded: boolean;
}

interface Pair extends Trees {
  /** Path of the directory with its closing slash; empty for the root. */
  readonly prefix: string;
  readonly depth: number;
}

function compare(walk: Walk, pair: Pair): void {
  if (pair.depth > MAX_DEPTH) throw new GitError('tooLarge', `trees are nested more than ${MAX_DEPTH} deep`);
  const before = openTree(walk.reader, pair.before);
  const after = openTree(walk.reader, pair.after);
  const pace = new Pace(walk.reader.cancel, POLL_ENTRIES);
  while (before.name !== null || after.name !== null) {
    pace.did(1);
    const order = compareNames(before, after);
    if (order < 0) report(walk, pair, { before, after: null });
    else if (order > 0) report(walk, pair, { before: null, after });
    else if (!sameEntry(before, after)) report(walk, pair, { before, after });
    if (order <= 0) before.next();
    if (order >= 0) after.next();
  }
}

/** Both sides, where given, have the same name and are both directories or both not. */
function report(
  walk: Walk,
  pair: Pair,
  sides: { before: TreeCursor | null; after: TreeCursor | null },
): void {
  const { before, after } = sides;
  const side = (before ?? after) as TreeCursor;
  const path = pair.prefix + (side.name as string);
  if (side.mode === MODE_TREE) {
    if (before === null && !walk.withAdded) return;
    const ids = { before: before?.oid() ?? null, after: after?.oid() ?? null };
    compare(walk, { ...ids, prefix: path, depth: pair.depth + 1 });
    return;
  }
  walk.onChange({ path, before: entry(before), after: entry(after) });
}

function entry(cursor: TreeCursor | null): TreeEntry | null {
  return cursor === null ? null : { mode: cursor.mode, oid: cursor.oid() };
}

/** By name, directories as if their name ended in a slash, which makes the order that of full paths. */
function compareNames(before: TreeCursor, after: TreeCursor): number {
  if (before.name === after.name) return 0;
  if (before.name === null) return 1;
  if (after.name === null) return -1;
  return before.name < after.name ? -1 : 1;
}

function sameEntry(before: TreeCursor, after: TreeCursor): boolean {
  if (before.mode !== after.mode) return false;
  const end = after.idAt + after.idBytes;
  return before.data.compare(after.data, after.idAt, end, before.idAt, before.idAt + before.idBytes) === 0;
}

function openTree(reader: ObjectReader, oid: Oid | null): TreeCursor {
  const data = oid === null ? NO_BYTES : reader.data(oid, 'tree');
  return new TreeCursor(data, reader.objectFormat === 'sha1' ? 20 : 32);
}

/** Goes through the entries of one tree. */
class TreeCursor {
  readonly data: Buffer;
  readonly idBytes: number;
  /** Name of the entry, with a slash at the end if it is a directory; null at the end of the tree. */
  name: string | null = null;
  mode = 0;
  idAt = 0;
  #next = 0;

  constructor(data: Buffer, idBytes: number) {
    this.data = data;
    this.idBytes = idBytes;
    this.next();
  }

  next(): void {
    const at = this.#next;
    if (at >= this.data.length) {
      this.name = null;
      return;
    }
    const space = this.data.indexOf(SPACE, at);
    const zero = space < 0 ? -1 : this.data.indexOf(0, space);
    this.#next = zero + 1 + this.idBytes;
    if (space <= at || zero <= space + 1 || this.#next > this.data.length) throw undecodable();
    this.mode = canonicalMode(readMode(this.data, at, space));
    const name = this.data.toString('latin1', space + 1, zero);
    this.name = this.mode === MODE_TREE ? `${name}/` : name;
    this.idAt = zero + 1;
  }

  oid(): Oid {
    return this.data.toString('hex', this.idAt, this.idAt + this.idBytes);
  }
}

function undecodable(): GitError {
  return new GitError('corruptObject', 'a tree has an entry that cannot be read');
}
