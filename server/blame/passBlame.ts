/** One suspect's lines on their way to the parents: the passes, in the order that decides who is blamed. */
import type { Hunks } from '../diff/hunks.ts';
import { diffLines } from '../diff/lineDiff.ts';
import { GitError } from '../git/errors.ts';
import type { Oid } from '../git/oid.ts';
import { applyHunks } from './applyHunks.ts';
import { findCopies } from './copies.ts';
import { type Entry, mergeEntries, sortEntries } from './entry.ts';
import { findLastTouch, findOrigin } from './findOrigin.ts';
import { findRename } from './findRename.ts';
import { applyHunksFuzzily, fingerprintsOf } from './ignoreRevs.ts';
import { findMoves, type Search, setAsideSmall } from './moves.ts';
import { type BlameCommit, dropLines, type Origin, releaseOrigin } from './origin.ts';
import {
  commitOf,
  diffContext,
  isUncommitted,
  linesOf,
  type Scoreboard,
  scapegoatsOf,
  suspect,
} from './scoreboard.ts';
import type { FilePlace } from './types.ts';

/**
 * Moves the origin's suspected entries to its commit's parents as far as they are found there.
 *
 * Order is meaning: the same path in every parent comes before any rename; a parent with the identical file takes
 * everything at once, even when an earlier parent has a different version; then the parents take by diff, in order;
 * then what an ignored commit changed; then moves; then copies.
 */
export function passBlame(board: Scoreboard, origin: Origin): void {
  const next = findLastTouch(board, origin);
  if (next !== null) {
    passWhole(board, origin, next);
    return;
  }
  // Where there is nobody to ask, entries stay in their order as well.
  const asked = scapegoatsOf(board, origin.owner);
  if (asked.length === 0) {
    dropLines(origin);
    return;
  }
  const parents = readableOf(board, asked);
  const found = findInParents(board, origin, parents);
  if (found === 'passedWhole') return;
  board.counters.originsExamined++;
  const remembered = found.filter((scapegoat) => scapegoat !== null);
  for (const scapegoat of remembered) {
    if (origin.previous === null) follow(origin, scapegoat);
    passUnchanged(board, origin, scapegoat);
    if (origin.suspects.length === 0) break;
  }
  if (board.options.ignoreRevs.has(origin.commit)) passIgnored(board, origin, remembered);
  passMovedAndCopied(board, origin, { parents, found });
  remembered.forEach(letGo);
  dropLines(origin);
}

/** What takes nothing need not be kept, and is read again when it is asked for: git's count of files read shows it. */
function letGo(scapegoat: Origin): void {
  if (scapegoat.suspects.length === 0) dropLines(scapegoat);
  releaseOrigin(scapegoat);
}

function follow(origin: Origin, previous: Origin): void {
  origin.previous = previous;
  previous.followers++;
}

/** A parent that can't be read takes no blame. */
export function readableOf(board: Scoreboard, parents: readonly Oid[]): BlameCommit[] {
  const readable: BlameCommit[] = [];
  for (const oid of parents) {
    try {
      readable.push(commitOf(board, oid));
    } catch (error) {
      if (!(error instanceof GitError && error.code === 'missingObject')) throw error;
      // It may be there another time.
      board.anchor = null;
    }
  }
  return readable;
}

/** By parent the origin to diff with, or null; 'passedWhole' when a parent with the same blob has taken everything. */
export function findInParents(
  board: Scoreboard,
  origin: Origin,
  parents: readonly BlameCommit[],
): readonly (Origin | null)[] | 'passedWhole' {
  const found: (Origin | null)[] = parents.map(() => null);
  const passes = board.options.followRenames ? [findOrigin, findRename] : [findOrigin];
  for (const find of passes) {
    for (const [i, parent] of parents.entries()) {
      if (found[i] !== null) continue;
      const candidate = find(board, parent, origin);
      if (candidate === null) continue;
      if (candidate.blob === origin.blob) {
        passWhole(board, origin, candidate);
        for (const other of found) if (other !== null) letGo(other);
        return 'passedWhole';
      }
      const seen = found.some((earlier, j) => j < i && earlier?.blob === candidate.blob);
      if (seen) releaseOrigin(candidate);
      else found[i] = candidate;
    }
  }
  return found;
}

function passWhole(board: Scoreboard, origin: Origin, scapegoat: Origin): void {
  if (board.anchor?.commit === origin.commit && board.anchor.path === origin.path)
    board.anchor = placeOf(scapegoat);
  if (scapegoat.lines === null) {
    scapegoat.lines = origin.lines;
    origin.lines = null;
  } else {
    dropLines(origin);
  }
  const entries = origin.suspects;
  origin.suspects = [];
  suspect(board, scapegoat, entries);
}

