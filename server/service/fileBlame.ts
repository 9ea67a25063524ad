/** A finished blame of one file as the service keeps it: flat rows, gathered from batches, sorted and joined. */
import type { Oid } from '../git/oid.ts';
import { type CommitRecord, type EntryBatch, type OriginRecord, ROW } from '../worker/messages.ts';

/** Immutable once made; shared by everybody who asked. */
export interface FileBlame {
  /** Lines in the final text; `rows` cover them all. */
  readonly lineCount: number;
  /** Sorted by line; the layout is that of `EntryBatch.rows`. */
  readonly rows: Int32Array;
  readonly origins: readonly OriginRecord[];
  readonly commits: Readonly<Record<Oid, CommitRecord>>;
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

export const emptyBlame: FileBlame = { lineCount: 0, rows: new Int32Array(), origins: [], commits: {} };

/** Takes batches in as they come and makes the whole of them at the end. */
export class BlameCollector {
  private readonly parts: Int32Array[] = [];
  private readonly origins: OriginRecord[] = [];
  private readonly commits: Record<Oid, CommitRecord> = {};

  add(batch: EntryBatch): void {
    this.parts.push(batch.rows);
    this.origins.push(...batch.origins);
    Object.assign(this.commits, batch.commits);
  }

  finish(lineCount: number): FileBlame {
    return {
      lineCount,
      rows: joinNeighbours(sortRows(this.parts)),
      origins: this.origins,
      commits: this.commits,
    };
  }
}

/** The batch that would have brought the whole blame at once. */
export function asBatch({ rows, origins, commits }: FileBlame): EntryBatch {
  return { rows, origins, commits };
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

/** The hunk that holds a line, whole; null past the end. */
export function hunkAt(blame: FileBlame, line: number): BlameHunk | null {
  const { rows, origins, lineCount } = blame;
  let low = 0;
  let high = rows.length / ROW;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle * ROW] ?? 0) + (rows[middle * ROW + 1] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const row = rows.subarray(low * ROW, low * ROW + ROW);
  return hunksOf(row, origins, { start: 0, end: lineCount })[0] ?? null;
}

/** What a blame takes in memory, in bytes, near enough to keep a cache within bounds. */
export function bytesOf({ rows, origins, commits }: FileBlame): number {
  const originBytes = origins.reduce(
    (sum, { path, previous }) => sum + 200 + path.length + (previous?.path.length ?? 0),
    0,
  );
  const commitBytes = Object.values(commits).reduce((sum, { summary }) => sum + 500 + summary.length, 0);
  return rows.byteLength + originBytes + commitBytes + 256;
}

function sortRows(parts: readonly Int32Array[]): Int32Array[] {
  const rows = parts.flatMap((part) =>
    Array.from({ length: part.length / ROW }, (_, index) => part.subarray(index * ROW, index * ROW + ROW)),
  );
  return rows.sort(([a = 0], [b = 0]) => a - b);
}

/** Rows of one origin that run on in both files become one, as git does at the end. */
function joinNeighbours(rows: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(rows.length * ROW);
  let used = 0;
  for (const row of rows) {
    const [line = 0, count = 0, sourceLine = 0, place = 0, flags = 0] = row;
    const last = joined.subarray(Math.max(0, used - ROW), used);
    const [lastLine = 0, lastCount = 0, lastSource = 0, lastPlace = 0, lastFlags = 0] = last;
    const runsOn = lastLine + lastCount === line && lastSource + lastCount === sourceLine;
    if (used > 0 && runsOn && lastPlace === place && lastFlags === flags) last[1] = lastCount + count;
    else {
      joined.set(row, used);
      used += ROW;
    }
  }
  return joined.slice(0, used);
}
