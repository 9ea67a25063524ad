/** Moved lines: finds stretches of a target's remaining lines elsewhere in the same file of a parent. */
import { HUNK } from '../diff/hunks.ts';
import { diffLines } from '../diff/lineDiff.ts';
import type { Lines } from '../diff/lines.ts';
import { cutEntry, type Entry } from './entry.ts';
import type { Origin } from './origin.ts';
import { diffContext, linesOf, type Scoreboard } from './scoreboard.ts';
import { SoughtLines } from './soughtLines.ts';

/** So many bytes are counted in the time that an entry takes, and so many lines copied. */
const BYTES_PER_STEP = 1 << 5;
const LINES_PER_STEP = 1 << 3;
const SLICE_LINES = 1 << 12;

/** What searches for moves and copies give away and set aside, until the target's entries are settled. */
export interface Search {
  /** Parts that have found an origin, in the order found. */
  readonly blamed: { readonly entry: Entry; readonly origin: Origin }[];
  /** Entries too small to be tested; they go back to the target at the end, in front. */
  tooSmall: Entry[];
}

/** A stretch of an entry's lines that stands in another file. */
export interface Stretch {
  /** From the entry's first line. */
  readonly start: number;
  readonly count: number;
  /** First line in the other file. */
  readonly sourceLine: number;
  readonly score: number;
  readonly origin: Origin;
}

/** The score of lines in the final text: 1 + their letters and digits. */
function scoreOf(board: Scoreboard, line: number, count: number): number {
  const { table, final, pace } = board;
  let score = 1;
  for (let at = line; at < line + count; at++) {
    const id = final.ids[at] as number;
    score += table.alnumOf(id);
    pace.did(table.lengthOf(id) / BYTES_PER_STEP);
  }
  return score;
}

/** Tests the target's entries against the parent's whole file, again and again on what is left of those that match. */
export function findMoves(board: Scoreboard, target: Origin, parent: Origin, search: Search): void {
  if (target.suspects.length === 0) return;
  const threshold = board.options.moveScore ?? 0;
  const lines = linesOf(board, parent);
  const sought = new SoughtLines(board, target.suspects);
  sought.look(lines);
  const tested: Entry[] = [];
  let untested = target.suspects;
  let small: Entry[] = [];
  while (untested.length > 0) {
    const leftovers: Entry[] = [];
    for (const entry of untested) {
      board.cancel.check();
      const stretch = sought.mayExceed(threshold, entry)
        ? bestStretch(board, entry, { lines, origin: parent })
        : null;
      if (stretch !== null && stretch.score > threshold) leftovers.push(...giveAway(entry, stretch, search));
      else tested.push(entry);
    }
    const sorted = setAsideSmall(board, leftovers, threshold);
    small = small.concat(sorted.small);
    untested = sorted.large;
  }
  search.tooSmall = small.concat(search.tooSmall);
  target.suspects = tested;
}

/** A file to look in. */
export interface Haystack {
  readonly lines: Lines;
  readonly origin: Origin;
}

/** The best stretch of the entry that is unchanged in the file; the later of equals; null when there is none. */
export function bestStretch(board: Scoreboard, entry: Entry, { lines, origin }: Haystack): Stretch | null {
  const wanted = finalLines(board, entry);
  const hunks = diffLines(lines, wanted, diffContext(board));
  board.counters.diffs++;
  let best: Stretch | null = null;
  let line = 0;
  let sourceLine = 0;
  for (let i = 0; i <= hunks.length; i += HUNK) {
    board.pace.did(1);
    const end = i < hunks.length ? (hunks[i + 2] as number) : entry.count;
    if (line < end) {
      const score = scoreOf(board, entry.line + line, end - line);
      if (best === null || score >= best.score) {
        best = { start: line, count: end - line, sourceLine, score, origin };
      }
    }
    sourceLine = (hunks[i] as number) + (hunks[i + 1] as number);
    line = end + (hunks[i + 3] as number);
  }
  return best;
}

function finalLines({ final, pace }: Scoreboard, { line, count }: Entry): Lines {
  const ids = final.ids.subarray(line, line + count);
  const { starts } = final;
  const first = starts[line] as number;
  const own = new Int32Array(count + 1);
  for (let from = 0; from <= count; from += SLICE_LINES) {
    const stop = Math.min(count + 1, from + SLICE_LINES);
    for (let at = from; at < stop; at++) own[at] = (starts[line + at] as number) - first;
    pace.did((stop - from) / LINES_PER_STEP);
  }
  return { ids, starts: own, byteLength: own[count] as number };
}

/** Gives the stretch to its origin; returns what is left of the entry, before and after. */
export function giveAway(entry: Entry, stretch: Stretch, { blamed }: Search): Entry[] {
  const leftovers: Entry[] = [];
  let middle = entry;
  if (stretch.start > 0) {
    middle = cutEntry(entry, stretch.start);
    leftovers.push(entry);
  }
  if (middle.count > stretch.count) leftovers.push(cutEntry(middle, stretch.count));
  middle.sourceLine = stretch.sourceLine;
  blamed.push({ entry: middle, origin: stretch.origin });
  return leftovers;
}

/** Divides entries by whether their score exceeds the threshold; both parts keep the order. */
export function setAsideSmall(
  board: Scoreboard,
  entries: readonly Entry[],
  threshold: number,
): { small: Entry[]; large: Entry[] } {
  const small: Entry[] = [];
  const large: Entry[] = [];
  for (const entry of entries) {
    (scoreOf(board, entry.line, entry.count) <= threshold ? small : large).push(entry);
  }
  return { small, large };
}
