/** The state of one run: which commits wait, who is suspected of what, and what has been counted. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { PriorityQueue } from '../base/priorityQueue.ts';
import type { DiffContext } from '../diff/lineDiff.ts';
import type { Lines } from '../diff/lines.ts';
import { LineTable } from '../diff/lineTable.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import { type Oid, zeroOid } from '../git/oid.ts';
import type { CommitNode, ObjectReader, PathKey } from '../git/reader.ts';
import { diffOptions } from './compareOptions.ts';
import { HunksWithKept } from './comparisons.ts';
import { type Entry, mergeEntries } from './entry.ts';
import type { HunkMemory, KnownHunks } from './hunkMemory.ts';
import { ownersLast } from './known.ts';
import { childrenIn, excludedAtOnce, limitHistory, type MarkedCommits } from './limits.ts';
import type { BlameCommit, Origin } from './origin.ts';
import type {
  BlameOptions,
  BlameStats,
  BlameTarget,
  FilePlace,
  GuiltyOrigin,
  KnownBlames,
  Textconv,
  Uncommitted,
} from './types.ts';
import { copyOf, Versions } from './versions.ts';

/** Entries and hunks dealt with between two polls: some of them become new objects. */
const POLL_ENTRIES = 1 << 11;
/** Commits marked between two polls. */
const POLL_COMMITS = 1 << 12;

/** Shared by all passes of a run; one per run. */
export interface Scoreboard {
  readonly reader: ObjectReader;
  /** Null when trees are all there is. */
  readonly history: PathHistory | null;
  /** Whether commits that leave a path alone need not be visited. */
  readonly mayPassOver: boolean;
  readonly options: BlameOptions;
  readonly cancel: Cancel;
  /** Told of each entry that is cut, moved or handed out, and of what takes as long. */
  readonly pace: Pace;
  readonly table: LineTable;
  readonly versions: Versions;
  /** Commits with suspected origins: newest committer date first, equal dates first in first out. */
  readonly queue: PriorityQueue<BlameCommit>;
  /** Commits in use, by id. Those that are done with, own nothing and bound nothing are forgotten. */
  readonly commits: Map<Oid, BlameCommit>;
  /** Paths asked of changed-path filters: the final path and every old name found. */
  readonly pathKeys: PathKey[];
  /** Commits that may not be passed, whether or not the run has met them yet. */
  readonly uninteresting: MarkedCommits;
  /** In reverse: the commits that may take blame from each commit. Null in ordinary blame: its parents. */
  readonly children: ((oid: Oid) => readonly Oid[]) | null;
  /** The text being blamed; entries' `line` counts in it. Set once it is read. */
  final: Lines;
  readonly textconv: Textconv | null;
  /** The text on top of history; null when a committed file is blamed. */
  readonly uncommitted: Uncommitted | null;
  /** What earlier runs found out; null where it may not be used or there is nothing. */
  readonly known: KnownBlames | null;
  /** What earlier comparisons found out; null where it may not be used or nothing is kept. */
  readonly hunks: KnownHunks | null;
  /** Owners by commit and path, as soon as some come from what is known. */
  readonly owners: Map<string, GuiltyOrigin>;
  /**
   * The file version that all lines have reached together, from which the first of them part; it is known what becomes of them
   * from there when the run is over. Null where that could not be used.
   */
  anchor: FilePlace | null;
  readonly counters: Omit<BlameStats, 'treesRead' | 'blobsRead' | 'bytesInflated'>;
}

export interface ScoreboardSetup {
  readonly target: BlameTarget;
  readonly options: BlameOptions;
  readonly cancel: Cancel;
  readonly history?: PathHistory | null;
  readonly everyCommit?: boolean;
  readonly textconv?: Textconv | null;
  readonly known?: KnownBlames | null;
  readonly hunks?: HunkMemory | null;
  readonly keptComparisons?: (() => Uint8Array | null) | null;
}

