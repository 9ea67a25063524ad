/** Kernel: gives equal lines equal numbers. Its tables lie where the caller has put them. */

const NEWLINE: u8 = 0x0a;
const CARRIAGE_RETURN: u8 = 0x0d;
const TAB: u8 = 0x09;
const SPACE: u8 = 0x20;
const MAX_INDENT: i32 = 200;
const SEED: u64 = 0x243f6a8885a308d3;
const FACTOR: u64 = 0x9e3779b97f4a7c15;
const LAST_FACTOR: u64 = 0xd6e8feb86659fd93;
/** A record: address and length of a line's bytes, its hash, and where in the log it came last plus one, or 0. */
const RECORD: usize = 16;
/** What may be read after a line, and written after one that is entered. */
const ROOM: usize = 16;
/** So many lines may be left out of what was expected. */
const SKIPPED: u32 = 8;
/** So many lines are looked up side by side when those before were not expected; their ends, hashes, and what is held for them. */
const SIDE_BY_SIDE: u32 = 8;
const ENDS: usize = memory.data(32);
const HASHES: usize = memory.data(32);
const HELD: usize = memory.data(32);

/** Records by number, and how many there may be: half as many as slots at most. */
let records: usize = 0;
let capacity: u32 = 0;
let count: u32 = 0;
/** A hash table with linear probing; a slot holds a number plus one, or 0. */
let slots: usize = 0;
let mask: u32 = 0;
/** Where the bytes of new lines go. */
let free: usize = 0;
let freeEnd: usize = 0;
/** Where the work on a text has stopped, and the length of the line that there was no room for. */
let stopped: usize = 0;
let wanted: usize = 0;
/** The numbers of the lines met last, in their order, in a ring; how many there were in all, and before those in it. */
let log: usize = 0;
let logMask: u32 = 0;
let logged: u32 = 0;
let logStart: u32 = 0;
/** Place in the log of the line that is likely to come next. */
let cursor: u32 = 0;
/** A hash that is made bit by bit. */
let partial: u64 = 0;

/** Forgets all lines, and where their tables are. */
export function clearLines(): void {
  records = 0;
  capacity = 0;
  count = 0;
  slots = 0;
  mask = 0;
  free = 0;
  freeEnd = 0;
  log = 0;
  logMask = 0;
  logged = 0;
  logStart = 0;
  cursor = 0;
}

export function lineCount(): u32 {
  return count;
}

/** Address of the first byte that `internText` has not dealt with. */
export function stoppedAt(): usize {
  return stopped;
}

/** Length of the line for which there was no room; 0 when it was records that were missing. */
export function wantedRoom(): usize {
  return wanted;
}

/** Copies records [from, end) to where all of them are to be. */
export function copyRecords(to: usize, from: u32, end: u32): void {
  memory.copy(to + <usize>from * RECORD, records + <usize>from * RECORD, <usize>(end - from) * RECORD);
}

/** Takes a place for `most` records into use, to which those that there are have been copied. */
export function useRecords(to: usize, most: u32): void {
  records = to;
  capacity = most;
}

/** Enters records [from, end) in a table of slots that is not in use yet and was cleared before. */
export function fillSlots(to: usize, newMask: u32, from: u32, end: u32): void {
  for (let id = from; id < end; id++) {
    let slot = load<u32>(records + <usize>id * RECORD, 8) & newMask;
    while (load<u32>(to + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & newMask;
    store<u32>(to + ((<usize>slot) << 2), id + 1);
  }
}

export function clearBytes(at: usize, size: usize): void {
  memory.fill(at, 0, size);
}

/** Takes a table of slots into use. */
export function useSlots(to: usize, newMask: u32): void {
  slots = to;
  mask = newMask;
}

/** The bytes of new lines go to [at, end) from now on. */
export function useRoom(at: usize, end: usize): void {
  free = at;
  freeEnd = end;
}

/** Takes a place for a log of `newMask` + 1 numbers into use, and begins it anew. */
export function useLog(to: usize, newMask: u32): void {
  log = to;
  logMask = newMask;
  logStart = logged;
  cursor = logged;
}

/** Where the room in use begins that is left. */
export function roomLeft(): usize {
  return free;
}

export function lineAddress(id: u32): usize {
  return load<u32>(records + <usize>id * RECORD);
}

export function lineLength(id: u32): u32 {
  return load<u32>(records + <usize>id * RECORD, 4);
}

/** Width of the indentation as git's indent heuristic measures it: at most 200, -1 for a blank line. */
export function indentOfLine(id: u32): i32 {
  let at = lineAddress(id);
  const end = at + <usize>lineLength(id);
  let width: i32 = 0;
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte === SPACE) width++;
    else if (byte === TAB) width += 8 - (width & 7);
    else if (byte !== NEWLINE && byte !== CARRIAGE_RETURN) return width;
    if (width >= MAX_INDENT) return MAX_INDENT;
  }
  return -1;
}

