/** Walks history and writes down who touched what: the making of a layer, step by step. */

import { IdList } from '../../base/idList.ts';
import { type ObjectFormat, type Oid, oidBytes } from '../oid.ts';
import type { ObjectReader } from '../reader.ts';
import { type CommitOrder, newestFirst, oldestFirst } from './commitOrder.ts';
import { IdColumn } from './idColumn.ts';
import { type Chain, type Deletions, EXTERNAL, type LayerContent, NO_LINK } from './layerFormat.ts';
import { Touches } from './touches.ts';
import { treeChanges } from './treeChanges.ts';
import { TreeDesk } from './treeDesk.ts';

/** A walk under way. What a step that throws has begun is begun again by the next one. */
export interface HistoryBuild {
  /** Takes one commit in; false when there is none left. */
  step(): boolean;
  /** Commits taken in so far. */
  readonly commits: number;
  /** What has been found; to be asked when the walk is over. */
  content(): LayerContent;
}

export interface HistoryRange {
  readonly tip: Oid;
  /** Whether a commit, and with it all its ancestors, needs no walking to. */
  readonly known: (commit: Oid) => boolean;
}

/** Pairs of trees by which it is found out how trees lie in the pack. */
const SAMPLES = 64;

/**
 * Takes in the tip and its ancestors, except for those that are known.
 *
 * First commits are numbered: a chain of first parents is followed until it meets what has been walked, then the other
 * parents met on the way begin chains of their own, those of the newest merges first. Then each is compared with its first
 * parent, in the order in which deltas lead from tree to tree: a pack made by `git repack` has the newest trees whole, one
 * made by `git fast-import` the oldest. So every tree is read when the one it is compared with, and is a delta of, has
 * just been.
 */
export function startHistoryBuild(reader: ObjectReader, range: HistoryRange): HistoryBuild {
  const idBytes = oidBytes(reader.objectFormat);
  const walk: Walk = {
    reader,
    desk: new TreeDesk(reader),
    objectFormat: reader.objectFormat,
    known: range.known,
    ids: new IdList(idBytes),
    trees: new IdColumn(idBytes),
    starts: [],
    links: [],
    ends: new Map(),
    externals: [],
    paths: new Map(),
    touches: new Touches(idBytes),
    deletions: [],
    waiting: [range.tip],
    waited: 0,
    next: null,
    order: null,
  };
  return {
    step: () => step(walk),
    get commits() {
      return walk.ids.count;
    },
    content: () => contentOf(walk),
  };
}

interface Walk {
  readonly reader: ObjectReader;
  readonly desk: TreeDesk;
  readonly objectFormat: ObjectFormat;
  readonly known: (commit: Oid) => boolean;
  readonly ids: IdList;
  /** Of the commits, by number. */
  readonly trees: IdColumn;
  readonly starts: number[];
  readonly links: number[];
  /** Links by the number of the last commit of their chain. */
  readonly ends: Map<number, number>;
  readonly externals: Oid[];
  readonly paths: Map<string, number>;
  readonly touches: Touches;
  readonly deletions: Deletions[];
  /** Where chains may begin. */
  readonly waiting: Oid[];
  /** How many of them need not be looked at any more. */
  waited: number;
  /** Goes on with the newest chain; null when that has ended. */
  next: Oid | null;
  /** In which order commits are compared; null until all have been met. */
  order: CommitOrder | null;
}

function step(walk: Walk): boolean {
  walk.reader.cancel.check();
  if (walk.order === null) {
    if (meetNext(walk)) return true;
    walk.order = orderOf(walk);
  }
  const number = walk.order.current;
  if (number < 0) return false;
  takeIn(walk, number);
  walk.order.advance();
  return true;
}

/** Gives the next commit its number; false when there is none left. */
function meetNext(walk: Walk): boolean {
  walk.ids.reserve(1, walk.reader.cancel);
  const oid = walk.next ?? nextStart(walk);
  if (oid === null) return false;
  const { tree, parents } = walk.reader.commit(oid);
  if (walk.next === null) walk.starts.push(walk.ids.count);
  walk.trees.set(walk.ids.count, tree);
  walk.ids.add(oid);
  for (const parent of parents.slice(1)) walk.waiting.push(parent);
  follow(walk, parents[0] ?? null);
  return true;
}

function orderOf(walk: Walk): CommitOrder {
  const { reader, trees, ends, ids } = walk;
  let balance = 0;
  for (let number = 0; number < ids.count; number += Math.ceil(ids.count / SAMPLES)) {
    if (ends.has(number)) continue;
    const newerFirst = reader.liesBefore(trees.get(number), trees.get(number + 1));
    if (newerFirst !== null) balance += newerFirst ? 1 : -1;
  }
  return balance < 0 ? oldestFirst(ids.count, chainsOf(walk)) : newestFirst(ids.count);
}

/** The first of those waiting that has not been walked meanwhile; it stays in line until it has been. */
function nextStart(walk: Walk): Oid | null {
  for (; walk.waited < walk.waiting.length; walk.waited++) {
    const oid = walk.waiting[walk.waited] as Oid;
    if (walk.ids.numberOf(oid) < 0 && !walk.known(oid)) return oid;
  }
  return null;
}

function takeIn(walk: Walk, commit: number): void {
  const { touches, paths } = walk;
  const trees = { before: parentTree(walk, commit), after: walk.trees.get(commit) };
  const records = touches.count;
  const deleted: number[] = [];
  let added = false;
  try {
    treeChanges(walk, trees, (name, before, after) => {
      const path = paths.get(name) ?? paths.size;
      if (path === paths.size) paths.set(name, path);
      touches.add(path, commit, after);
      if (after === null) deleted.push(path);
      else if (before === null) added = true;
    });
  } catch (error) {
    touches.truncate(records);
    throw error;
  }
  if (added && deleted.length > 0) walk.deletions.push({ commit, paths: deleted });
}

/** Null for a commit without parents. */
function parentTree({ reader, trees, ends, externals }: Walk, commit: number): Oid | null {
  const link = ends.get(commit);
  if (link === undefined) return trees.get(commit + 1);
  if (link === NO_LINK) return null;
  return link < EXTERNAL ? trees.get(link) : reader.commit(externals[link - EXTERNAL] as Oid).tree;
}

function follow(walk: Walk, parent: Oid | null): void {
  walk.next = parent;
  const link = parent === null ? NO_LINK : linkTo(walk, parent);
  if (link === null) return;
  walk.next = null;
  walk.links.push(link);
  walk.ends.set(walk.ids.count - 1, link);
}

/** Null for a commit that has yet to be walked to. */
function linkTo(walk: Walk, parent: Oid): number | null {
  const number = walk.ids.numberOf(parent);
  if (number >= 0) return number;
  return walk.known(parent) ? EXTERNAL + walk.externals.push(parent) - 1 : null;
}

function chainsOf({ starts, links }: Walk): Chain[] {
  return starts.map((start, i) => ({ start, link: links[i] ?? NO_LINK }));
}

function contentOf(walk: Walk): LayerContent {
  const { ids, externals, paths, touches, deletions } = walk;
  return {
    idBytes: ids.idBytes,
    ids: ids.bytes,
    chains: chainsOf(walk),
    externals,
    paths: [...paths.keys()],
    touches,
    deletions: deletions.toSorted((a, b) => a.commit - b.commit),
  };
}
