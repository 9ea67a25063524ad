/** The part of history that blame may use: which commits it may not pass, and, in reverse, who is whose child. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { PriorityQueue } from '../base/priorityQueue.ts';
import { type Oid, oidBytes } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { doubled, WalkedCommits } from './walkedCommits.ts';

/** Commits looked at after only uninteresting ones are left, in case dates are out of order. */
const SLOP = 5;
/** Commits for which room is made before each step, its parents: hardly a commit has more. */
const ROOM = 1 << 6;
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

/** Commits that blame may not pass; a run finds more of them than the walk before it. */
export interface MarkedCommits {
  has(oid: Oid): boolean;
  add(oid: Oid): void;
}

export interface LimitedHistory {
  readonly uninteresting: MarkedCommits;
  readonly walked: WalkedCommits;
  /** Numbers of the interesting commits, newest first, equal dates in the order they were met. */
  readonly commits: Int32Array;
}

/** The walk under way. */
interface Walk {
  readonly reader: ObjectReader;
  readonly queue: PriorityQueue<number>;
  readonly commits: WalkedCommits;
  readonly pace: Pace;
  /** Commits in the queue that are not uninteresting. */
  interesting: number;
}

/**
 * Walks newest first from both ends of a range until only excluded history is left and `SLOP` more commits have
 * brought nothing new. Like git's walk it can leave ancestors unmarked when committer dates are badly skewed.
 */
export function limitHistory(reader: ObjectReader, range: HistoryRange, cancel: Cancel): LimitedHistory {
  const commits = new WalkedCommits(oidBytes(reader.objectFormat));
  const pace = new Pace(cancel, POLL_COMMITS);
  const walk: Walk = { reader, queue: new PriorityQueue(), commits, pace, interesting: 0 };
  for (const oid of range.exclude) markUninteresting(walk, commits.numberOf(oid));
  for (const oid of [...range.from, ...range.exclude]) enqueue(walk, commits.numberOf(oid), oid);
  const found = new NumberList(cancel);
  let lastDate = Number.POSITIVE_INFINITY;
  let slop = SLOP;
  for (let number = take(walk); number !== null && slop > 0; number = take(walk)) {
    cancel.check();
    commits.reserve(ROOM, cancel);
    const date = commits.date(number);
    if (range.since !== null && date < range.since) markUninteresting(walk, number);
    const isOut = commits.isUninteresting(number);
    const parents = commits.parentCount(number);
    for (let index = 0; index < (range.firstParent && !isOut ? Math.min(1, parents) : parents); index++) {
      const parent = commits.parent(number, index);
      enqueue(walk, parent, null);
      if (isOut) markUninteresting(walk, parent);
    }
    if (isOut) slop = slopLeft(walk, lastDate, slop);
    else if (range.until === null || date <= range.until) {
      lastDate = date;
      found.add(number);
    }
  }
  return { uninteresting: markedOf(commits), walked: commits, commits: interestingOf(found.values, walk) };
}

/** Those that were not found to be uninteresting later on; at the beginning of the same memory. */
function interestingOf(found: Int32Array, { commits, pace }: Walk): Int32Array {
  let kept = 0;
  for (const number of found) {
    pace.did(1);
    if (!commits.isUninteresting(number)) found[kept++] = number;
  }
  return found.subarray(0, kept);
}

function markedOf(commits: WalkedCommits): MarkedCommits {
  return {
    has(oid) {
      const number = commits.numbers.numberOf(oid);
      return number >= 0 && commits.isUninteresting(number);
    },
    add: (oid) => commits.mark(commits.numberOf(oid)),
  };
}

/** What is uninteresting without a walk: the commits and their parents. */
export function excludedAtOnce(reader: ObjectReader, exclude: readonly Oid[]): Set<Oid> {
  return new Set(exclude.flatMap((oid) => [oid, ...reader.commit(oid).parents]));
}

function take(walk: Walk): number | null {
  const number = walk.queue.pop();
  if (number === null) return null;
  walk.commits.leave(number);
  if (!walk.commits.isUninteresting(number)) walk.interesting--;
  return number;
}

/** `oid` is the commit's id where it is at hand. */
function enqueue(walk: Walk, number: number, oid: Oid | null): void {
  const { reader, queue, commits } = walk;
  if (commits.isMet(number)) return;
  const node = reader.commit(oid ?? commits.numbers.oid(number));
  commits.meet(number, node);
  queue.push(number, node.date);
  if (!commits.isUninteresting(number)) walk.interesting++;
}

/** Marks a commit and, as far as they have been met, its ancestors. */
function markUninteresting(walk: Walk, first: number): void {
  const { commits, pace } = walk;
  const pending = [first];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    pace.did(1);
    if (commits.isUninteresting(next)) continue;
    commits.mark(next);
    if (commits.isQueued(next)) walk.interesting--;
    if (!commits.isMet(next)) continue;
    for (let index = 0; index < commits.parentCount(next); index++) pending.push(commits.parent(next, index));
  }
}

/** How many more commits to look at after an uninteresting one; 0 ends the walk. */
function slopLeft({ queue, commits, interesting }: Walk, lastDate: number, slop: number): number {
  const next = queue.peek();
  if (next === null) return 0;
  return lastDate <= commits.date(next) || interesting > 0 ? SLOP : slop - 1;
}

/**
 * For every parent its children in the history: oldest first, the reverse of the order in which the walk met them. The lists of all
 * parents lie one behind the other in one array, as in a compressed sparse row.
 */
export function childrenIn(
  { walked, commits }: LimitedHistory,
  firstParent: boolean,
  cancel: Cancel,
): (oid: Oid) => readonly Oid[] {
  const pace = new Pace(cancel, POLL_COMMITS);
  const each = (visit: (parent: number, child: number) => void) => {
    for (const child of commits) {
      pace.did(1);
      const count = walked.parentCount(child);
      for (let index = 0; index < (firstParent ? Math.min(1, count) : count); index++)
        visit(walked.parent(child, index), child);
    }
  };
  // First where each list ends; filled from there, each ends up at its start.
  const ends = new Int32Array(walked.numbers.count + 1);
  each((parent) => {
    ends[parent] = (ends[parent] as number) + 1;
  });
  for (let parent = 1; parent < ends.length; parent++) {
    pace.did(1);
    ends[parent] = (ends[parent] as number) + (ends[parent - 1] as number);
  }
  const children = new Int32Array(ends.at(-1) as number);
  each((parent, child) => {
    const at = (ends[parent] as number) - 1;
    ends[parent] = at;
    children[at] = child;
  });
  return (oid) => {
    const parent = walked.numbers.numberOf(oid);
    if (parent < 0 || parent + 1 >= ends.length) return [];
    return Array.from(children.subarray(ends[parent], ends[parent + 1]), (child) =>
      walked.numbers.oid(child),
    );
  };
}

/** Numbers in the order in which they were added. */
class NumberList {
  readonly #cancel: Cancel;
  #values = new Int32Array(1 << 10);
  #count = 0;

  constructor(cancel: Cancel) {
    this.#cancel = cancel;
  }

  get values(): Int32Array {
    return this.#values.subarray(0, this.#count);
  }

  add(number: number): void {
    if (this.#count === this.#values.length) this.#values = doubled(this.#values, this.#cancel);
    this.#values[this.#count++] = number;
  }
}