/** Number of ASCII letters and digits in a line. */
export function alnumOfLine(id: u32): u32 {
  let at = lineAddress(id);
  const end = at + <usize>lineLength(id);
  let found: u32 = 0;
  for (; at < end; at++) {
    const byte = <u32>load<u8>(at);
    const letter = (byte | 0x20) - 0x61;
    if (letter < 26 || byte - 0x30 < 10) found++;
  }
  return found;
}

/**
 * Interns the lines of the text at [at, end), at most `most` of them; what comes after the last newline only when
 * `whole` is not 0. Writes each line's number to `ids` and its place, counted from `start` at the text's begin, to
 * `starts`. Returns how many lines that were; `stoppedAt` says where it stopped, and `wantedRoom` why.
 */
export function internText(
  at: usize,
  end: usize,
  whole: i32,
  ids: usize,
  starts: usize,
  start: u32,
  most: u32,
): u32 {
  let line = at;
  let lines: usize = 0;
  let missed: u32 = 0;
  wanted = 0;
  while (line < end && lines < <usize>most) {
    const next = likely(line, end);
    if (next >= 0) {
      cursor++;
      missed = 0;
      note(next);
      store<i32>(ids + (lines << 2), next);
      store<u32>(starts + (lines << 2), start + <u32>(line - at));
      lines++;
      line += <usize>lineLength(next);
      continue;
    }
    const found = hashLines(line, end, whole, missed < 2 ? 1 : min(SIDE_BY_SIDE, most - <u32>lines));
    if (found === 0) break;
    if (found > 1) fetch(found);
    missed += found;
    for (let i: usize = 0; i < <usize>found; i++) {
      const lineEnd = <usize>load<u32>(ENDS + (i << 2));
      const id = find(line, lineEnd - line, load<u32>(HASHES + (i << 2)));
      if (id < 0) {
        stopped = line;
        return <u32>lines;
      }
      goOnAfter(id);
      note(id);
      store<i32>(ids + (lines << 2), id);
      store<u32>(starts + (lines << 2), start + <u32>(line - at));
      lines++;
      line = lineEnd;
    }
  }
  stopped = line;
  return <u32>lines;
}

/** Finds ends and hashes of up to `most` lines from `at` on; returns how many. */
function hashLines(at: usize, end: usize, whole: i32, most: u32): u32 {
  let line = at;
  let found: u32 = 0;
  for (; found < most && line < end; found++) {
    let lineEnd = afterNewline(line, end);
    if (lineEnd === 0) {
      if (whole === 0) break;
      lineEnd = end;
    }
    const length = lineEnd - line;
    store<u32>(ENDS + ((<usize>found) << 2), <u32>lineEnd);
    store<u32>(HASHES + ((<usize>found) << 2), finish(mix(SEED, line, length), length));
    line = lineEnd;
  }
  return found;
}

/**
 * Reads what looking these lines up will read first: in a large table each of it waits for memory, and side by side they
 * wait once.
 */
function fetch(lines: u32): void {
  const end = (<usize>lines) << 2;
  for (let at: usize = 0; at < end; at += 4) {
    store<u32>(HELD + at, load<u32>(slots + ((<usize>(load<u32>(HASHES + at) & mask)) << 2)));
  }
  let read: u32 = 0;
  for (let at: usize = 0; at < end; at += 4) {
    const held = <usize>load<u32>(HELD + at);
    const address = held === 0 ? records : <usize>load<u32>(records + (held - 1) * RECORD);
    store<u32>(HELD + at, <u32>address);
  }
  for (let at: usize = 0; at < end; at += 4) read |= <u32>load<u8>(<usize>load<u32>(HELD + at));
  store<u32>(HELD, read);
}

/** The line that comes next in the log, if the text goes on with it; -1 otherwise. Versions of a file are much alike. */
function likely(at: usize, end: usize): i32 {
  // What lies in the log is never older than the ring is long: the cursor follows its end, or is set to a place just checked.
  if (cursor === logged || logged - cursor > logMask) return -1;
  const id = load<u32>(log + ((<usize>(cursor & logMask)) << 2));
  const record = records + <usize>id * RECORD;
  const length = <usize>load<u32>(record, 4);
  const last = at + length;
  // A line without a newline may go on here.
  if (last > end || load<u8>(last - 1) !== NEWLINE || !equal(at, <usize>load<u32>(record), length)) return -1;
  return <i32>id;
}

