/** The lines of a text by its pieces: a version that differs in a few pieces takes over the lines of all others. */
import { bytesOfText, PIECE, type Pieces, type SharedText } from '../base/sharedText.ts';
import { type InternedText, lineAt } from '../diff/lines.ts';
import type { LineTable } from '../diff/lineTable.ts';

const NEWLINE = 0x0a;

/** Without the bytes: whoever holds a text's memory keeps it from being given back. */
export interface PiecedLines {
  readonly pieces: Pieces;
  /** Line ids of a table. */
  readonly ids: Int32Array;
  readonly byteLength: number;
  /** For each piece, and for the end: the number of the line that begins there, or -1 where none does. */
  readonly firsts: Int32Array;
}

/** What making the lines of a version has cost. */
export interface LineWork {
  bytesRead: number;
  linesRead: number;
}

const NO_PIECES: Pieces = { memory: 0, pieces: new Int32Array() };

/** All lines of a text; those that it has in common with another one at its ends are taken over by comparing bytes. */
export function linesOf(table: LineTable, text: SharedText, like: InternedText | null): PiecedLines {
  const { ids, starts } = table.intern(bytesOfText(text, { cancel: table.cancel }), like);
  const { memory, pieces, byteLength } = text;
  if (memory === 0) return { pieces: NO_PIECES, ids, byteLength, firsts: new Int32Array() };
  const count = pieces.length / PIECE;
  const firsts = new Int32Array(count + 1);
  for (let piece = 0, offset = 0; piece < count; piece++) {
    const size = sizeOf(pieces, piece);
    firsts[piece] = lineStartingAt(starts, offset, size);
    offset += size;
  }
  firsts[count] = endsLine(text, count) ? ids.length : -1;
  return { pieces: { memory, pieces }, ids, byteLength, firsts };
}

/**
 * The lines of a text that shares pieces with another version: only those between the first and the last piece that differ are read.
 * Null where the two have no piece in common.
 */
export function editedLines(
  table: LineTable,
  { like, work }: { readonly like: PiecedLines; readonly work: LineWork },
  text: SharedText,
): PiecedLines | null {
  const common = commonPieces(text, like);
  if (common === null) return null;
  const { memory, pieces, byteLength } = text;
  const count = pieces.length / PIECE;
  const { head, tail } = common;
  const tailBefore = like.firsts.length - 1 - (count - tail);
  const start = sizeBetween(pieces, 0, head);
  const end = byteLength - sizeBetween(pieces, tail, count);
  const headLines = head === 0 ? 0 : (like.firsts[head] ?? 0);
  const tailLine = tail === count ? like.ids.length : (like.firsts[tailBefore] ?? 0);
  const middle = table.intern(bytesOfText(text, { start, end, cancel: table.cancel }));
  work.bytesRead += end - start;
  work.linesRead += middle.ids.length;

  const ids = new Int32Array(headLines + middle.ids.length + like.ids.length - tailLine);
  ids.set(like.ids.subarray(0, headLines));
  ids.set(middle.ids, headLines);
  ids.set(like.ids.subarray(tailLine), headLines + middle.ids.length);

  const firsts = new Int32Array(count + 1);
  firsts.set(like.firsts.subarray(0, head));
  for (let piece = head, offset = 0; piece < tail; piece++) {
    const size = sizeOf(pieces, piece);
    const line = lineStartingAt(middle.starts, offset, size);
    firsts[piece] = line < 0 ? -1 : headLines + line;
    offset += size;
  }
  const shift = headLines + middle.ids.length - tailLine;
  for (let piece = tail, from = tailBefore; piece < count; piece++, from++) {
    const line = like.firsts[from] ?? -1;
    firsts[piece] = line < 0 ? -1 : line + shift;
  }
  firsts[count] = endsLine(text, count) ? ids.length : -1;
  return { pieces: { memory, pieces }, ids, byteLength, firsts };
}

export function bytesOfPieced({ pieces, ids, firsts }: PiecedLines): number {
  return pieces.pieces.byteLength + ids.byteLength + firsts.byteLength;
}

/**
 * The pieces [0, head) and [tail, end) of a text are those of the other version as well, lines begin behind the former and at
 * the latter in both, and the two don't overlap in either. Null where there are none.
 */
function commonPieces(text: SharedText, like: PiecedLines): { head: number; tail: number } | null {
  const [a, b] = [text.pieces, like.pieces.pieces];
  if (text.memory === 0 || text.memory !== like.pieces.memory) return null;
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  const most = Math.floor(same / PIECE);
  let head = most;
  while (head > 0 && (like.firsts[head] ?? -1) < 0) head--;
  const shift = b.length - a.length;
  let at = a.length;
  while (at > most * PIECE && at + shift > most * PIECE && a[at - 1] === b[at - 1 + shift]) at--;
  let tail = Math.ceil(at / PIECE);
  const count = a.length / PIECE;
  while (tail < count && ((like.firsts[tail + shift / PIECE] ?? -1) < 0 || !endsLine(text, tail))) tail++;
  return head === 0 && tail === count ? null : { head, tail };
}

/** Whether a line can begin behind the first `count` pieces. */
function endsLine({ blocks, pieces }: SharedText, count: number): boolean {
  if (count === 0) return true;
  const at = (count - 1) * PIECE;
  const size = pieces[at + 2] ?? 0;
  const last = (pieces[at + 1] ?? 0) + size - 1;
  // Of an empty piece nothing is known.
  return size > 0 && blocks[pieces[at] ?? 0]?.[last] === NEWLINE;
}

/** The line that begins with the piece of that size at `offset`; at the end of a text none may. */
function lineStartingAt(starts: Int32Array, offset: number, size: number): number {
  const line = lineAt(starts, offset);
  return size > 0 && starts[line] === offset ? line : -1;
}

function sizeOf(pieces: Int32Array, piece: number): number {
  return pieces[piece * PIECE + 2] ?? 0;
}

function sizeBetween(pieces: Int32Array, first: number, end: number): number {
  let size = 0;
  for (let piece = first; piece < end; piece++) size += sizeOf(pieces, piece);
  return size;
}
