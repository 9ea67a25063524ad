/** What differs between two trees, for whole histories: as `treeDiff`, but made for pairs that are nearly the same. */
import { GitError } from '../errors.ts';
import { canonicalMode, MODE_TREE } from '../objects.ts';
import type { EntryChange } from '../odb/treePairs.ts';
import { type ObjectFormat, type Oid, oidBytes } from '../oid.ts';
import type { TreeEntry } from '../treeDiff.ts';
import { readMode } from '../treeEntry.ts';
import type { TreeCopy, TreeDesk } from './treeDesk.ts';

export type OnTreeChange = (path: string, before: TreeEntry | null, after: TreeEntry | null) => void;

/** Where trees are laid out, and of which format they are. */
export interface TreeSource {
  readonly desk: TreeDesk;
  readonly objectFormat: ObjectFormat;
}

/** git's own bound (core.maxTreeDepth). */
const MAX_DEPTH = 2048;
const SPACE = 32;
/** Bytes in which a difference is looked for one by one. */
const NEAR = 64;

/** An entry of a tree, by places in its bytes. */
interface Entry {
  readonly mode: number;
  /** With a slash at the end if it is a directory, which makes byte order that of full paths. */
  readonly name: string;
  readonly idAt: number;
  readonly end: number;
}

/**
 * Reports every file that differs, in byte order of full paths; null stands for the empty tree.
 *
 * Stricter than reading a single path has to be: 'corruptObject' for names out of order, doubled or with a slash in
 * them, because then what a look-up finds depends on how it looks. Only entries that differ and their neighbours are
 * checked, so a tree is known to be in order when it was compared with one that is, or with nothing.
 */
export function treeChanges(
  source: TreeSource,
  trees: { readonly before: Oid | null; readonly after: Oid | null },
  onChange: OnTreeChange,
): void {
  if (trees.before === trees.after) return;
  compare(
    { desk: source.desk, idBytes: oidBytes(source.objectFormat), onChange },
    { ...trees, prefix: '', depth: 0 },
  );
}

interface Walk {
  readonly desk: TreeDesk;
  readonly idBytes: number;
  readonly onChange: OnTreeChange;
}

interface Pair {
  readonly before: Oid | null;
  readonly after: Oid | null;
  readonly prefix: string;
  readonly depth: number;
}

function compare(walk: Walk, pair: Pair): void {
  if (pair.depth > MAX_DEPTH) throw new GitError('tooLarge', `trees are nested more than ${MAX_DEPTH} deep`);
  const changes = walk.desk.changes(pair.before, pair.after);
  if (changes === null) compareBytes(walk, pair);
  else for (const change of changes) report(walk, pair, change);
}

/** Says what is wrong with trees that are not in order. */
function compareBytes(walk: Walk, pair: Pair): void {
  const copies = walk.desk.pair(pair.depth, pair.before, pair.after);
  const before = new Side(copies[0], walk.idBytes);
  const after = new Side(copies[1], walk.idBytes);
  for (;;) {
    skipEqual(before, after);
    const a = before.entry;
    const b = after.entry;
    if (a === null && b === null) return;
    const order = a === null ? 1 : b === null ? -1 : a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
    const name = (order <= 0 ? a : b)?.name ?? '';
    const was = order <= 0 ? before.treeEntry() : null;
    const is = order >= 0 ? after.treeEntry() : null;
    if (was?.oid !== is?.oid || was?.mode !== is?.mode) report(walk, pair, { name, before: was, after: is });
    if (order <= 0) before.next();
    if (order >= 0) after.next();
  }
}

function report(walk: Walk, pair: Pair, { name, before, after }: EntryChange): void {
  const path = pair.prefix + name;
  if ((before ?? after)?.mode !== MODE_TREE) {
    walk.onChange(path, before, after);
    return;
  }
  const ids = { before: before?.oid ?? null, after: after?.oid ?? null };
  compare(walk, { ...ids, prefix: path, depth: pair.depth + 1 });
}