export function createScoreboard(
  reader: ObjectReader,
  {
    target,
    options,
    cancel,
    history = null,
    textconv = null,
    everyCommit = false,
    known = null,
    hunks = null,
    keptComparisons = null,
  }: ScoreboardSetup,
): Scoreboard {
  const lasting = ownersLast(options) && textconv === null;
  const { uninteresting, children } = prepareHistory(reader, { target, options, cancel });
  const table = new LineTable(cancel);
  // What a blob's text is hangs on more than the blob where it is converted.
  const memory = textconv === null ? (hunks?.of(reader, diffOptions(options)) ?? null) : null;
  const board: Scoreboard = {
    reader,
    history,
    mayPassOver: !everyCommit && mayPassOver(options),
    uninteresting,
    children,
    options,
    cancel,
    pace: new Pace(cancel, POLL_ENTRIES),
    table,
    versions: new Versions(table),
    queue: new PriorityQueue(),
    commits: new Map(),
    pathKeys: [],
    final: { ids: new Int32Array(0), starts: new Int32Array(1), byteLength: 0 },
    textconv,
    uncommitted: target.uncommitted,
    known: lasting ? known : null,
    hunks: memory && keptComparisons ? new HunksWithKept(memory, keptComparisons) : memory,
    owners: new Map(),
    anchor: lasting && target.uncommitted === null && target.ranges === null ? target : null,
    // The final text is the first file read.
    counters: { commitsVisited: 0, diffs: 0, hunksKnown: 0, originsRead: 1, patches: 0, originsExamined: 0 },
  };
  addPathKey(board, target.path);
  return board;
}

/**
 * Not where a commit passed over could be one that ends the walk. Nor in searches for moves and copies: what they find
 * depends on which lines come to a commit together.
 */
function mayPassOver({ since, exclude, reverseTo, moveScore, detectCopies }: BlameOptions): boolean {
  const endsEarly = since !== null || exclude.length > 0 || reverseTo !== null;
  return !endsEarly && moveScore === null && detectCopies === 0;
}

function prepareHistory(
  reader: ObjectReader,
  { target, options, cancel }: ScoreboardSetup,
): Pick<Scoreboard, 'uninteresting' | 'children'> {
  const { exclude, reverseTo, since, until, firstParent } = options;
  if (options.noWalk) {
    const from = reverseTo === null ? exclude : [...exclude, target.commit];
    const uninteresting = excludedAtOnce(reader, from);
    return { uninteresting, children: reverseTo === null ? null : () => [] };
  }
  if (reverseTo !== null) {
    const range = { from: [reverseTo], exclude: [...exclude, target.commit], since, until, firstParent };
    const history = limitHistory(reader, range, cancel);
    return {
      uninteresting: history.uninteresting,
      children: childrenIn(history, firstParent, cancel),
    };
  }
  if (exclude.length === 0) return { uninteresting: new Set(), children: null };
  const range = { from: [target.commit], exclude, since, until, firstParent };
  return { uninteresting: limitHistory(reader, range, cancel).uninteresting, children: null };
}

/** The run's record of a commit; read on first use. */
export function commitOf(board: Scoreboard, oid: Oid): BlameCommit {
  const known = board.commits.get(oid);
  return known ?? addCommit(board, board.reader.commit(oid));
}

export function addCommit(board: Scoreboard, node: CommitNode): BlameCommit {
  const commit: BlameCommit = { node, origins: [], uninteresting: board.uninteresting.has(node.oid) };
  board.commits.set(node.oid, commit);
  return commit;
}

/** True for the pseudo commit that stands for text not committed yet. */
export function isUncommitted(board: Scoreboard, commit: BlameCommit): boolean {
  return commit.node.oid === zeroOid(board.reader.objectFormat);
}

/** Filters know nothing of the files that copies are found in, so a search for copies does without them. */
export function addPathKey(board: Scoreboard, path: string): void {
  if (board.options.detectCopies > 0) return;
  if (board.pathKeys.some((key) => key.path === path)) return;
  const key = board.reader.pathKey(path);
  if (key !== null) board.pathKeys.push(key);
}

