/** Compares two trees file by file, never opening a subtree that both have. */
import { GitError } from './errors.ts';
import { type Oid, oidBytes } from './oid.ts';
import type { ObjectReader } from './reader.ts';

/** A file (or link, or submodule) in a tree. */
export interface TreeEntry {
  /** Octal file mode. */
  readonly mode: number;
  readonly oid: Oid;
}

export interface TreeChange {
  /** Full path, bytes as latin1. */
  readonly path: string;
  /** Null when the file is added. */
  readonly before: TreeEntry | null;
  /** Null when it is deleted. */
  readonly after: TreeEntry | null;
}

const TREE = 0o040000;
const SPACE = 0x20;
/** Deeper directories are taken for an attack on the call stack. */
const MAX_DEPTH = 2048;

interface NamedEntry extends TreeEntry {
  readonly name: string;
}

interface Comparison {
  readonly reader: ObjectReader;
  readonly onChange: (change: TreeChange) => void;
}

/**
 * Tells of every file that differs between two root trees, in git's order of paths; null stands for an empty tree.
 * A file that became a directory is deleted, and what is in the directory added.
 */
export function diffTrees(
  reader: ObjectReader,
  trees: { readonly before: Oid | null; readonly after: Oid | null },
  onChange: (change: TreeChange) => void,
): void {
  diffLevel({ reader, onChange }, { ...trees, prefix: '', depth: 0 });
}

interface Level {
  readonly before: Oid | null;
  readonly after: Oid | null;
  readonly prefix: string;
  readonly depth: number;
}

function diffLevel(comparison: Comparison, { before, after, prefix, depth }: Level): void {
  if (before === after) return;
  if (depth > MAX_DEPTH) throw new GitError('tooLarge', `directories are nested deeper than ${MAX_DEPTH}`);
  const { reader } = comparison;
  reader.cancel.check();
  const a = readEntries(reader, before);
  const b = readEntries(reader, after);
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const order = left === undefined ? 1 : right === undefined ? -1 : compareEntries(left, right);
    if (order <= 0) i++;
    if (order >= 0) j++;
    diffEntry(
      comparison,
      { before: order <= 0 ? left : undefined, after: order >= 0 ? right : undefined },
      { prefix, depth },
    );
  }
}

function diffEntry(
  comparison: Comparison,
  { before, after }: { before: NamedEntry | undefined; after: NamedEntry | undefined },
  { prefix, depth }: { prefix: string; depth: number },
): void {
  if (before?.oid === after?.oid && before?.mode === after?.mode) return;
  const path = prefix + (before ?? after)?.name;
  const subtrees = { before: treeOf(before), after: treeOf(after) };
  const files = { before: fileOf(before), after: fileOf(after) };
  if (files.before !== null || files.after !== null) comparison.onChange({ path, ...files });
  if (subtrees.before !== null || subtrees.after !== null) {
    diffLevel(comparison, { ...subtrees, prefix: `${path}/`, depth: depth + 1 });
  }
}

function treeOf(entry: NamedEntry | undefined): Oid | null {
  return entry !== undefined && entry.mode === TREE ? entry.oid : null;
}

function fileOf(entry: NamedEntry | undefined): TreeEntry | null {
  return entry === undefined || entry.mode === TREE ? null : { mode: entry.mode, oid: entry.oid };
}

/** git sorts a directory as if its name ended in a slash; a file and a directory of one name are different entries. */
function compareEntries(a: NamedEntry, b: NamedEntry): number {
  const left = a.mode === TREE ? `${a.name}/` : a.name;
  const right = b.mode === TREE ? `${b.name}/` : b.name;
  return left < right ? -1 : left > right ? 1 : 0;
}

function readEntries(reader: ObjectReader, tree: Oid | null): NamedEntry[] {
  if (tree === null) return [];
  const data = reader.data(tree, 'tree');
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length);
  const idBytes = oidBytes(reader.objectFormat);
  const entries: NamedEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(SPACE, at);
    const end = bytes.indexOf(0, space);
    const mode = Number.parseInt(bytes.toString('latin1', at, space), 8);
    if (space === -1 || end === -1 || end + 1 + idBytes > bytes.length || Number.isNaN(mode)) {
      throw new GitError('corruptObject', `tree ${tree} is malformed`, { hint: 'git fsck tells more' });
    }
    const oid = bytes.toString('hex', end + 1, end + 1 + idBytes);
    entries.push({ name: bytes.toString('latin1', space + 1, end), mode, oid });
    at = end + 1 + idBytes;
  }
  return entries;
}