/** One tree and the entry in it that has been come to. */
class Side {
  readonly bytes: Buffer;
  readonly length: number;
  readonly idBytes: number;
  /** Null at the end of the tree, and before anything was read. */
  entry: Entry | null = null;
  /** Where `entry` begins. */
  at = 0;

  constructor(tree: TreeCopy, idBytes: number) {
    this.bytes = tree.bytes;
    this.length = tree.length;
    this.idBytes = idBytes;
  }

  next(): void {
    const previous = this.entry;
    this.at = previous?.end ?? this.length;
    this.read(previous);
  }

  /** Reads the entry at `at`; `previous` is the one before it. */
  read(previous: Entry | null): void {
    this.entry = this.at >= this.length ? null : parseEntry(this, this.at);
    if (this.entry === null || previous === null) return;
    if (previous.name >= this.entry.name || this.entry.name === `${previous.name}/`) throw disordered();
  }

  treeEntry(): TreeEntry | null {
    if (this.entry === null) return null;
    const { mode, idAt } = this.entry;
    return { mode, oid: this.bytes.toString('hex', idAt, idAt + this.idBytes) };
  }
}

/** Moves both sides, which stand at entries, to the next entries that differ in some byte, or to their ends. */
function skipEqual(before: Side, after: Side): void {
  const length = Math.min(before.length - before.at, after.length - after.at);
  const same = firstDifference(before, after, length);
  if (before.at + same === before.length && after.at + same === after.length) {
    before.at = before.length;
    after.at = after.length;
    before.entry = after.entry = null;
    return;
  }
  const { start, previous } = entryAround(before, before.at + same);
  if (start === before.at && start > 0) return;
  after.at += start - before.at;
  before.at = start;
  const last = previous < 0 ? null : parseEntry(before, previous);
  before.read(last);
  after.read(last);
}

/** The number of bytes, at most `length`, that are the same from where the sides stand. */
function firstDifference(before: Side, after: Side, length: number): number {
  const { bytes, at } = before;
  const { bytes: others, at: otherAt } = after;
  let low = 0;
  let high = length;
  while (high - low > NEAR) {
    const middle = (low + high) >>> 1;
    const order = bytes.compare(others, otherAt + low, otherAt + middle, at + low, at + middle);
    if (order === 0) low = middle;
    else high = middle;
  }
  while (low < length && bytes[at + low] === others[otherAt + low]) low++;
  return low;
}

/** Where the entry begins that has the byte at `place`, and where the one before it, -1 if that is not known. */
function entryAround(
  { bytes, at, length, idBytes }: Side,
  place: number,
): { start: number; previous: number } {
  let previous = -1;
  let start = at;
  while (start < length) {
    // Modes are of five or six digits.
    let zero = bytes[start + 5] === SPACE ? start + 7 : start + 8;
    if (bytes[start + 5] !== SPACE && bytes[start + 6] !== SPACE) throw undecodable();
    while (bytes[zero] !== 0) if (++zero >= length) throw undecodable();
    const end = zero + 1 + idBytes;
    if (end > place) break;
    previous = start;
    start = end;
  }
  return { start, previous };
}

function parseEntry({ bytes, length, idBytes }: Side, at: number): Entry {
  const space = bytes.indexOf(SPACE, at);
  const zero = space < 0 ? -1 : bytes.indexOf(0, space);
  const end = zero + 1 + idBytes;
  if (space <= at || zero <= space + 1 || end > length) throw undecodable();
  const mode = canonicalMode(readMode(bytes, at, space));
  const name = bytes.toString('latin1', space + 1, zero);
  if (name.includes('/')) throw disordered();
  return { mode, name: mode === MODE_TREE ? `${name}/` : name, idAt: zero + 1, end };
}

function undecodable(): GitError {
  return new GitError('corruptObject', 'a tree has an entry that cannot be read');
}

function disordered(): GitError {
  return new GitError('corruptObject', 'a tree has names that are out of order');
}
