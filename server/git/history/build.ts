/** Walks history and writes down who touched what: the making of a layer, step by step. */

import { IdList } from '../../base/idList.ts';
import { type ObjectFormat, type Oid, oidBytes } from '../oid.ts';
import type { ObjectReader } from '../reader.ts';
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

/**
 * Takes in the tip and its ancestors, except for those that are known.
 *
 * Each commit is compared with its first parent only, which comes right after it: a chain of first parents is followed
 * until it meets what has been walked, then the other parents met on the way begin chains of their own, those of the
 * newest merges first. So every tree is read when the one it is compared with has just been.
 */
export function startHistoryBuild(reader: ObjectReader, range: HistoryRange): HistoryBuild {
  const idBytes = oidBytes(reader.objectFormat);
  const walk: Walk = {
    reader,
    desk: new TreeDesk(reader),
    objectFormat: reader.objectFormat,
    known: range.known,
    ids: new IdList(idBytes),
    starts: [],
    links: [],
    externals: [],
    paths: new Map(),
    touches: new Touches(idBytes),
    deletions: [],
    waiting: [range.tip],
    waited: 0,
    next: null,
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
  readonly starts: number[];
  readonly links: number[];
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
}

function step(walk: Walk): boolean {
  walk.reader.cancel.check();
  walk.ids.reserve(1, walk.reader.cancel);
  const oid = walk.next ?? nextStart(walk);
  if (oid === null) return false;
  const { tree, parents } = walk.reader.commit(oid);
  const [first = null] = parents;
  const before = first === null ? null : walk.reader.commit(first).tree;
  takeIn(walk, { before, after: tree });
  if (walk.next === null) walk.starts.push(walk.ids.count);
  walk.ids.add(oid);
  for (const parent of parents.slice(1)) walk.waiting.push(parent);
  follow(walk, first);
  return true;
}

/** The first of those waiting that has not been walked meanwhile; it stays in line until it has been. */
function nextStart(walk: Walk): Oid | null {
  for (; walk.waited < walk.waiting.length; walk.waited++) {
    const oid = walk.waiting[walk.waited] as Oid;
    if (walk.ids.numberOf(oid) < 0 && !walk.known(oid)) return oid;
  }
  return null;
}

function takeIn(walk: Walk, trees: { before: Oid | null; after: Oid }): void {
  const { touches, paths } = walk;
  const commit = walk.ids.count;
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

function follow(walk: Walk, parent: Oid | null): void {
  walk.next = null;
  if (parent === null) {
    walk.links.push(NO_LINK);
    return;
  }
  const number = walk.ids.numberOf(parent);
  if (number >= 0) walk.links.push(number);
  else if (walk.known(parent)) walk.links.push(EXTERNAL + walk.externals.push(parent) - 1);
  else walk.next = parent;
}

function contentOf({ ids, starts, links, externals, paths, touches, deletions }: Walk): LayerContent {
  const chains = starts.map((start, i): Chain => ({ start, link: links[i] ?? NO_LINK }));
  return {
    idBytes: ids.idBytes,
    ids: ids.bytes,
    chains,
    externals,
    paths: [...paths.keys()],
    touches,
    deletions,
  };
}
