/** From one object to the one it stands for: tags to what they tag, commits to trees, trees to what a path names. */
import { type ObjectType, parseTagTarget } from './objects.ts';
import { type Oid, oidBytes } from './oid.ts';
import type { ObjectReader } from './reader.ts';
import { findPath } from './treePath.ts';

/** Tags of tags are followed no further than this. */
const maxTagDepth = 100;

/**
 * The object of the wanted type that an object leads to: through tags, and from a commit to its tree. 'any' follows tags
 * alone. Null when it leads to none, or does not exist.
 */
export function peelTo(reader: ObjectReader, oid: Oid, wanted: ObjectType | 'any'): Oid | null {
  let at = oid;
  for (let depth = 0; depth < maxTagDepth; depth++) {
    const type = reader.header(at)?.type;
    if (type === undefined) return null;
    if (type === wanted) return at;
    if (type === 'commit' && wanted === 'tree') return reader.commit(at).tree;
    if (type !== 'tag') return wanted === 'any' ? at : null;
    at = parseTagTarget(at, reader.data(at, 'tag'), oidBytes(reader.objectFormat)).oid;
  }
  return null;
}

/** The object at a path (latin1 bytes) below a tree, the tree itself for ''; null when there is none. */
export function objectAtPath(reader: ObjectReader, tree: Oid, path: string): Oid | null {
  const clean = path.replace(/\/+$/, '');
  if (clean === '') return path === '' ? tree : null;
  if (clean.startsWith('/') || clean.includes('//')) return null;
  return findPath(reader, tree, clean, null)?.oids.at(-1) ?? null;
}
