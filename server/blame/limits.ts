/** The part of history that blame may use: which commits it may not pass, and, in reverse, who is whose child. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { PriorityQueue } from '../base/priorityQueue.ts';
import type { Oid } from '../git/oid.ts';
import type { CommitNode, ObjectReader } from '../git/reader.ts';

/** Commits looked at after only uninteresting ones are left, in case dates are out of order. */
const SLOP = 5;
/** Commits marked or listed between two polls. */
const POLL_COMMITS = 1 << 12;

export interface HistoryRange {
  /** Where the walk begins. */
  readonly from: readonly Oid[];
  /** These and their ancestors are uninteresting. */
  readonly exclude: readonly Oid[];
  /** So are commits with an older committer date (seconds); null for no limit. */
  readonly since: number | null;
  /** Commits with a newer one are walked through and left out; null for no limit. */
  readonly until: number | null;
  readonly firstParent: boolean;
}

export interface LimitedHistory {
  readonly uninteresting: ReadonlySet<Oid>;
  /** The interesting commits, newest first, equal dates in the order they were met. */
  readonly commits: readonly CommitNode[];
}

/** The walk under way. */
interface Walk {
  readonly reader: ObjectReader;
  readonly queue: PriorityQueue<CommitNode>;
  readonly known: Map<Oid, CommitNode>;
  readonly queued: Set<Oid>;
  readonly uninteresting: Set<Oid>;
  readonly pace: Pace;
  /** Commits in the queue that are not uninteresting. */
  interesting: number;
}

/**
 * Walks newest first from both ends of a range until only excluded history is left and `SLOP` more commits have
 * brought nothing new. Like git's walk it can leave ancestors unmarked when committer dates are badly skewed.
 */
export function limitHistory(reader: ObjectReader, range: HistoryRange, cancel: Cancel): LimitedHistory {
  const walk: Walk = {
    reader,
    queue: new PriorityQueue(),
    known: new Map(),
    queued: new Set(),
    uninteresting: new Set(),
    pace: new Pace(cancel, POLL_COMMITS),
    interesting: 0,
  };
  for (const oid of range.exclude) markUninteresting(walk, oid);
  for (const oid of [...range.from, ...range.exclude]) enqueue(walk, oid);
  const commits: CommitNode[] = [];
  let lastDate = Number.POSITIVE_INFINITY;
  let slop = SLOP;
  for (let node = take(walk); node !== null && slop > 0; node = take(walk)) {
    cancel.check();
    if (range.since !== null && node.date < range.since) markUninteresting(walk, node.oid);
    if (walk.uninteresting.has(node.oid)) {
      for (const parent of node.parents) {
        enqueue(walk, parent);
        markUninteresting(walk, parent);
      }
      slop = slopLeft(walk, lastDate, slop);
    } else {
      for (const parent of range.firstParent ? node.parents.slice(0, 1) : node.parents) enqueue(walk, parent);
      if (range.until !== null && node.date > range.until) continue;
      lastDate = node.date;
      commits.push(node);
    }
  }
  return { uninteresting: walk.uninteresting, commits: interestingOf(commits, walk) };
}

/** Those that were not found to be uninteresting later on; the list itself, shortened. */
function interestingOf(commits: CommitNode[], { uninteresting, pace }: Walk): CommitNode[] {
  let kept = 0;
  for (const commit of commits) {
    pace.did(1);
    if (!uninteresting.has(commit.oid)) commits[kept++] = commit;
  }
  commits.length = kept;
  return commits;
}

/** What is uninteresting without a walk: the commits and their parents. */
export function excludedAtOnce(reader: ObjectReader, exclude: readonly Oid[]): Set<Oid> {
  return new Set(exclude.flatMap((oid) => [oid, ...reader.commit(oid).parents]));
}

function take(walk: Walk): CommitNode | null {
  const node = walk.queue.pop();
  if (node === null) return null;
  walk.queued.delete(node.oid);
  if (!walk.uninteresting.has(node.oid)) walk.interesting--;
  return node;
}

function enqueue(walk: Walk, oid: Oid): void {
  if (walk.known.has(oid)) return;
  const node = walk.reader.commit(oid);
  walk.known.set(oid, node);
  walk.queued.add(oid);
  walk.queue.push(node, node.date);
  if (!walk.uninteresting.has(oid)) walk.interesting++;
}

/** Marks a commit and, as far as they have been met, its ancestors. */
function markUninteresting(walk: Walk, oid: Oid): void {
  const pending = [oid];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    walk.pace.did(1);
    if (walk.uninteresting.has(next)) continue;
    walk.uninteresting.add(next);
    if (walk.queued.has(next)) walk.interesting--;
    const node = walk.known.get(next);
    if (node !== undefined) pending.push(...node.parents);
  }
}

/** How many more commits to look at after an uninteresting one; 0 ends the walk. */
function slopLeft(walk: Walk, lastDate: number, slop: number): number {
  const next = walk.queue.peek();
  if (next === null) return 0;
  return lastDate <= next.date || walk.interesting > 0 ? SLOP : slop - 1;
}

/** For every parent its children in the history: oldest first, the reverse of the order in which the walk met them. */
export function childrenIn(
  { commits }: LimitedHistory,
  firstParent: boolean,
  cancel: Cancel,
): Map<Oid, Oid[]> {
  const pace = new Pace(cancel, POLL_COMMITS);
  const children = new Map<Oid, Oid[]>();
  for (const { oid, parents } of commits) {
    pace.did(1);
    for (const parent of firstParent ? parents.slice(0, 1) : parents) {
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [oid]);
      else list.unshift(oid);
    }
  }
  return children;
}
