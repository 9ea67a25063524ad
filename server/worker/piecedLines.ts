/** The lines of a text by its pieces: a version that differs in a few pieces takes over the lines of all others. */
import { bytesOfText, PIECE, type Pieces, type TextBytes } from '../base/sharedText.ts';
import { type InternedText, type Lines, lineAt } from '../diff/lines.ts';
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

/** Lines by which a text may grow until its arrays are made anew. */
const SLACK = 1024;

/** Arrays for the lines of versions made one from the other: two take turns, so that typing leaves no arrays behind to be collected. */
export class LineRoom {
  readonly #arrays: Int32Array[] = [new Int32Array(), new Int32Array()];

  get bytes(): number {
    return this.#arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** So many numbers, whatever they are, that have nothing in common with those of `like`; they hold until the version after the next one. */
  beside(like: Int32Array, count: number): Int32Array {
    const { buffer } = like;
    const place = this.#arrays[0]?.buffer === buffer ? 1 : 0;
    let array = this.#arrays[place];
    if (array === undefined || array.length < count) {
      array = new Int32Array(count + SLACK);
      this.#arrays[place] = array;
    }
    return array.subarray(0, count);
  }
}

const NO_PIECES: Pieces = { memory: 0, pieces: new Int32Array() };

/** All lines of a text; those that it has in common with another one at its ends are taken over by comparing bytes. */
export function linesOf(table: LineTable, text: TextBytes, like: InternedText | null): PiecedLines {
  return inPieces(text, table.intern(bytesOfText(text, { cancel: table.cancel }), like));
}

/** The same of lines that are known. */
export function inPieces(text: TextBytes, { ids, starts }: Pick<Lines, 'ids' | 'starts'>): PiecedLines {
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

/** The version that the lines of another one are made from. */
export interface Before {
  readonly like: PiecedLines;
  /** What it was made of, where that is kept: pieces in another memory are the same ones if their bytes are. */
  readonly likeText?: TextBytes;
  readonly work: LineWork;
  readonly room: LineRoom;
}

/**
 * The lines of a text that shares pieces with another version: only those between the first and the last piece that differ are read.
 * Null where the two have no piece in common. Their ids lie in `room`.
 */
export function editedLines(
  table: LineTable,
  { like, likeText, work, room }: Before,
  text: TextBytes,
): PiecedLines | null {
  const common = commonPieces(text, like, samePieces(text, like, likeText));
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

  const ids = room.beside(like.ids, headLines + middle.ids.length + like.ids.length - tailLine);
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
function commonPieces(
  text: TextBytes,
  like: PiecedLines,
  isSame: SamePieces | null,
): { head: number; tail: number } | null {
  if (isSame === null) return null;
  const count = text.pieces.length / PIECE;
  const countBefore = like.firsts.length - 1;
  const most = Math.min(count, countBefore);
  let same = 0;
  while (same < most && isSame(same, same)) same++;
  let head = same;
  while (head > 0 && (like.firsts[head] ?? -1) < 0) head--;
  const shift = countBefore - count;
  let tail = count;
  while (tail > same && tail + shift > same && isSame(tail - 1, tail - 1 + shift)) tail--;
  while (tail < count && ((like.firsts[tail + shift] ?? -1) < 0 || !endsLine(text, tail))) tail++;
  return head === 0 && tail === count ? null : { head, tail };
}

/** Whether a piece of a text is one of the other version. */
type SamePieces = (piece: number, before: number) => boolean;

/** By place where both lie in one memory, else by bytes; null where there is nothing to go by. */
function samePieces(
  { memory, blocks, pieces }: TextBytes,
  like: PiecedLines,
  likeText: TextBytes | undefined,
): SamePieces | null {
  const { pieces: others } = like.pieces;
  if (memory === 0 || like.pieces.memory === 0) return null;
  if (memory === like.pieces.memory)
    return (piece, before) => {
      const [a, b] = [piece * PIECE, before * PIECE];
      return pieces[a] === others[b] && pieces[a + 1] === others[b + 1] && pieces[a + 2] === others[b + 2];
    };
  if (likeText === undefined || likeText.pieces !== others) return null;
  return (piece, before) => {
    const [bytes, bytesBefore] = [bytesAt(blocks, pieces, piece), bytesAt(likeText.blocks, others, before)];
    return bytes.length === bytesBefore.length && Buffer.compare(bytes, bytesBefore) === 0;
  };
}

function bytesAt(blocks: readonly Uint8Array[], pieces: Int32Array, piece: number): Uint8Array {
  const [block = 0, offset = 0, size = 0] = pieces.subarray(piece * PIECE, piece * PIECE + PIECE);
  return (blocks[block] ?? new Uint8Array()).subarray(offset, offset + size);
}

/** Whether a line can begin behind the first `count` pieces. */
function endsLine({ blocks, pieces }: TextBytes, count: number): boolean {
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
