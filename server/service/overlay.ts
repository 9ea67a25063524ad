/** Lays the text in the editor over the blame of the committed file: typing moves lines, it starts no history work. */
import type { Oid } from '../git/oid.ts';
import type { CommitRecord, EntryBatch, OriginRecord, Overlay } from '../worker/messages.ts';
import { ROW } from '../worker/messages.ts';

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

/** Moves a batch of the committed file's blame to where its lines are in the text; drops lines the text has not. */
export function movedBatch(batch: EntryBatch, overlay: Overlay): EntryBatch {
  const rows: number[] = [];
  const changes = regions(overlay.quads);
  for (let at = 0; at < batch.rows.length; at += ROW) {
    const [line = 0, count = 0, sourceLine = 0, place = 0, flags = 0] = batch.rows.subarray(at, at + ROW);
    for (const piece of kept(changes, line, line + count)) {
      rows.push(piece.line, piece.count, sourceLine + piece.from - line, place + 1, flags);
    }
  }
  return { ...batch, rows: Int32Array.from(rows) };
}

interface Piece {
  /** First line in the committed file. */
  readonly from: number;
  /** First line in the text. */
  readonly line: number;
  readonly count: number;
}

/** The unchanged stretches of committed lines [start, end). */
function kept(changes: readonly Int32Array[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  let index = firstEndingAfter(changes, start);
  let shift = shiftBefore(changes, index);
  for (; from < end; index++) {
    const [before = end, beforeCount = 0, , afterCount = 0] = changes[index] ?? [];
    const stop = Math.min(before, end);
    if (stop > from) pieces.push({ from, line: from + shift, count: stop - from });
    if (before >= end) break;
    from = Math.max(from, before + beforeCount);
    shift += afterCount - beforeCount;
  }
  return pieces;
}

/** Index of the first region whose committed end lies at or after the line; insertions exactly there included. */
function firstEndingAfter(changes: readonly Int32Array[], line: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [before = 0, beforeCount = 0] = changes[middle] ?? [];
    if (before + beforeCount < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far lines after the regions before `index` have moved. */
function shiftBefore(changes: readonly Int32Array[], index: number): number {
  const [before = 0, beforeCount = 0, after = 0, afterCount = 0] = changes[index - 1] ?? [];
  return after + afterCount - (before + beforeCount);
}

function regions(quads: Int32Array): Int32Array[] {
  return Array.from({ length: quads.length / 4 }, (_, index) => quads.subarray(index * 4, index * 4 + 4));
}
