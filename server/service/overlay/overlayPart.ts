/** Lays a text over the blame of the committed file for some lines alone: a keystroke asks about one, of a file that has thousands of hunks. */
import type { EntryBatch, OriginRecord, Overlay } from '../../worker/messages.ts';
import { type FileBlame, type LineSpan, ROW, recordOf, rowOf } from '../fileBlame.ts';

/** A row of the text's blame. */
interface Row {
  readonly line: number;
  readonly count: number;
  readonly sourceLine: number;
  /** Number of its origin among those of the committed file; null for lines that only the text has. */
  readonly place: number | null;
  readonly flags: number;
}

/**
 * What `layOver` makes, as far as the lines of the span: the rows that touch it, whole, with their origins and commits.
 * `first` is what `uncommittedBatch` made.
 */
export function layPart(
  committed: FileBlame,
  overlay: Overlay,
  { first, span }: { readonly first: Omit<EntryBatch, 'rows'>; readonly span: LineSpan },
): FileBlame {
  const rows: number[] = [];
  const origins: OriginRecord[] = [];
  const places = new Map<number | null, number>();
  const end = Math.min(span.end, overlay.lineCount);
  for (let at = span.start; at < end; ) {
    const { line, count, sourceLine, place, flags } = joinedRow(committed, overlay, at);
    let origin = places.get(place);
    if (origin === undefined) {
      const record = place === null ? first.origins[0] : committed.origins[place];
      if (record === undefined) throw new Error(`bug: line ${at} has an origin that nobody told`);
      origin = origins.push(record) - 1;
      places.set(place, origin);
    }
    rows.push(line, count, sourceLine, origin, flags);
    at = line + count;
  }
  const named = origins.flatMap(({ commit }) => {
    const record = first.commits[commit] ?? recordOf(committed, commit);
    return record === undefined ? [] : [[commit, record] as const];
  });
  return {
    lineCount: overlay.lineCount,
    rows: Int32Array.from(rows),
    origins,
    commits: Object.fromEntries(named),
    uncommitted: null,
  };
}

/** Where some lines of the text are in the committed file, near enough: lines that only the text has are taken for the next one there. */
export function committedSpan({ quads }: Overlay, { start, end }: LineSpan): LineSpan {
  return { start: committedLine(quads, start), end: committedLine(quads, end - 1) + 1 };
}

function committedLine(quads: Int32Array, line: number): number {
  const next = firstBehind(quads, line);
  const { start, gone, textStart, come } = changeBefore(quads, next);
  return line < textStart + come ? start : line - (textStart + come) + start + gone;
}

/** The row that holds a line, joined with those around it that run on in both files: between them lines were taken out. */
function joinedRow(committed: FileBlame, overlay: Overlay, at: number): Row {
  let row = rowAt(committed, overlay, at);
  while (row.line > 0) {
    const before = rowAt(committed, overlay, row.line - 1);
    if (!runsOn(before, row)) break;
    row = { ...before, count: before.count + row.count };
  }
  while (row.line + row.count < overlay.lineCount) {
    const after = rowAt(committed, overlay, row.line + row.count);
    if (!runsOn(row, after)) break;
    row = { ...row, count: row.count + after.count };
  }
  return row;
}

function runsOn(row: Row, next: Row): boolean {
  return (
    row.place !== null &&
    row.place === next.place &&
    row.flags === next.flags &&
    row.sourceLine + row.count === next.sourceLine
  );
}

/** Numbers of a change: its first line and their number in the committed file, then in the text. */
const QUAD = 4;

/** The row that holds a line of the text, cut where the text was changed. */
function rowAt({ rows }: FileBlame, { quads, lineCount }: Overlay, line: number): Row {
  const next = firstBehind(quads, line);
  const { start, gone, textStart, come } = changeBefore(quads, next);
  if (line < textStart + come)
    return { line: textStart, count: come, sourceLine: textStart, place: null, flags: 0 };
  const shift = textStart + come - (start + gone);
  // Between the change before and the one behind.
  const from = start + gone;
  const to = (next < quads.length ? (quads[next + 2] ?? 0) : lineCount) - shift;
  const at = rowOf(rows, line - shift) * ROW;
  const rowLine = rows[at] ?? 0;
  const first = Math.max(rowLine, from);
  return {
    line: first + shift,
    count: Math.min(rowLine + (rows[at + 1] ?? 0), to) - first,
    sourceLine: (rows[at + 2] ?? 0) + first - rowLine,
    place: rows[at + 3] ?? 0,
    flags: rows[at + 4] ?? 0,
  };
}

/** The change before the one at a place; nothing at the start of both texts before the first one. */
function changeBefore(quads: Int32Array, next: number) {
  const at = next - QUAD;
  return {
    start: quads[at] ?? 0,
    gone: quads[at + 1] ?? 0,
    textStart: quads[at + 2] ?? 0,
    come: quads[at + 3] ?? 0,
  };
}

/** Place of the first change that begins behind the line in the text. */
function firstBehind(quads: Int32Array, line: number): number {
  let low = 0;
  let high = quads.length / QUAD;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quads[middle * QUAD + 2] ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low * QUAD;
}
