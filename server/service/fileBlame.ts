/** A finished blame of one file as the service keeps it: flat rows, gathered from batches, sorted and joined. */
import type { Oid } from '../git/oid.ts';
import {
  BATCH_ORIGINS,
  BATCH_ROWS,
  type CommitRecord,
  type EntryBatch,
  type OriginRecord,
  ROW,
} from '../worker/messages.ts';
import { isCommitted } from './annotations.ts';

export { ROW };

/** Immutable once made; shared by everybody who asked. */
export interface FileBlame {
  /** Lines in the final text; `rows` cover them all. */
  readonly lineCount: number;
  /** Sorted by line; the layout is that of `EntryBatch.rows`. */
  readonly rows: Int32Array;
  readonly origins: readonly OriginRecord[];
  readonly commits: Readonly<Record<Oid, CommitRecord>>;
  /** What stands for the commit of lines that are in none yet, beside `commits`; null where that has it, or there are no such lines. */
  readonly uncommitted: CommitRecord | null;
}

/** One run of lines with one origin. Lines are 0-based, `end` exclusive. */
export interface BlameHunk {
  readonly start: number;
  readonly end: number;
  /** First line in the origin's file. */
  readonly sourceLine: number;
  readonly origin: OriginRecord;
  readonly ignored: boolean;
  readonly unblamable: boolean;
}

/** Lines are 0-based, `end` exclusive. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

export const emptyBlame: FileBlame = {
  lineCount: 0,
  rows: new Int32Array(),
  origins: [],
  commits: {},
  uncommitted: null,
};

/** Takes batches in as they come and makes the whole of them at the end. */
export class BlameCollector {
  private readonly parts: Int32Array[] = [];
  private readonly origins: OriginRecord[] = [];
  private readonly commits: Record<Oid, CommitRecord> = {};
  /** Lines that have their commit by now. */
  settled = 0;

  add(batch: EntryBatch): void {
    this.parts.push(batch.rows);
    for (let at = 1; at < batch.rows.length; at += ROW) this.settled += batch.rows[at] ?? 0;
    for (const origin of batch.origins) this.origins.push(origin);
    Object.assign(this.commits, batch.commits);
  }

  /** Pauses now and then, for a caller who has other things to do. */
  *finish(lineCount: number): Generator<undefined, FileBlame> {
    const rows = yield* inOrder(this.parts, lineCount);
    // An array that was pushed to has room for more.
    const origins = this.origins.slice();
    const blame = { lineCount, rows, origins, commits: this.commits, uncommitted: null };
    yield* measure(blame);
    return blame;
  }
}

/** The blame as batches of bounded length; all origins and commits are named before there are rows of more than one batch. */
export function* asBatches({ rows, origins, commits }: FileBlame): Generator<EntryBatch> {
  const told = new Set<Oid>();
  const naming = (first: number): Omit<EntryBatch, 'rows'> => {
    const some = origins.slice(first, first + BATCH_ORIGINS);
    const named: Record<Oid, CommitRecord> = {};
    for (const { commit } of some) {
      const record = told.has(commit) ? undefined : commits[commit];
      if (record !== undefined) named[commit] = record;
      told.add(commit);
    }
    return { origins: some, commits: named };
  };
  let first = 0;
  for (; first + BATCH_ORIGINS < origins.length; first += BATCH_ORIGINS) {
    yield { rows: new Int32Array(), ...naming(first) };
  }
  yield { rows: rows.subarray(0, BATCH_ROWS * ROW), ...naming(first) };
  for (let at = BATCH_ROWS * ROW; at < rows.length; at += BATCH_ROWS * ROW) {
    yield { rows: rows.subarray(at, at + BATCH_ROWS * ROW), origins: [], commits: {} };
  }
}

/** What a commit that a blame names says of itself. */
export function recordOf(
  { commits, uncommitted }: Pick<FileBlame, 'commits' | 'uncommitted'>,
  commit: Oid,
): CommitRecord | undefined {
  return commits[commit] ?? (isCommitted(commit) ? undefined : (uncommitted ?? undefined));
}

/** The hunks of a batch or a blame within `span`, cut at its ends. `origins` are all that the rows refer to. */
export function hunksOf(rows: Int32Array, origins: readonly OriginRecord[], span: LineSpan): BlameHunk[] {
  const hunks: BlameHunk[] = [];
  for (let at = 0; at < rows.length; at += ROW) {
    // By index: a blame has thousands of rows, and taking views of them apart costs ten times as much.
    const line = rows[at] ?? 0;
    const count = rows[at + 1] ?? 0;
    const sourceLine = rows[at + 2] ?? 0;
    const flags = rows[at + 4] ?? 0;
    const start = Math.max(line, span.start);
    const end = Math.min(line + count, span.end);
    const origin = origins[rows[at + 3] ?? 0];
    if (start >= end || !origin) continue;
    const marks = { ignored: (flags & 1) !== 0, unblamable: (flags & 2) !== 0 };
    hunks.push({ start, end, sourceLine: sourceLine + start - line, origin, ...marks });
  }
  return hunks;
}

