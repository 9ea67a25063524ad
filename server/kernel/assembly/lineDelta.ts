/** Kernel: the lines of a version along the delta that makes it of another one, whose lines are known. */
import { copyBytes, copyLength, copyOffset } from './deltaCopy';
import { lineAddress, lineLength } from './lines';

const NEWLINE: u8 = 0x0a;
const SHORT: u32 = 256;
/** As many lines are looked at first. */
const NEXT_LINES: usize = 4;
/** A piece: size of the new text before it, then first and number of the base's lines that follow. */
const PIECE: usize = 12;

/** The version known: its lines' numbers, where they start, and how many they are. */
let ids: usize = 0;
let starts: usize = 0;
let lines: usize = 0;
/** The new text, and where its next byte goes. */
let text: usize = 0;
let textEnd: usize = 0;
let pieces: usize = 0;
let used: usize = 0;
let most: usize = 0;
/** The line found last. */
let near: usize = 0;
/** Lines of the base in all pieces. */
let taken: u32 = 0;

/**
 * Divides what the sound delta instructions in [at, end) make into whole lines of the base and new text, which is
 * written to `to` and is made of whole lines too, but for the very last. Returns how many pieces there are, or -1 when
 * that would be more than `mostPieces`; `newTextEnd` says where the text ends, `linesTaken` how many lines are the base's.
 */
export function divideDelta(
  at: usize,
  end: usize,
  baseIds: usize,
  baseStarts: usize,
  baseLines: u32,
  to: usize,
  piecesTo: usize,
  mostPieces: u32,
): i32 {
  ids = baseIds;
  starts = baseStarts;
  lines = <usize>baseLines;
  text = to;
  textEnd = to;
  pieces = piecesTo;
  used = 0;
  most = <usize>mostPieces;
  taken = 0;
  near = 0;
  while (at < end) {
    const op = <u32>load<u8>(at++);
    if (op & 0x80) {
      const offset = copyOffset(at, op);
      const length = copyLength(at, op);
      at += copyBytes(op);
      if (used === most) return -1;
      copyOfBase(offset, length);
    } else {
      append(at, op);
      at += op;
    }
  }
  return <i32>used;
}

export function newTextEnd(): usize {
  return textEnd;
}

export function linesTaken(): u32 {
  return taken;
}

/**
 * Puts the version together: numbers and starts of the base's and the new text's lines in the order of the pieces.
 * The text's lines have their starts counted in it. Returns how many lines there are.
 */
export function joinPieces(
  pieceCount: u32,
  textIds: usize,
  textStarts: usize,
  textLines: u32,
  textSize: u32,
  idsTo: usize,
  startsTo: usize,
): u32 {
  let next: usize = 0;
  let made: usize = 0;
  let size: u32 = 0;
  for (let i: usize = 0; i <= <usize>pieceCount; i++) {
    const last = i === <usize>pieceCount;
    const piece = pieces + i * PIECE;
    const before = last ? textSize : load<u32>(piece);
    for (; next < <usize>textLines && load<u32>(textStarts + (next << 2)) < before; next++) {
      store<u32>(idsTo + (made << 2), load<u32>(textIds + (next << 2)));
      store<u32>(startsTo + (made++ << 2), size);
      const after = next + 1 < <usize>textLines ? load<u32>(textStarts + (next << 2), 4) : textSize;
      size += after - load<u32>(textStarts + (next << 2));
    }
    if (last) break;
    const first = <usize>load<u32>(piece, 4);
    const count = <usize>load<u32>(piece, 8);
    memory.copy(idsTo + (made << 2), ids + (first << 2), count << 2);
    const from = starts + (first << 2);
    const shift = size - load<u32>(from);
    for (let j: usize = 0; j < count; j++) {
      store<u32>(startsTo + ((made + j) << 2), load<u32>(from + (j << 2)) + shift);
    }
    made += count;
    size = load<u32>(from + (count << 2)) + shift;
  }
  store<u32>(startsTo + (made << 2), size);
  return <u32>made;
}

function copyOfBase(offset: u32, length: u32): void {
  const end = offset + length;
  let line = lineAt(offset);
  const open = textEnd !== text && load<u8>(textEnd - 1) !== NEWLINE;
  if (open || offset > startOf(line)) {
    const stop = min(end, startOf(line + 1));
    takeBytes(line, offset - startOf(line), stop - startOf(line));
    if (stop === end) return;
    line++;
  }
  let last = lineAt(end);
  // What is no whole line in the base need not be the end of one here.
  if (last === lines && last > line && !endsLine(last - 1)) last--;
  if (last > line) takeLines(line, last - line);
  if (startOf(last) < end) takeBytes(last, 0, end - startOf(last));
}

function startOf(line: usize): u32 {
  return load<u32>(starts + (line << 2));
}

function idOf(line: usize): u32 {
  return load<u32>(ids + (line << 2));
}

function endsLine(line: usize): bool {
  const id = idOf(line);
  return load<u8>(lineAddress(id) + <usize>lineLength(id) - 1) === NEWLINE;
}

function takeBytes(line: usize, from: u32, end: u32): void {
  append(lineAddress(idOf(line)) + <usize>from, end - from);
}

/** Short copies by hand: the machine's own copy takes a while to start. Up to 15 bytes after the text are overwritten. */
function append(from: usize, length: u32): void {
  if (length > SHORT) memory.copy(textEnd, from, length);
  else for (let i: usize = 0; i < <usize>length; i += 16) v128.store(textEnd + i, v128.load(from + i));
  textEnd += length;
}

function takeLines(first: usize, count: usize): void {
  const before = <u32>(textEnd - text);
  taken += <u32>count;
  if (used > 0) {
    const piece = pieces + (used - 1) * PIECE;
    const pieceLines = <usize>load<u32>(piece, 8);
    if (load<u32>(piece) === before && <usize>load<u32>(piece, 4) + pieceLines === first) {
      store<u32>(piece, <u32>(pieceLines + count), 8);
      return;
    }
  }
  const piece = pieces + used++ * PIECE;
  store<u32>(piece, before);
  store<u32>(piece, <u32>first, 4);
  store<u32>(piece, <u32>count, 8);
}

/**
 * The line that holds the byte at `offset`; the number of lines at the end. Half of the copies go on where the one before has
 * ended, nearly; the others jump anywhere, and a search without branches doesn't wait for guesses.
 */
function lineAt(offset: u32): usize {
  let low: usize = 0;
  let left: usize = lines + 1;
  if (startOf(near) <= offset) {
    low = near;
    const soon = near + NEXT_LINES;
    if (soon <= lines && startOf(soon) > offset) left = NEXT_LINES;
    else left -= near;
  } else {
    left = near;
  }
  while (left > 1) {
    const half = left >> 1;
    const middle = low + half;
    low = select<usize>(middle, low, startOf(middle) <= offset);
    left -= half;
  }
  near = low;
  return low;
}