/** The commits that may take blame from this one, in order. */
export function scapegoatsOf(board: Scoreboard, { node }: BlameCommit): readonly Oid[] {
  if (board.children !== null) return board.children(node.oid);
  return board.options.firstParent ? node.parents.slice(0, 1) : node.parents;
}

/** Marks a commit and, as far as the run knows them, its ancestors; the others are marked when they are reached. */
export function markUninteresting(board: Scoreboard, oid: Oid): void {
  const pending = [oid];
  const pace = new Pace(board.cancel, POLL_COMMITS);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    pace.did(1);
    const known = board.commits.get(next);
    if (board.uninteresting.has(next) && known?.uninteresting !== false) continue;
    board.uninteresting.add(next);
    if (known === undefined) continue;
    known.uninteresting = true;
    pending.push(...known.node.parents);
  }
}

/** Lets a commit go when nothing about it can matter any more, so that memory follows the queue and not history. */
export function forgetIfDone(board: Scoreboard, commit: BlameCommit): void {
  if (commit.origins.length === 0) board.commits.delete(commit.node.oid);
}

/** Hands entries, sorted by source line, to an origin, and queues its commit unless it is waiting already. */
export function suspect(board: Scoreboard, origin: Origin, entries: Entry[]): void {
  if (entries.length === 0) return;
  const waiting = origin.owner.origins.some((other) => other.suspects.length > 0);
  origin.suspects = mergeEntries(origin.suspects, entries, board.pace);
  // In reverse the oldest commit comes first.
  const { date } = origin.owner.node;
  if (!waiting) board.queue.push(origin.owner, board.children === null ? date : -date);
}

/** How this run compares two files. */
export function diffContext({ table, options, cancel }: Scoreboard): DiffContext {
  return { table, cancel, options: diffOptions(options) };
}

/** An origin's file as it is stored: the text on top of history, or a blob. */
export function storedContent(board: Scoreboard, origin: Origin): Uint8Array {
  if (board.uncommitted !== null && isUncommitted(board, origin.owner)) return board.uncommitted.data;
  return board.reader.data(origin.blob, 'blob');
}

/** An origin's file as the text that is blamed. */
export function contentOf(board: Scoreboard, origin: Origin): Uint8Array {
  const data = storedContent(board, origin);
  if (board.textconv === null || isUncommitted(board, origin.owner)) return data;
  const { path, mode } = origin;
  return board.textconv({ path, mode, data }) ?? data;
}

/**
 * An origin's file as line ids; read and interned on first use, kept until released. `like` is an origin whose
 * file is much the same: its lines, where it has them, make the work short.
 */
export function linesOf(board: Scoreboard, origin: Origin, like: Origin | null = null): Lines {
  if (origin.lines === null) {
    board.counters.originsRead++;
    origin.lines =
      linesAlongDeltas(board, origin) ?? board.table.intern(contentOf(board, origin), like?.lines ?? null);
  }
  return origin.lines;
}

/** A blob as line ids, lent where it can be: see `Versions`. `like` is a version that is much the same. */
export function linesOfBlob(board: Scoreboard, blob: Oid, like: Lines | null = null): Lines {
  return storedLines(board, blob) ?? board.table.intern(board.reader.data(blob, 'blob'), like);
}

/** Null for what is not stored as a blob of just these lines. */
function linesAlongDeltas(board: Scoreboard, origin: Origin): Lines | null {
  if (board.textconv !== null || isUncommitted(board, origin.owner)) return null;
  return storedLines(board, origin.blob);
}

/** Null for what has to be read as a whole. */
function storedLines(board: Scoreboard, blob: Oid): Lines | null {
  const made = board.reader.makeOfBlob(blob, board.versions);
  if (made === null) return null;
  return keepsArrays(board.options) ? copyOf(made) : board.versions.lend(made);
}

/** Whether arrays of one version are held while others are made: in searches for moves and copies, and for what ignored commits changed. */
function keepsArrays({ moveScore, detectCopies, ignoreRevs }: BlameOptions): boolean {
  return moveScore !== null || detectCopies > 0 || ignoreRevs.size > 0;
}
