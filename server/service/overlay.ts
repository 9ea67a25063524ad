/** Lays the text in the editor over the blame of the committed file: typing moves lines, it starts no history work. */
import type { Oid } from '../git/oid.ts';
import type { CommitRecord, EntryBatch, OriginRecord, Overlay } from '../worker/messages.ts';
import { ROW } from '../worker/messages.ts';
import type { FileBlame } from './fileBlame.ts';

/** What stands for lines that are in no commit yet. */
export interface Uncommitted {
  readonly oid: Oid;
  readonly record: CommitRecord;
}

export interface OverlayBase {
  /** The commit that was blamed, and the file's path there. */
  readonly commit: Oid;
  readonly path: string;
  readonly uncommitted: Uncommitted;
}

/** The batch of the lines that only the text has; it comes first, its one origin has index 0. */
export function uncommittedBatch(overlay: Overlay, base: OverlayBase): EntryBatch {
  const { commit, path, uncommitted } = base;
  const rows: number[] = [];
  for (const [, , line = 0, count = 0] of regions(overlay.quads)) {
    // The text is its own source, as in git's porcelain.
    if (count > 0) rows.push(line, count, line, 0, 0);
  }
  const origin: OriginRecord = {
    commit: uncommitted.oid,
    path,
    previous: { commit, path },
    boundary: false,
  };
  const commits = rows.length > 0 ? { [uncommitted.oid]: uncommitted.record } : {};
  return { rows: Int32Array.from(rows), origins: [origin], commits };
}

/**
 * Moves a batch of the committed file's blame to where its lines are in the text; drops lines the text has not. Numbers
 * only, no object for each row or change: both may be hundreds of thousands.
 */
export function movedBatch(batch: EntryBatch, { quads }: Overlay): EntryBatch {
  const { rows } = batch;
  const moved = new RowWriter(rows.length);
  for (let at = 0; at < rows.length; at += ROW) {
    const start = rows[at] ?? 0;
    const end = start + (rows[at + 1] ?? 0);
    const add = (from: number, to: number, shift: number) => {
      const sourceLine = (rows[at + 2] ?? 0) + from - start;
      const place = (rows[at + 3] ?? 0) + 1;
      moved.add({ line: from + shift, count: to - from, sourceLine, place, flags: rows[at + 4] ?? 0 });
    };
    eachKept(quads, start, end, add);
  }
  return { ...batch, rows: moved.rows() };
}

/** Rows laid in one go. */
const SLICE_ROWS = 1 << 13;

/**
 * The blame of a text: that of the committed file, moved, with the lines that only the text has (`first`, which
 * `uncommittedBatch` made). All of it is in order, so one pass does. Pauses now and then, for a caller who has other things to do.
 */
export function* layOver(
  committed: FileBlame,
  { quads, lineCount }: Overlay,
  first: EntryBatch,
): Generator<undefined, FileBlame> {
  const { rows } = committed;
  const laid = new RowWriter(rows.length + 2 * quads.length);
  let quad = 0;
  /** Committed lines before this one are dealt with; how far the next ones have moved. */
  let done = 0;
  let shift = 0;
  const passQuad = () => {
    const [gone = 0, come = 0] = [quads[quad + 1], quads[quad + 3]];
    const line = quads[quad + 2] ?? 0;
    if (come > 0) laid.add({ line, count: come, sourceLine: line, place: 0, flags: 0 });
    done = (quads[quad] ?? 0) + gone;
    shift += come - gone;
    quad += QUAD;
  };
  for (let at = 0; at < rows.length; at += ROW) {
    if (at % (SLICE_ROWS * ROW) === 0 && at > 0) yield;
    const start = rows[at] ?? 0;
    const end = start + (rows[at + 1] ?? 0);
    for (done = Math.max(done, start); done < end; ) {
      const next = quad < quads.length ? (quads[quad] ?? 0) : end;
      const stop = Math.min(next, end);
      if (stop > done) {
        const sourceLine = (rows[at + 2] ?? 0) + done - start;
        const place = (rows[at + 3] ?? 0) + 1;
        laid.join({ line: done + shift, count: stop - done, sourceLine, place, flags: rows[at + 4] ?? 0 });
        done = stop;
      }
      if (next < end) passQuad();
    }
  }
  while (quad < quads.length) passQuad();
  return {
    lineCount,
    rows: laid.rows(),
    origins: [...first.origins, ...committed.origins],
    commits: { ...first.commits, ...committed.commits },
  };
}

/** Calls back for the unchanged stretches of committed lines [start, end), with how far each has moved. */
function eachKept(
  quads: Int32Array,
  start: number,
  end: number,
  add: (from: number, to: number, shift: number) => void,
): void {
  let at = firstEndingAfter(quads, start);
  let shift = shiftBefore(quads, at);
  for (let from = start; from < end; at += QUAD) {
    const before = at < quads.length ? (quads[at] ?? 0) : end;
    const stop = Math.min(before, end);
    if (stop > from) add(from, stop, shift);
    if (before >= end) return;
    from = Math.max(from, before + (quads[at + 1] ?? 0));
    shift += (quads[at + 3] ?? 0) - (quads[at + 1] ?? 0);
  }
}

const QUAD = 4;

/** Place of the first region whose committed end lies at or after the line; insertions exactly there included. */
function firstEndingAfter(quads: Int32Array, line: number): number {
  let low = 0;
  let high = quads.length / QUAD;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quads[middle * QUAD] ?? 0) + (quads[middle * QUAD + 1] ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low * QUAD;
}

/** How far lines after the regions before the one at `at` have moved. */
function shiftBefore(quads: Int32Array, at: number): number {
  if (at === 0) return 0;
  const [before = 0, beforeCount = 0, after = 0, afterCount = 0] = quads.subarray(at - QUAD, at);
  return after + afterCount - (before + beforeCount);
}

interface Row {
  readonly line: number;
  readonly count: number;
  readonly sourceLine: number;
  readonly place: number;
  readonly flags: number;
}

/** Rows as they come, in an array that grows. */
class RowWriter {
  private numbers: Int32Array;
  private used = 0;

  constructor(expected: number) {
    this.numbers = new Int32Array(expected + ROW);
  }

  /** Number by number: an array for each row, of hundreds of thousands, is what takes the time. */
  add(row: Row): void {
    if (this.used + ROW > this.numbers.length) {
      const larger = new Int32Array(this.numbers.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    const { numbers } = this;
    numbers[this.used++] = row.line;
    numbers[this.used++] = row.count;
    numbers[this.used++] = row.sourceLine;
    numbers[this.used++] = row.place;
    numbers[this.used++] = row.flags;
  }

  /** Adds a row, or makes the last one longer if that runs on in both files, as git does at the end. */
  join(row: Row): void {
    const { numbers } = this;
    const last = this.used - ROW;
    const count = last < 0 ? 0 : (numbers[last + 1] ?? 0);
    const runsOn =
      last >= 0 &&
      (numbers[last] ?? 0) + count === row.line &&
      (numbers[last + 2] ?? 0) + count === row.sourceLine &&
      numbers[last + 3] === row.place &&
      numbers[last + 4] === row.flags;
    if (runsOn) numbers[last + 1] = count + row.count;
    else this.add(row);
  }

  rows(): Int32Array {
    return this.numbers.subarray(0, this.used);
  }
}

function regions(quads: Int32Array): Int32Array[] {
  return Array.from({ length: quads.length / 4 }, (_, index) => quads.subarray(index * 4, index * 4 + 4));
}