/** All rows that touch a span; the others are not looked at. */
export function rowsWithin(blame: FileBlame, span: LineSpan): Int32Array {
  const [rows] = sliceOfLines(blame, span, Number.MAX_SAFE_INTEGER);
  return rows ?? new Int32Array();
}

/** The rows that touch a span, at most `most` of them at a time. */
export function* sliceOfLines(
  { rows }: FileBlame,
  { start, end }: LineSpan,
  most: number,
): Generator<Int32Array> {
  const first = rowOf(rows, start);
  // Where the last line is, or behind the end when there is none.
  const last = end > start ? rowOf(rows, end - 1) + 1 : first;
  for (let row = first; row < last; row += most) {
    yield rows.subarray(row * ROW, Math.min(row + most, last) * ROW);
  }
}

/** The hunk that holds a line, whole; null past the end. */
export function hunkAt({ rows, origins, lineCount }: FileBlame, line: number): BlameHunk | null {
  const at = rowOf(rows, line) * ROW;
  return hunksOf(rows.subarray(at, at + ROW), origins, { start: 0, end: lineCount })[0] ?? null;
}

/** Number of the row that holds a line; that of rows when it is past the end. */
export function rowOf(rows: Int32Array, line: number): number {
  let low = 0;
  let high = rows.length / ROW;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle * ROW] ?? 0) + (rows[middle * ROW + 1] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a blame takes in memory, in bytes, near enough to keep a cache within bounds. */
export function bytesOf(blame: FileBlame): number {
  const measuring = measure(blame);
  let step = measuring.next();
  while (!step.done) step = measuring.next();
  return step.value;
}

/** Origins or commits measured between two pauses. */
const SLICE_MEASURED = 2000;
const measured = new WeakMap<FileBlame, number>();

/** The same, once for each blame, with pauses for a caller who has other things to do. */
export function* measure(blame: FileBlame): Generator<undefined, number> {
  const known = measured.get(blame);
  if (known !== undefined) return known;
  let bytes = blame.rows.byteLength + 256;
  let looked = 0;
  for (const { path, previous } of blame.origins) {
    if (++looked % SLICE_MEASURED === 0) yield;
    bytes += 200 + path.length + (previous?.path.length ?? 0);
  }
  for (const { summary } of Object.values(blame.commits)) {
    if (++looked % SLICE_MEASURED === 0) yield;
    bytes += 500 + summary.length;
  }
  measured.set(blame, bytes);
  return bytes;
}

/** Numbers dealt with between two pauses. */
const SLICE_NUMBERS = 1 << 16;

/**
 * Rows in the order of their lines, those of one origin that run on in both files joined, as git does at the end. Linear,
 * and without an object for each row: a long file has hundreds of thousands.
 */
function* inOrder(parts: readonly Int32Array[], lineCount: number): Generator<undefined, Int32Array> {
  const rows = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  let slices = 0;
  for (const part of parts) {
    rows.set(part, filled);
    filled += part.length;
    if (Math.floor(filled / SLICE_NUMBERS) === slices) continue;
    slices = Math.floor(filled / SLICE_NUMBERS);
    yield;
  }
  const places = filled / ROW < lineCount / FEW ? placesOfFew(rows) : yield* placesByLine(rows, lineCount);
  const joined = new Int32Array(filled);
  let used = 0;
  for (let index = 0; index < places.length; index++) {
    if (index > 0 && index % SLICE_NUMBERS === 0) yield;
    const place = places[index] ?? 0;
    if (place === 0) continue;
    if (used > 0 && runsOn(joined, used - ROW, { rows, at: place - 1 })) {
      joined[used - ROW + 1] = (joined[used - ROW + 1] ?? 0) + (rows[place] ?? 0);
    } else {
      for (let field = 0; field < ROW; field++) joined[used + field] = rows[place - 1 + field] ?? 0;
      used += ROW;
    }
  }
  return joined.slice(0, used);
}

/** Below one row for so many lines rows are put in order by themselves, without a place for each line. */
const FEW = 32;

/** By line: where its row begins, plus one; 0 where none does. */
function* placesByLine(rows: Int32Array, lineCount: number): Generator<undefined, Int32Array> {
  const places = new Int32Array(lineCount);
  for (let at = 0; at < rows.length; at += ROW) {
    if (at > 0 && at % (SLICE_NUMBERS * ROW) === 0) yield;
    places[rows[at] ?? 0] = at + 1;
  }
  return places;
}

/** The same without the zeros. */
function placesOfFew(rows: Int32Array): Float64Array {
  // Line and place in one number, which is exact: both together have less than 53 bits in any array there can be.
  const size = rows.length + 1;
  const keys = new Float64Array(rows.length / ROW);
  for (let at = 0; at < rows.length; at += ROW) keys[at / ROW] = (rows[at] ?? 0) * size + at;
  return keys.sort().map((key) => (key % size) + 1);
}

function runsOn(
  joined: Int32Array,
  last: number,
  { rows, at }: { readonly rows: Int32Array; readonly at: number },
): boolean {
  const count = joined[last + 1] ?? 0;
  return (
    (joined[last] ?? 0) + count === rows[at] &&
    (joined[last + 2] ?? 0) + count === rows[at + 2] &&
    joined[last + 3] === rows[at + 3] &&
    joined[last + 4] === rows[at + 4]
  );
}
