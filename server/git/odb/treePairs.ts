/** What differs between two packed trees, compared where they lie; knows nothing of paths. */
import type { Kernel, TreePairs } from '../../kernel/kernel.ts';
import { MODE_TREE } from '../objects.ts';
import type { TreeEntry } from '../treeDiff.ts';
import type { PackPlace } from './recentPlaces.ts';
import { ELSEWHERE, SCRATCH, SCRATCH_BYTES, type SmallObjects } from './smallObjects.ts';

/** An entry that differs, directories included; null where a side has none of the name. */
export interface EntryChange {
  /** Bytes as a latin1 string; with a slash at the end of a directory's. */
  readonly name: string;
  readonly before: TreeEntry | null;
  readonly after: TreeEntry | null;
}

/** The number of trees among the types of pack entries. */
const TREE = 2;
/** Numbers of one difference, as the kernel writes them. */
const FIELDS = 6;
/** The empty tree. */
const NOTHING = { address: 0, size: 0 } as const;

/**
 * The entries that differ, with their modes as git uses them, in the order of full paths. Null when the trees have to be read to tell:
 * where they are large, or not as git writes them.
 */
export function compareTrees(
  small: SmallObjects,
  { before, after }: { readonly before: PackPlace | null; readonly after: PackPlace | null },
  idBytes: number,
): EntryChange[] | null {
  const { arena } = small;
  const kernel = arena.kernel;
  if (kernel.treePairs === null) return null;
  let first = before === null ? ELSEWHERE : small.find(before.pack, before.offset);
  const second = after === null ? ELSEWHERE : small.find(after.pack, after.offset);
  // Making the second may have taken the memory of the first, whose place may then have been given to another object.
  if (before !== null && after !== null) first = arena.find(before.pack.key(before.offset));
  if ((before !== null && !isTree(small, first)) || (after !== null && !isTree(small, second))) return null;
  const a = first < 0 ? NOTHING : { address: arena.address(first), size: arena.size(first) };
  const b = second < 0 ? NOTHING : { address: arena.address(second), size: arena.size(second) };
  const count = diff(kernel.treePairs, [a, b], idBytes);
  return count < 0 ? null : Array.from({ length: count }, (_, n) => changeAt(kernel, n, idBytes));
}

function isTree({ arena }: SmallObjects, slot: number): boolean {
  return slot >= 0 && arena.type(slot) === TREE;
}

interface Stretch {
  readonly address: number;
  readonly size: number;
}

function diff(trees: TreePairs, [a, b]: readonly [Stretch, Stretch], idBytes: number): number {
  return trees.diffTrees(a.address, a.size, b.address, b.size, idBytes, SCRATCH, SCRATCH_BYTES);
}

function changeAt({ bytes }: Kernel, number: number, idBytes: number): EntryChange {
  const at = SCRATCH + number * FIELDS * 4;
  const name = bytes.readUInt32LE(at);
  const text = bytes.toString('latin1', name, name + bytes.readUInt32LE(at + 4));
  const before = entryAt(bytes, at + 8, idBytes);
  const after = entryAt(bytes, at + 16, idBytes);
  return { name: (before ?? after)?.mode === MODE_TREE ? `${text}/` : text, before, after };
}

/** Of a mode and the place of an id; a mode of 0 stands for no entry. */
function entryAt(bytes: Buffer, at: number, idBytes: number): TreeEntry | null {
  const mode = bytes.readUInt32LE(at);
  if (mode === 0) return null;
  const id = bytes.readUInt32LE(at + 4);
  return { mode, oid: bytes.toString('hex', id, id + idBytes) };
}
