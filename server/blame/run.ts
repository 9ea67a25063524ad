/** A blame from start to end: sets the scoreboard up, works commit by commit, hands out what has settled. */
import type { Cancel } from '../base/cancel.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { type Entry, newEntry } from './entry.ts';
import { committedFile, finalOrigin } from './finalOrigin.ts';
import type { HunkMemory } from './hunkMemory.ts';
import { oneOf, settleKnown } from './known.ts';
import { type BlameCommit, type Origin, releaseOrigin } from './origin.ts';
import { passBlame } from './passBlame.ts';
import {
  contentOf,
  createScoreboard,
  forgetIfDone,
  markUninteresting,
  type Scoreboard,
  suspect,
} from './scoreboard.ts';
import type {
  BlameOptions,
  BlameStats,
  BlameTarget,
  FilePlace,
  GuiltyOrigin,
  KnownBlames,
  LineRange,
  SettledEntry,
  Textconv,
} from './types.ts';

/** Entries that are told of together. */
const TOLD_ENTRIES = 1 << 11;

export interface BlameRequest {
  readonly target: BlameTarget;
  readonly options: BlameOptions;
  readonly cancel: Cancel;
  /** What makes text of files that are none; absent where nothing may be run. */
  readonly textconv?: Textconv | null;
  /** Told of entries as they become final, in the order in which git prints them incrementally. */
  readonly onSettled: (entries: readonly SettledEntry[]) => void;
  /** What is known of paths without reading trees. It never changes who is blamed. */
  readonly history?: PathHistory | null;
  /**
   * What earlier runs with the same options found out, of history as it is seen now. It never changes who is blamed; it is used where it
   * is sure, and it too changes what settles when.
   */
  readonly known?: KnownBlames | null;
  /** What comparing files has shown before, in this run or others. It changes nothing but what is read and compared. */
  readonly hunks?: HunkMemory | null;
  /** Reads what of that is kept of the file on disk; asked once, when something is compared. Null where nothing is. */
  readonly keptComparisons?: (() => Uint8Array | null) | null;
  /**
   * Visit every commit, as git does. Else blame passes over those that are known to leave the path alone, and what settles
   * when may differ from git's incremental order, as the counters do.
   */
  readonly everyCommit?: boolean;
}

/** A blame under way. Nothing happens between calls of `step`, and not calling it again is a way to stop. */
export interface BlameRun {
  /** The text being blamed. */
  readonly finalText: Uint8Array;
  /** Lines in it. */
  readonly lineCount: number;
  /** Works on the next commit; false when every line has found its origin. */
  step(): boolean;
  stats(): BlameStats;
  /** Once all is settled: see `BlameOutcome`. */
  anchor(): FilePlace | null;
  /** To be called when no more steps are taken: what the run has made of lines goes to the next one. */
  release(): void;
}

export interface BlameOutcome {
  readonly lineCount: number;
  readonly finalText: Uint8Array;
  readonly stats: BlameStats;
  /**
   * Where the file's lines have been handed on to as they are, at last. What was found out may be used as `KnownBlame`, for
   * this place as for the one that was asked for. Null where it may not.
   */
  readonly anchor: FilePlace | null;
}

/**
 * Blames in one go.
 * Throws `Cancelled`; `GitError` 'noSuchPath' when the path is no file in the commit, and whatever reading objects
 * throws; RangeError for ranges outside the file.
 */
export function blame(reader: ObjectReader, request: BlameRequest): BlameOutcome {
  const run = startBlame(reader, request);
  try {
    while (run.step());
    return { lineCount: run.lineCount, finalText: run.finalText, stats: run.stats(), anchor: run.anchor() };
  } finally {
    run.release();
  }
}

/** The text that a target stands for; errors as `blame`. */
export function readFinalText(
  reader: ObjectReader,
  target: BlameTarget,
  textconv: Textconv | null = null,
): Uint8Array {
  if (target.uncommitted !== null) return target.uncommitted.data;
  const trail = committedFile(reader, reader.commit(target.commit).tree, target);
  const data = reader.data(trail.oids.at(-1) as Oid, 'blob');
  return textconv?.({ path: target.path, mode: trail.mode, data }) ?? data;
}

