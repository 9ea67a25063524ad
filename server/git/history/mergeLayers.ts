/** Makes one layer of two neighbours, so that an index that grows commit by commit stays a handful of files. */
import { type Cancel, Pace } from '../../base/cancel.ts';
import type { Oid } from '../oid.ts';
import type { HistoryLayer } from './layer.ts';
import { type Chain, type Deletions, EXTERNAL, type LayerContent, NO_LINK } from './layerFormat.ts';
import { Touches } from './touches.ts';

/** Paths, records and commits dealt with between two polls. */
const POLL_STEPS = 1 << 12;

interface Merge {
  readonly pace: Pace;
  readonly older: HistoryLayer;
  readonly newer: HistoryLayer;
  readonly paths: Map<string, number>;
  readonly externals: Oid[];
}

/** The commits of the older layer keep their numbers, those of the newer one follow. */
export function mergeLayers(older: HistoryLayer, newer: HistoryLayer, cancel: Cancel): LayerContent {
  const pace = new Pace(cancel, POLL_STEPS);
  const merge: Merge = { older, newer, paths: new Map(), externals: [], pace };
  const sides = [
    { layer: older, offset: 0 },
    { layer: newer, offset: older.counts.commits },
  ];
  const rows: Row[] = [];
  const chains: Chain[] = [];
  const deletions: Deletions[] = [];
  for (const side of sides) {
    const numbers = pathNumbers(side.layer, merge);
    collectRows(side, numbers, rows);
    for (const chain of movedChains(side, merge)) chains.push(chain);
    for (const deletion of movedDeletions(side, numbers, pace)) deletions.push(deletion);
  }
  return {
    idBytes: older.idBytes,
    ids: idsOf(sides, pace),
    chains,
    externals: merge.externals,
    paths: [...merge.paths.keys()],
    touches: inOrder(rows, older.idBytes, pace),
    deletions,
  };
}

interface SidePlace {
  readonly layer: HistoryLayer;
  /** Added to the numbers of its commits. */
  readonly offset: number;
}

/** Postings of one path, to be written out path by path: within a path, commits ascend. */
interface Row {
  readonly path: number;
  readonly side: SidePlace;
  readonly rank: number;
}

function pathNumbers(layer: HistoryLayer, { paths, pace }: Merge): number[] {
  return Array.from({ length: layer.counts.paths }, (_, rank) => {
    pace.did(1);
    const name = layer.path(rank);
    const number = paths.get(name) ?? paths.size;
    if (number === paths.size) paths.set(name, number);
    return number;
  });
}

function collectRows(side: SidePlace, numbers: readonly number[], rows: Row[]): void {
  for (const [rank, path] of numbers.entries()) rows.push({ path, side, rank });
}

/** Rows of the older layer come before those of the newer one, and so do their commits. */
function inOrder(rows: readonly Row[], idBytes: number, pace: Pace): Touches {
  const touches = new Touches(idBytes);
  for (const { path, side, rank } of rows) {
    pace.did(1);
    const posting = side.layer.postingAt(rank);
    for (const [index, number] of posting.numbers.entries()) {
      pace.did(1);
      touches.add(path, number + side.offset, posting.entry(index));
    }
  }
  return touches;
}

function idsOf(sides: readonly SidePlace[], pace: Pace): Buffer {
  const commits = sides.reduce((sum, { layer }) => sum + layer.counts.commits, 0);
  const idBytes = sides[0]?.layer.idBytes ?? 0;
  const ids = Buffer.allocUnsafeSlow(commits * idBytes);
  for (const { layer, offset } of sides) {
    for (let number = 0; number < layer.counts.commits; number++) {
      pace.did(1);
      ids.write(layer.oid(number), (offset + number) * idBytes, 'hex');
    }
  }
  return ids;
}

function movedChains({ layer, offset }: SidePlace, merge: Merge): Chain[] {
  return Array.from({ length: layer.counts.chains }, (_, chain) => {
    merge.pace.did(1);
    return { start: layer.chainStart(chain) + offset, link: movedLink(layer, chain, { offset, merge }) };
  });
}

function movedLink(
  layer: HistoryLayer,
  chain: number,
  { offset, merge }: { readonly offset: number; readonly merge: Merge },
): number {
  const link = layer.link(chain);
  if (link.kind === 'none') return NO_LINK;
  if (link.kind === 'here') return link.number + offset;
  const inOlder = merge.older.numberOf(link.commit);
  if (inOlder >= 0) return inOlder;
  const inNewer = merge.newer.numberOf(link.commit);
  if (inNewer >= 0) return inNewer + merge.older.counts.commits;
  return EXTERNAL + merge.externals.push(link.commit) - 1;
}

function movedDeletions({ layer, offset }: SidePlace, numbers: readonly number[], pace: Pace): Deletions[] {
  return Array.from({ length: layer.counts.deletingCommits }, (_, index) => {
    const paths = layer.deletedAt(index).map((rank) => numbers[rank] ?? 0);
    pace.did(1 + paths.length);
    return { commit: layer.deletingCommit(index) + offset, paths };
  });
}
