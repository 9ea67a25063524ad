/**
 * Splices in what earlier runs found out: lines that reach a file version whose blame is known have their owners at once.
 *
 * That is exact because, where nothing is searched beyond whole files, a line's owner is a function of the origin it is in and
 * of its number there: which parents are compared, in which order, by which diff, hangs on the origin alone, and so do its
 * `previous` and whether it is a boundary. How, when and with which other lines it got there does not matter.
 *
 * That holds for ignored commits too, given the same ones: which line of the parent one of their lines is taken for hangs on all hunks between
 * the two files and on nothing else. What a line has been through before it got to the known version is in its entry's marks. Not so
 * where lines are passed on to a second parent of an ignored merge: which of them are looked at there hangs, as in git, on
 * whether others lie on top of them. What met that is not kept (see `passIgnored`).
 */
import { Pace } from '../base/cancel.ts';
import type { Entry } from './entry.ts';
import type { Origin } from './origin.ts';
import type { Scoreboard } from './scoreboard.ts';
import {
  type BlameOptions,
  type GuiltyOrigin,
  KNOWN_IGNORED,
  KNOWN_ROW,
  KNOWN_UNBLAMABLE,
  type KnownBlame,
  type SettledEntry,
} from './types.ts';

/** Rows looked at between two polls, and handed out together. */
const POLL_ROWS = 1 << 12;

/**
 * Whether owners are what the above says. Not where lines are looked for by likeness in what happens to come together, nor where
 * it takes more than a commit and its ancestors to know where the walk ends.
 */
export function ownersLast(options: BlameOptions): boolean {
  const { moveScore, detectCopies, exclude, reverseTo, since, until } = options;
  const searches = moveScore !== null || detectCopies > 0;
  return !searches && exclude.length === 0 && reverseTo === null && since === null && until === null;
}

/** False when nothing is known of the origin; else its lines are handed out, and it holds none any more. */
export function settleKnown(
  board: Scoreboard,
  origin: Origin,
  onSettled: (entries: readonly SettledEntry[]) => void,
): boolean {
  const known = board.known?.(origin.commit, origin.path) ?? null;
  if (known === null || !covers(known, origin.suspects)) return false;
  const pace = new Pace(board.cancel, POLL_ROWS);
  let settled: SettledEntry[] = [];
  for (const entry of origin.suspects) {
    for (const part of partsOf(known, entry)) {
      settled.push({ ...part, origin: oneOf(board, part.origin) });
      pace.did(1);
      if (settled.length < POLL_ROWS) continue;
      onSettled(settled);
      settled = [];
    }
  }
  if (board.anchor?.commit === origin.commit && board.anchor.path === origin.path)
    board.anchor = known.anchor;
  origin.suspects = [];
  if (settled.length > 0) onSettled(settled);
  return true;
}

/** One object for each owner, whichever way lines came to it: entries are joined where they have the same one. */
export function oneOf(board: Scoreboard, origin: GuiltyOrigin): GuiltyOrigin {
  const key = `${origin.commit} ${origin.path}`;
  const known = board.owners.get(key);
  if (known === undefined) board.owners.set(key, origin);
  return known ?? origin;
}

/** What was kept of another file than this one would not fit; it is better not used then. */
function covers({ lineCount }: KnownBlame, entries: readonly Entry[]): boolean {
  return entries.every(({ sourceLine, count }) => sourceLine + count <= lineCount);
}

function* partsOf({ rows, origins }: KnownBlame, entry: Entry): Generator<SettledEntry> {
  const end = entry.sourceLine + entry.count;
  for (let at = rowOf(rows, entry.sourceLine) * KNOWN_ROW; at < rows.length; at += KNOWN_ROW) {
    const [rowStart, rowCount, source, place, marks] = rows.subarray(
      at,
      at + KNOWN_ROW,
    ) as unknown as RowNumbers;
    if (rowStart >= end) return;
    const from = Math.max(rowStart, entry.sourceLine);
    yield {
      line: entry.line + from - entry.sourceLine,
      count: Math.min(rowStart + rowCount, end) - from,
      sourceLine: source + from - rowStart,
      origin: origins[place] as GuiltyOrigin,
      ignored: entry.ignored || (marks & KNOWN_IGNORED) !== 0,
      unblamable: entry.unblamable || (marks & KNOWN_UNBLAMABLE) !== 0,
    };
  }
}

type RowNumbers = readonly [number, number, number, number, number];

/** Number of the row that holds a line. */
function rowOf(rows: Int32Array, line: number): number {
  let low = 0;
  let high = rows.length / KNOWN_ROW;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * KNOWN_ROW;
    if ((rows[at] as number) + (rows[at + 1] as number) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}
