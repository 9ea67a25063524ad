/** Looking one path up in a tree, fast: the hot loop of a walk through history asks little else. */
import { GitError } from './errors.ts';
import { canonicalMode, MODE_TREE, MODE_TYPE } from './objects.ts';
import type { Oid } from './oid.ts';
import type { ObjectReader } from './reader.ts';

/** What lay on the way to a path. */
export interface PathTrail {
  /** The root tree, each subtree on the way, and last the entry itself. */
  readonly oids: readonly Oid[];
  /** The entry's mode as git uses it, e.g. 0o100644. */
  readonly mode: number;
}

/** An entry found by `scanTree`; filled in so that no scan allocates. */
interface Found {
  mode: number;
  idAt: number;
}

const SPACE = 32;
const found: Found = { mode: 0, idAt: 0 };

/**
 * The trail to `path` (bytes as a latin1 string, no leading or double slash) in the tree, or null when there is
 * no such entry. `known` is a trail of the same path in another tree, or null: where both meet in the same
 * subtree, the rest is taken over without reading anything. 'corruptObject' when a tree on the way can't be read.
 */
export function findPath(
  reader: ObjectReader,
  tree: Oid,
  path: string,
  known: PathTrail | null,
): PathTrail | null {
  const idBytes = reader.objectFormat === 'sha1' ? 20 : 32;
  const oids: Oid[] = [];
  let current = tree;
  let from = 0;
  for (;;) {
    if (known !== null && known.oids[oids.length] === current) return takeOver(oids, known);
    oids.push(current);
    const slash = path.indexOf('/', from);
    const data = reader.treeBriefly(current);
    const to = slash < 0 ? path.length : slash;
    if (!scanTree(data, { path, from, to, idBytes })) return null;
    current = data.toString('hex', found.idAt, found.idAt + idBytes);
    if (slash < 0) break;
    if ((found.mode & MODE_TYPE) !== MODE_TREE) return null;
    from = slash + 1;
  }
  oids.push(current);
  return { oids, mode: canonicalMode(found.mode) };
}

function takeOver(oids: Oid[], known: PathTrail): PathTrail {
  if (oids.length === 0) return known;
  for (let depth = oids.length; depth < known.oids.length; depth++) oids.push(known.oids[depth] as Oid);
  return { oids, mode: known.mode };
}

/**
 * Finds the entry named by `path` from `from` to `to`. An entry is: octal mode, space, name, NUL, binary id.
 * Entries are sorted, so a greater first byte ends the search.
 */
function scanTree(data: Buffer, want: { path: string; from: number; to: number; idBytes: number }): boolean {
  const { path, from, to, idBytes } = want;
  const first = path.charCodeAt(from);
  const length = to - from;
  const end = data.length;
  let at = 0;
  while (at < end) {
    // Modes are five or six digits.
    let name = data[at + 5] === SPACE ? at + 6 : at + 7;
    if (data[name - 1] !== SPACE) name = longMode(data, at);
    const start = data[name] as number;
    if (start === first && matches(data, name, want)) {
      found.mode = readMode(data, at, name - 1);
      found.idAt = name + length + 1;
      if (found.idAt + idBytes > end) throw cutOff();
      return true;
    }
    if (start > first) return false;
    let zero = name;
    while (data[zero] !== 0) if (++zero >= end) throw cutOff();
    at = zero + 1 + idBytes;
  }
  if (at > end) throw cutOff();
  return false;
}

function matches(data: Buffer, name: number, want: { path: string; from: number; to: number }): boolean {
  const { path, from, to } = want;
  for (let i = from + 1, at = name + 1; i < to; i++, at++) if (data[at] !== path.charCodeAt(i)) return false;
  return data[name + to - from] === 0;
}

/** Where the name begins after a mode of unusual length. */
function longMode(data: Buffer, at: number): number {
  const space = data.indexOf(SPACE, at);
  if (space < 0) throw cutOff();
  return space + 1;
}

/** The octal number from `at` to `end`. */
export function readMode(data: Buffer, at: number, end: number): number {
  let mode = 0;
  for (let i = at; i < end; i++) {
    const digit = (data[i] as number) - 48;
    if (digit < 0 || digit > 7)
      throw new GitError('corruptObject', 'a tree has an entry without a readable mode');
    mode = (mode * 8 + digit) & 0xffffff;
  }
  return mode;
}

function cutOff(): GitError {
  return new GitError('corruptObject', 'a tree ends in the middle of an entry');
}