function placeOf({ commit, path }: Origin): FilePlace {
  return { commit, path };
}

function passUnchanged(board: Scoreboard, origin: Origin, scapegoat: Origin): void {
  const hunks = compare(board, scapegoat, origin);
  const { toParent, staying } = applyHunks(origin.suspects, hunks, board.pace);
  origin.suspects = staying;
  suspect(board, scapegoat, toParent);
}

/** Where two blobs are known neither of them is read. */
function compare(board: Scoreboard, parent: Origin, target: Origin): Hunks {
  board.counters.patches++;
  const memory = isUncommitted(board, target.owner) ? null : board.hunks;
  const known = memory?.find(parent.blob, target.blob) ?? null;
  if (known !== null) {
    board.counters.hunksKnown++;
    return known;
  }
  board.counters.diffs++;
  const lines = linesOf(board, target);
  const hunks = diffLines(linesOf(board, parent, target), lines, diffContext(board));
  board.cancel.check();
  memory?.keep(parent.blob, target.blob, hunks);
  return hunks;
}

function passIgnored(board: Scoreboard, origin: Origin, remembered: readonly Origin[]): void {
  if (origin.suspects.length === 0) return;
  const target = fingerprintsOf(board.table, linesOf(board, origin));
  for (const [number, scapegoat] of remembered.entries()) {
    // Which lines are looked at for a second parent may hang on others that lie on top of them.
    if (number > 0) board.anchor = null;
    const parent = fingerprintsOf(board.table, linesOf(board, scapegoat));
    const hunks = compare(board, scapegoat, origin);
    const { toParent, staying } = applyHunksFuzzily(origin.suspects, hunks, {
      parent,
      target,
      cancel: board.cancel,
      pace: board.pace,
    });
    origin.suspects = staying;
    suspect(board, scapegoat, toParent);
    // git lets the file go here and reads it again; its count of files read shows it.
    dropLines(scapegoat);
    if (origin.suspects.length === 0) return;
  }
}

interface Parents {
  readonly parents: readonly BlameCommit[];
  /** By parent the file that whole-file passing remembered, or null. */
  readonly found: readonly (Origin | null)[];
}

function passMovedAndCopied(board: Scoreboard, origin: Origin, { parents, found }: Parents): void {
  const { moveScore, detectCopies } = board.options;
  const search: Search = { blamed: [], tooSmall: [] };
  if (moveScore !== null) {
    setAside(board, origin, { threshold: moveScore, search });
    for (const scapegoat of found) if (scapegoat !== null) findMoves(board, origin, scapegoat, search);
  }
  if (detectCopies > 0) {
    prepareForCopies(board, origin, search);
    for (const [i, parent] of parents.entries()) {
      if (origin.suspects.length === 0) break;
      findCopies(board, origin, { parent, remembered: found[i] ?? null }, search);
    }
  }
  distribute(board, search);
  origin.suspects = search.tooSmall.concat(origin.suspects);
}

function setAside(
  board: Scoreboard,
  origin: Origin,
  { threshold, search }: { threshold: number; search: Search },
): void {
  const { small, large } = setAsideSmall(board, origin.suspects, threshold);
  origin.suspects = large;
  search.tooSmall = small.concat(search.tooSmall);
}

/** What was too small to have been moved may be large enough to have been copied, or the other way round. */
function prepareForCopies(board: Scoreboard, origin: Origin, search: Search): void {
  const { copyScore, moveScore } = board.options;
  if (moveScore === null || copyScore > moveScore) setAside(board, origin, { threshold: copyScore, search });
  else if (copyScore < moveScore) {
    origin.suspects = mergeEntries(origin.suspects, search.tooSmall, board.pace);
    search.tooSmall = [];
    setAside(board, origin, { threshold: copyScore, search });
  }
}

/** Hands the parts found to their origins, each origin's sorted by source line; first met first. */
function distribute(board: Scoreboard, { blamed }: Search): void {
  const byOrigin = new Map<Origin, Entry[]>();
  for (const { entry, origin } of blamed) {
    board.pace.did(1);
    const entries = byOrigin.get(origin);
    if (entries === undefined) byOrigin.set(origin, [entry]);
    else entries.push(entry);
  }
  for (const [origin, entries] of byOrigin) suspect(board, origin, sortEntries(entries, board.pace));
}
