/** Looking one path up in a tree, fast: the hot loop of a walk through history asks little else. */
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
  const oids: Oid[] = [];
  let current = tree;
  let from = 0;
  for (;;) {
    if (known !== null && known.oids[oids.length] === current) return takeOver(oids, known);
    oids.push(current);
    const slash = path.indexOf('/', from);
    const entry = reader.treeEntry(current, slash < 0 ? path.slice(from) : path.slice(from, slash));
    if (entry === null) return null;
    current = entry.oid;
    if (slash < 0) {
      oids.push(current);
      return { oids, mode: canonicalMode(entry.mode) };
    }
    if ((entry.mode & MODE_TYPE) !== MODE_TREE) return null;
    from = slash + 1;
  }
}

function takeOver(oids: Oid[], known: PathTrail): PathTrail {
  if (oids.length === 0) return known;
  for (let depth = oids.length; depth < known.oids.length; depth++) oids.push(known.oids[depth] as Oid);
  return { oids, mode: known.mode };
}
