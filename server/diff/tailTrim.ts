/** Cuts the common end off two texts before they are compared, in the block-wise way whose result git's diff depends on. */
import { commonEnd, type Lines, lineAt } from './lines.ts';
import type { LineTable } from './lineTable.ts';

const BLOCK = 1024;

/**
 * Number of lines at the end of both texts that do not exist for the diff.
 *
 * git compares backwards in whole blocks of 1024 bytes and then gives back the partial first line of what it
 * stepped over. So the cut depends on byte counts, not only on which lines are equal, and it changes what the
 * later heuristics see. Whole equal lines are counted by id; only the first differing pair is looked at in bytes.
 */
export function commonTail(a: Lines, b: Omit<Lines, 'starts'>, table: LineTable): number {
  if (Math.min(a.byteLength, b.byteLength) < BLOCK) return 0;
  const common = commonTailBytes(a, b, table);
  const cut = a.byteLength - (common - (common % BLOCK));
  // Lines that begin behind the cut.
  return Math.max(0, a.ids.length - 1 - lineAt(a.starts, cut));
}

function commonTailBytes(a: Lines, b: Omit<Lines, 'starts'>, table: LineTable): number {
  const common = commonEnd(a.ids, b.ids, {
    limit: Math.min(a.ids.length, b.ids.length),
    cancel: table.cancel,
  });
  const i = a.ids.length - 1 - common;
  const j = b.ids.length - 1 - common;
  const bytes = a.byteLength - a.starts[i + 1]!;
  return i < 0 || j < 0 ? bytes : bytes + commonSuffix(table.bytesOf(a.ids[i]!), table.bytesOf(b.ids[j]!));
}

function commonSuffix(a: Uint8Array, b: Uint8Array): number {
  const limit = Math.min(a.length, b.length);
  let n = 0;
  while (n < limit && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}
