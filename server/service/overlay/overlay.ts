/** Lays the text in the editor over the blame of the committed file: typing moves lines, it starts no history work. */
import { shiftBefore } from '../../diff/hunks.ts';
import type { Oid } from '../../git/oid.ts';
import type { CommitRecord, EntryBatch, OriginRecord, Overlay } from '../../worker/messages.ts';
import { ROW } from '../../worker/messages.ts';
import type { FileBlame } from '../fileBlame.ts';

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

/** What stands for the lines that only the text has. */
export function uncommittedOrigin({ commit, path, uncommitted }: OverlayBase): Omit<EntryBatch, 'rows'> {
  const { oid, record } = uncommitted;
  const origin: OriginRecord = { commit: oid, path, previous: { commit, path }, boundary: false };
  return { origins: [origin], commits: { [oid]: record } };
}

/** The batch of the lines that only the text has; it comes first, its one origin has index 0. */
export function uncommittedBatch(overlay: Overlay, base: OverlayBase): EntryBatch {
  const rows = new RowWriter((overlay.quads.length / QUAD) * ROW);
  // Number by number: there may be many, and this is done for each keystroke.
  for (let at = 0; at < overlay.quads.length; at += QUAD) {
    const [line, count] = [overlay.quads[at + 2] ?? 0, overlay.quads[at + 3] ?? 0];
    // The text is its own source, as in git's porcelain.
    if (count > 0) rows.add({ line, count, sourceLine: line, place: 0, flags: 0 });
  }
  const { origins, commits } = uncommittedOrigin(base);
  const made = rows.rows();
  return { rows: made, origins, commits: made.length > 0 ? commits : {} };
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

/** Rows copied in one go, and changes that are dealt with. */
const SLICE_ROWS = 1 << 15;
const SLICE_QUADS = 1 << 12;

/**
 * The blame of a text: that of the committed file, moved, with the lines that only the text has (`first`, which
 * `uncommittedBatch` made). All of it is in order, so one pass does, and rows between two changes are copied as they are. Pauses
 * now and then, for a caller who has other things to do.
 */
export function* layOver(
  committed: FileBlame,
  { quads, lineCount }: Overlay,
  first: EntryBatch,
): Generator<undefined, FileBlame> {
  const { rows } = committed;
  const laid = new RowWriter(rows.length + (quads.length / QUAD) * 2 * ROW);
  /** Committed lines before this one are dealt with; how far the next ones have moved. */
  let done = 0;
  let shift = 0;
  let at = 0;
  for (let quad = 0; quad <= quads.length; quad += QUAD) {
    if (quad > 0 && quad % (SLICE_QUADS * QUAD) === 0) yield;
    const start = quad < quads.length ? (quads[quad] ?? 0) : Number.POSITIVE_INFINITY;
    // What lies beside a change may be cut, or run on from what lies on its other side.
    const second = layRow(laid, { rows, at, from: done, to: start, shift });
    if (second > at) {
      const cut = endingBy(rows, second, start);
      for (at = second; at < cut; at += SLICE_ROWS * ROW) {
        laid.copy(rows.subarray(at, Math.min(at + SLICE_ROWS * ROW, cut)), shift);
        if (at + SLICE_ROWS * ROW < cut) yield;
      }
      at = cut;
      layRow(laid, { rows, at, from: done, to: start, shift });
    }
    if (quad === quads.length) break;
    const [gone = 0, come = 0] = [quads[quad + 1], quads[quad + 3]];
    const line = quads[quad + 2] ?? 0;
    if (come > 0) laid.add({ line, count: come, sourceLine: line, place: 0, flags: 0 });
    done = start + gone;
    shift += come - gone;
    at = endingBy(rows, at, done);
  }
  return {
    lineCount,
    rows: laid.rows(),
    origins: [...first.origins, ...committed.origins],
    // As they are: to copy hundreds of them takes V8 milliseconds, and this is done for each keystroke.
    commits: committed.commits,
    uncommitted: Object.values(first.commits)[0] ?? committed.uncommitted,
  };
}

interface RowPart {
  readonly rows: Int32Array;
  readonly at: number;
  /** Committed lines that are wanted, and how far they have moved. */
  readonly from: number;
  readonly to: number;
  readonly shift: number;
}

/** Lays the wanted part of the row at `at`, if there is one; the place of the row that still has lines at or behind `to`. */
function layRow(laid: RowWriter, { rows, at, from, to, shift }: RowPart): number {
  if (at >= rows.length) return at;
  const start = rows[at] ?? 0;
  const end = start + (rows[at + 1] ?? 0);
  const first = Math.max(start, from);
  const stop = Math.min(end, to);
  if (stop > first) {
    const sourceLine = (rows[at + 2] ?? 0) + first - start;
    const place = (rows[at + 3] ?? 0) + 1;
    laid.join({ line: first + shift, count: stop - first, sourceLine, place, flags: rows[at + 4] ?? 0 });
  }
  return end <= to ? at + ROW : at;
}

/** The place of the first row from `at` on that has lines at or behind `line`. */
function endingBy(rows: Int32Array, at: number, line: number): number {
  let low = at / ROW;
  let high = rows.length / ROW;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle * ROW] ?? 0) + (rows[middle * ROW + 1] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low * ROW;
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
    this.reserve(ROW);
    const { numbers } = this;
    numbers[this.used++] = row.line;
    numbers[this.used++] = row.count;
    numbers[this.used++] = row.sourceLine;
    numbers[this.used++] = row.place;
    numbers[this.used++] = row.flags;
  }

  /** Adds rows of the committed file, whose lines have all moved by as much. */
  copy(rows: Int32Array, shift: number): void {
    this.reserve(rows.length);
    const { numbers, used } = this;
    numbers.set(rows, used);
    const end = used + rows.length;
    for (let at = used; at < end; at += ROW) {
      numbers[at] = (numbers[at] as number) + shift;
      numbers[at + 3] = (numbers[at + 3] as number) + 1;
    }
    this.used = end;
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

  private reserve(count: number): void {
    if (this.used + count <= this.numbers.length) return;
    const larger = new Int32Array(Math.max(this.numbers.length * 2, this.used + count));
    larger.set(this.numbers);
    this.numbers = larger;
  }
}
