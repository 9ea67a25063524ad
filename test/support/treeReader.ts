/** An object reader that knows nothing but some trees, and notes which of them were read. */
import { neverCancelled } from '../../server/base/cancel.ts';
import { GitError } from '../../server/git/errors.ts';
import type { ObjectReader } from '../../server/git/reader.ts';
import { findEntry } from '../../server/git/treeEntry.ts';
import { encodeTree, objectId } from './packFixture.ts';

/** A directory: names (latin1) to an id of a file, `[mode, id]`, or a directory. */
export interface TreeSpec {
  readonly [name: string]: string | readonly [mode: string, oid: string] | TreeSpec;
}

export interface TreeReader {
  readonly reader: ObjectReader;
  /** Ids of the trees read so far, in order. */
  readonly read: string[];
  /** Adds a tree with all below it; entries are sorted as git sorts them. */
  readonly add: (spec: TreeSpec) => string;
  /** Adds a tree as it stands, decodable or not. */
  readonly addRaw: (data: Buffer) => string;
}

export function createTreeReader(): TreeReader {
  const trees = new Map<string, Buffer>();
  const read: string[] = [];
  const data = (oid: string): Buffer => {
    const tree = trees.get(oid);
    if (tree === undefined) throw new GitError('missingObject', `object ${oid} is missing`);
    read.push(oid);
    return tree;
  };
  const addRaw = (bytes: Buffer): string => {
    const oid = objectId('tree', bytes);
    trees.set(oid, bytes);
    return oid;
  };
  const add = (spec: TreeSpec): string => addRaw(encodeTree(entriesOf(spec, add)));
  const reader: Partial<ObjectReader> = {
    objectFormat: 'sha1',
    cancel: neverCancelled,
    data,
    treeBriefly: data,
    treeChanges: () => null,
    treeEntry: (oid, name) => findEntry(data(oid), name, 20),
  };
  return { reader: reader as ObjectReader, read, add, addRaw };
}

function entriesOf(spec: TreeSpec, add: (spec: TreeSpec) => string): [string, string, string][] {
  const rows = Object.entries(spec).map(([name, value]): [string, string, string] => {
    if (typeof value === 'string') return ['100644', name, value];
    return isFile(value) ? [value[0], name, value[1]] : ['40000', name, add(value)];
  });
  const key = ([mode, name]: [string, string, string]) => (mode === '40000' ? `${name}/` : name);
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function isFile(value: readonly [string, string] | TreeSpec): value is readonly [string, string] {
  return Array.isArray(value);
}