/** Finds the place in the log from where the text may go on after a line that was not expected. */
function goOnAfter(id: i32): void {
  // Some lines are left out.
  const stop = min(logged, cursor + SKIPPED);
  for (let at = cursor; at < stop; at++) {
    if (load<u32>(log + ((<usize>(at & logMask)) << 2)) === <u32>id) {
      cursor = at + 1;
      return;
    }
  }
  // A new line stands between others; one that is known is likely to be followed by what came after it.
  const place = load<u32>(records + <usize>id * RECORD, 12);
  if (place > logStart && logged - place < logMask) cursor = place;
}

function note(id: i32): void {
  store<u32>(log + ((<usize>(logged & logMask)) << 2), id);
  logged++;
  store<u32>(records + <usize>id * RECORD, logged, 12);
}

/** Begins the hash of a line that is too long to be dealt with at once. */
export function beginHash(): void {
  partial = SEED;
}

/** Takes a part of that line in; all but the last are a multiple of 8 bytes long. */
export function hashPart(at: usize, length: usize): void {
  partial = mix(partial, at, length);
}

/** The number of the line at `at` whose hash has been made. It stays where it is if it is new; -1 when there is no record left. */
export function internInPlace(at: usize, length: usize): i32 {
  const hash = finish(partial, length);
  const slot = probe(at, length, hash);
  const held = load<u32>(slots + ((<usize>slot) << 2));
  if (held !== 0) return <i32>(held - 1);
  return count === capacity ? -1 : enter(at, length, hash, slot);
}

/** The address after the first newline in [from, end), or 0. */
function afterNewline(from: usize, end: usize): usize {
  const newline = i8x16.splat(NEWLINE);
  for (let at = from; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
    if (found !== 0) {
      const after = at + <usize>ctz(found) + 1;
      return after > end ? 0 : after;
    }
  }
  return 0;
}

function mix(hash: u64, from: usize, length: usize): u64 {
  let h = hash;
  let at = from;
  const end = from + length;
  for (; at + 8 <= end; at += 8) {
    h = (h ^ load<u64>(at)) * FACTOR;
    h ^= h >> 29;
  }
  if (at < end) {
    h = (h ^ (load<u64>(at) & (((<u64>1) << ((<u64>(end - at)) << 3)) - 1))) * FACTOR;
    h ^= h >> 29;
  }
  return h;
}

function finish(hash: u64, length: usize): u32 {
  const h = (hash ^ <u64>length) * LAST_FACTOR;
  return <u32>(h ^ (h >> 32));
}

/** Returns the line's number, entering it if it is new; -1 when there is no room for that. */
function find(at: usize, length: usize, hash: u32): i32 {
  const slot = probe(at, length, hash);
  const held = load<u32>(slots + ((<usize>slot) << 2));
  if (held !== 0) return <i32>(held - 1);
  if (count === capacity) return -1;
  if (free + length + ROOM > freeEnd) {
    wanted = length;
    return -1;
  }
  const to = free;
  for (let i: usize = 0; i < length; i += 16) v128.store(to + i, v128.load(at + i));
  free = to + length;
  return enter(to, length, hash, slot);
}

/** The slot of the line, or the empty one where it belongs. */
function probe(at: usize, length: usize, hash: u32): u32 {
  let slot = hash & mask;
  for (
    let held = load<u32>(slots + ((<usize>slot) << 2));
    held !== 0;
    held = load<u32>(slots + ((<usize>slot) << 2))
  ) {
    const record = records + <usize>(held - 1) * RECORD;
    if (
      load<u32>(record, 8) === hash &&
      <usize>load<u32>(record, 4) === length &&
      equal(at, <usize>load<u32>(record), length)
    )
      break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

function equal(a: usize, b: usize, length: usize): bool {
  let at: usize = 0;
  for (; at + 16 <= length; at += 16) {
    if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) return false;
  }
  if (at === length) return true;
  const same = i8x16.bitmask(i8x16.eq(v128.load(a + at), v128.load(b + at)));
  return (~same & ((1 << (<i32>(length - at))) - 1)) === 0;
}

function enter(at: usize, length: usize, hash: u32, slot: u32): i32 {
  const record = records + <usize>count * RECORD;
  store<u32>(record, <u32>at);
  store<u32>(record, <u32>length, 4);
  store<u32>(record, hash, 8);
  store<u32>(record, 0, 12);
  store<u32>(slots + ((<usize>slot) << 2), count + 1);
  count++;
  return <i32>(count - 1);
}
