/** Kernel: what differs between two trees that are nearly the same. */
import { findZero } from './zeroByte';

const SPACE: u8 = 32;
const SLASH: u8 = 47;
const DIRECTORY: u32 = 0o040000;

/** The trees, or this kernel's room, leave the answer to somebody else. */
const ELSEWHERE: i32 = -1;

/** A difference: where the name is and its length, modes and places of the ids on both sides, 0 where a side has none. */
const RECORD: usize = 24;

/** The entry parsed last. */
let mode: u32 = 0;
let name: usize = 0;
let nameLength: usize = 0;
let next: usize = 0;

/**
 * Writes down at `to` the entries that differ, in the order of full paths (a directory's name is taken with a slash at
 * its end): for each six 32-bit numbers. Returns how many there are; -1 when there is no room for them, or when an entry that
 * differs or the one before it is not as git writes it: then reading the trees says what is wrong with them, if anything is.
 * Up to 16 bytes after each tree are read.
 */
export function diffTrees(
  before: usize,
  beforeSize: usize,
  after: usize,
  afterSize: usize,
  idBytes: usize,
  to: usize,
  room: usize,
): i32 {
  const beforeEnd = before + beforeSize;
  const afterEnd = after + afterSize;
  const roomEnd = to + room;
  let a = before;
  let b = after;
  let lastA: usize = 0;
  let lastB: usize = 0;
  let record = to;
  let same = commonLength(a, b, min(beforeEnd - a, afterEnd - b));
  while (a + same !== beforeEnd || b + same !== afterEnd) {
    while (a < beforeEnd) {
      const length = entryLength(a, beforeEnd, idBytes);
      if (length === 0) return ELSEWHERE;
      if (length > same) break;
      lastA = a;
      lastB = b;
      a += length;
      b += length;
      same -= length;
    }
    let order: i32 = 0;
    let modeA: u32 = 0;
    let nameA: usize = 0;
    let lengthA: usize = 0;
    let nextA: usize = a;
    if (a < beforeEnd) {
      if (!parseAfter(lastA, a, beforeEnd, idBytes)) return ELSEWHERE;
      modeA = mode;
      nameA = name;
      lengthA = nameLength;
      nextA = next;
      order = -1;
    }
    if (b < afterEnd) {
      if (!parseAfter(lastB, b, afterEnd, idBytes)) return ELSEWHERE;
      order = a < beforeEnd ? compareNames(nameA, lengthA, modeA, name, nameLength, mode) : 1;
    }
    const idA = nextA - idBytes;
    const idB = next - idBytes;
    if (order !== 0 || modeA !== mode || memory.compare(idA, idB, idBytes) !== 0) {
      if (record + RECORD > roomEnd) return ELSEWHERE;
      store<u32>(record, <u32>(order > 0 ? name : nameA), 0);
      store<u32>(record, <u32>(order > 0 ? nameLength : lengthA), 4);
      store<u32>(record, order > 0 ? 0 : modeA, 8);
      store<u32>(record, order > 0 ? 0 : <u32>idA, 12);
      store<u32>(record, order < 0 ? 0 : mode, 16);
      store<u32>(record, order < 0 ? 0 : <u32>idB, 20);
      record += RECORD;
    }
    if (order <= 0) {
      lastA = a;
      a = nextA;
    }
    if (order >= 0) {
      lastB = b;
      b = next;
    }
    same = commonLength(a, b, min(beforeEnd - a, afterEnd - b));
  }
  return <i32>((record - to) / RECORD);
}

/** How many bytes, at most `length`, are the same from both places on. */
function commonLength(a: usize, b: usize, length: usize): usize {
  let same: usize = 0;
  while (same < length) {
    const equal = i8x16.bitmask(i8x16.eq(v128.load(a + same), v128.load(b + same)));
    if (equal !== 0xffff) return min(same + <usize>ctz(~equal), length);
    same += 16;
  }
  return length;
}

/** The length of the entry at `at`; 0 when it has a mode of another length than git's, no name, or is cut off. */
function entryLength(at: usize, end: usize, idBytes: usize): usize {
  const start = load<u8>(at, 5) === SPACE ? at + 6 : at + 7;
  if (load<u8>(start - 1) !== SPACE) return 0;
  const zero = findZero(start, end);
  if (zero === start || zero + 1 + idBytes > end) return 0;
  return zero + 1 + idBytes - at;
}

/** Parses the entry at `at`; false when it is not as git writes it or does not come after the one at `last` (0: there is none). */
function parseAfter(last: usize, at: usize, end: usize, idBytes: usize): bool {
  if (last === 0) return parse(at, end, idBytes);
  if (!parse(last, end, idBytes)) return false;
  const lastName = name;
  const lastLength = nameLength;
  const lastMode = mode;
  if (!parse(at, end, idBytes)) return false;
  if (lastLength === nameLength && memory.compare(lastName, name, nameLength) === 0) return false;
  return compareNames(lastName, lastLength, lastMode, name, nameLength, mode) < 0;
}

function parse(at: usize, end: usize, idBytes: usize): bool {
  const length = entryLength(at, end, idBytes);
  if (length === 0) return false;
  next = at + length;
  let value: u32 = 0;
  for (;;) {
    const digit = load<u8>(at++);
    if (digit === SPACE) break;
    if (digit < 48 || digit > 55) return false;
    value = value * 8 + digit - 48;
  }
  name = at;
  nameLength = next - idBytes - 1 - at;
  mode = canonical(value);
  for (let i: usize = 0; i < nameLength; i++) if (load<u8>(at + i) === SLASH) return false;
  return true;
}

/** A mode as git uses it whatever a tree says: regular files are 644 or 755, and types are four. */
function canonical(value: u32): u32 {
  const type = value & 0o170000;
  if (type === 0o100000) return value & 0o100 ? 0o100755 : 0o100644;
  return type === DIRECTORY || type === 0o120000 ? type : 0o160000;
}

/** Negative, zero or positive, as the first name with a slash for directories comes before, is, or comes after the second. */
function compareNames(a: usize, lengthA: usize, modeA: u32, b: usize, lengthB: usize, modeB: u32): i32 {
  const common = min(lengthA, lengthB);
  const order = memory.compare(a, b, common);
  if (order !== 0) return order;
  const nextA = lengthA > common ? load<u8>(a + common) : modeA === DIRECTORY ? SLASH : 0;
  const nextB = lengthB > common ? load<u8>(b + common) : modeB === DIRECTORY ? SLASH : 0;
  return <i32>nextA - <i32>nextB;
}
