/** Finds one path in a tree by scanning raw tree bytes, without building the trees on the way. */
import { GitError } from './errors.ts';
import { type Oid, oidBytes } from './oid.ts';
import type { ObjectReader } from './reader.ts';

/** The way from a root tree to a path. */
export interface PathTrail {
  /** The root tree, each subtree on the way, the entry itself. */
  readonly oids: readonly Oid[];
  /** Octal file mode of the entry. */
  readonly mode: number;
}

const TREE_TYPE = 0o040000;
const SPACE = 0x20;

/**
 * The trail of a path in a tree; null when it is absent. `known` is the trail of the same path in another version:
 * where both have the same subtree at the same depth the rest is taken from it and nothing more is read.
 */
export function findPath(
  reader: ObjectReader,
  tree: Oid,
  path: string,
  known: PathTrail | null,
): PathTrail | null {
  const names = path.split('/');
  const oids: Oid[] = [tree];
  let mode = TREE_TYPE;
  for (let depth = 0; depth < names.length; depth++) {
    const at = oids[depth] as Oid;
    if (known !== null && known.oids[depth] === at) {
      return depth === 0 ? known : { oids: [...oids, ...known.oids.slice(depth + 1)], mode: known.mode };
    }
    if (mode !== TREE_TYPE) return null;
    const entry = findEntry(reader.data(at, 'tree'), Buffer.from(names[depth] as string, 'latin1'), reader);
    if (entry === null) return null;
    oids.push(entry.oid);
    mode = entry.mode;
  }
  return { oids, mode };
}

function findEntry(
  tree: Uint8Array,
  name: Uint8Array,
  reader: ObjectReader,
): { mode: number; oid: Oid } | null {
  const idBytes = oidBytes(reader.objectFormat);
  let at = 0;
  while (at < tree.length) {
    let mode = 0;
    let byte = tree[at++];
    for (; byte !== undefined && byte !== SPACE; byte = tree[at++]) mode = mode * 8 + byte - 0x30;
    const start = at;
    const end = tree.indexOf(0, start);
    if (end === -1 || end + 1 + idBytes > tree.length)
      throw new GitError('corruptObject', 'a tree is cut off');
    at = end + 1 + idBytes;
    if (end - start !== name.length) continue;
    let i = 0;
    while (i < name.length && tree[start + i] === name[i]) i++;
    if (i < name.length) continue;
    return { mode, oid: Buffer.from(tree.buffer, tree.byteOffset + end + 1, idBytes).toString('hex') };
  }
  return null;
}