/** Finds the file and prepares the run; errors as `blame`. */
export function startBlame(reader: ObjectReader, request: BlameRequest): BlameRun {
  const before = { ...reader.stats };
  reader.cancel = request.cancel;
  const board = createScoreboard(reader, request);
  const origin = finalOrigin(board, request.target);
  const finalText = contentOf(board, origin);
  const final = board.table.intern(finalText);
  board.final = final;
  // A text on top of history is at hand; a committed file is read again when it is compared.
  if (board.uncommitted !== null) origin.lines = final;
  const lineCount = board.final.ids.length;
  suspect(board, origin, firstEntries(request.target.ranges, lineCount));
  return {
    finalText,
    lineCount,
    step: () => step(board, request.onSettled),
    stats: () => ({ ...board.counters, ...readerWork(before, reader.stats) }),
    anchor: () => board.anchor && { commit: board.anchor.commit, path: board.anchor.path },
    release: () => board.table.release(),
  };
}

function readerWork(
  before: ObjectReader['stats'],
  now: ObjectReader['stats'],
): Pick<BlameStats, 'treesRead' | 'blobsRead' | 'bytesInflated'> {
  return {
    treesRead: now.treesRead - before.treesRead,
    blobsRead: now.blobsRead - before.blobsRead,
    bytesInflated: now.bytesInflated - before.bytesInflated,
  };
}

function firstEntries(ranges: readonly LineRange[] | null, lineCount: number): ReturnType<typeof newEntry>[] {
  if (lineCount === 0) return [];
  return joinRanges(ranges ?? [{ start: 0, end: lineCount }], lineCount).map(({ start, end }) =>
    newEntry(start, end - start, start),
  );
}

/** Sorted, overlapping and touching ranges joined. */
function joinRanges(ranges: readonly LineRange[], lineCount: number): LineRange[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (!(start >= 0 && start < end && end <= lineCount)) {
      throw new RangeError(`lines ${start} to ${end} are outside the file, which has ${lineCount}`);
    }
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

function step(board: Scoreboard, onSettled: BlameRequest['onSettled']): boolean {
  board.cancel.check();
  const commit = board.queue.pop();
  if (commit === null) return false;
  board.counters.commitsVisited++;
  for (let origin = nextSuspect(commit); origin !== null; origin = nextSuspect(commit)) {
    if (!settleKnown(board, origin, onSettled)) {
      workOn(board, origin);
      settle(board, origin, onSettled);
    }
    releaseOrigin(origin);
  }
  forgetIfDone(board, commit);
  return true;
}

/** The origin of a commit that is to be worked on next; null when nothing in it is suspected any more. */
export function nextSuspect(commit: BlameCommit): Origin | null {
  return commit.origins.find((origin) => origin.suspects.length > 0) ?? null;
}

function workOn(board: Scoreboard, origin: Origin): void {
  const commit = origin.owner;
  const { since, showRoot } = board.options;
  const tooOld = since !== null && commit.node.date < since;
  if (board.children !== null || !(commit.uninteresting || tooOld)) {
    passBlame(board, origin);
  } else {
    commit.uninteresting = true;
    for (const parent of commit.node.parents) markUninteresting(board, parent);
  }
  if (commit.node.parents.length === 0 && !showRoot) commit.uninteresting = true;
}

/** Whatever the origin still holds after its parents were asked is its own. */
function settle(board: Scoreboard, origin: Origin, onSettled: BlameRequest['onSettled']): void {
  if (origin.suspects.length === 0) return;
  origin.guilty = true;
  const owner = board.known === null ? origin : oneOf(board, origin);
  const entries = origin.suspects;
  origin.suspects = [];
  for (let from = 0; from < entries.length; from += TOLD_ENTRIES) {
    const settled = entries.slice(from, from + TOLD_ENTRIES).map((entry) => settledBy(owner, entry));
    onSettled(settled);
    board.pace.did(settled.length);
  }
}

function settledBy(
  origin: GuiltyOrigin,
  { sourceLine, line, count, ignored, unblamable }: Entry,
): SettledEntry {
  return { line, count, sourceLine, origin, ignored, unblamable };
}
