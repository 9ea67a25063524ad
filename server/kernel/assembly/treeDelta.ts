/**
 * Kernel: follows one entry of a tree through deltas without putting the trees together.
 *
 * Of each tree there is an outline: the lengths of its entries, and the bytes of the one that is followed. An outline is
 * five 32-bit numbers (the name's number, number of entries, size of the tree, offset of the entry, its length), at 32
 * the entry's bytes, at 288 one byte for each entry: its length.
 *
 * A delta says which stretches of the base stand where in the result. Whether a stretch is cut into entries in the
 * result as it is in the base depends on one thing alone: whether at its first byte both are looking for the end of a
 * name, or both have the same number of bytes of an id before them. That is checked for every stretch. So what is
 * found is what reading the whole tree would find, whatever bytes it is made of; and where it can't be told, the
 * answer is -1, and the tree has to be put together.
 */
import { copyBytes, copyLength, copyOffset } from './deltaCopy';

const NAME_NUMBER: usize = 0;
const COUNT: usize = 4;
const SIZE: usize = 8;
const ENTRY_OFFSET: usize = 12;
const ENTRY_LENGTH: usize = 16;
const BYTES: usize = 32;
const TABLE: usize = 288;

const MAX_LENGTH: u32 = 255;
const SPACE: u8 = 32;

/** The bytes of the result's entry that is being put together; below 64 KiB, as long as an entry may be and more. */
const CURRENT: usize = 0x6800;
const CURRENT_BYTES: u32 = 512;

/** The outline being written. */
let outline: usize = 0;
let lengths: usize = 0;
let entries: u32 = 0;
let capacity: u32 = 0;
let found = false;

/** The base's outline. */
let base: usize = 0;
let wantedStart: u32 = 0;
let wantedEnd: u32 = 0;

/** The result's current entry: bytes so far, bytes of its id to come (0: in its name), and whether they are all known. */
let current: u32 = 0;
let idLeft: u32 = 0;
let known = false;

/** What is looked for. */
let name: usize = 0;
let nameLength: u32 = 0;
let idBytes: u32 = 0;

/**
 * Writes the outline of a tree whose entry at `offset` is the one to be followed. Returns its size, or -1 when an entry
 * is too long for an outline or the tree is broken. There must be room for `size / 22` entries.
 */
export function outlineTree(
  tree: usize,
  size: u32,
  offset: u32,
  nameNumber: u32,
  bytesOfId: u32,
  to: usize,
): i32 {
  const end = tree + size;
  let at = tree;
  let entryLength: u32 = 0;
  let count: u32 = 0;
  const table = to + TABLE;
  const room = size / 22;
  while (at < end) {
    let zero = at;
    while (zero < end) {
      const zeros = i8x16.bitmask(i8x16.eq(v128.load(zero), i8x16.splat(0)));
      if (zeros !== 0) {
        zero += <usize>ctz(zeros);
        break;
      }
      zero += 16;
    }
    const next = zero + 1 + bytesOfId;
    const length = <u32>(next - at);
    if (next > end || length > MAX_LENGTH || count === room) return -1;
    if (at - tree === <usize>offset) entryLength = length;
    store<u8>(table + count++, <u8>length);
    at = next;
  }
  if (entryLength === 0) return -1;
  memory.copy(to + BYTES, tree + offset, entryLength);
  writeHead(to, nameNumber, count, size, offset, entryLength);
  return <i32>(table - to + count);
}

function writeHead(to: usize, number: u32, count: u32, size: u32, offset: u32, length: u32): void {
  store<u32>(to, number, NAME_NUMBER);
  store<u32>(to, count, COUNT);
  store<u32>(to, size, SIZE);
  store<u32>(to, offset, ENTRY_OFFSET);
  store<u32>(to, length, ENTRY_LENGTH);
}

/**
 * Writes the outline of the tree of `size` bytes that the delta instructions in [at, end) make of the tree with outline
 * `from`. There must be room for `size / 22` entries. Returns the outline's size; -1 when the name can't be found for
 * sure, or an instruction makes no sense.
 */
export function outlineDelta(
  at: usize,
  end: usize,
  from: usize,
  to: usize,
  size: u32,
  wanted: usize,
  wantedLength: u32,
  bytesOfId: u32,
): i32 {
  base = from;
  outline = to;
  name = wanted;
  nameLength = wantedLength;
  idBytes = bytesOfId;
  entries = 0;
  found = false;
  current = 0;
  idLeft = 0;
  known = true;
  wantedStart = load<u32>(from, ENTRY_OFFSET);
  wantedEnd = wantedStart + load<u32>(from, ENTRY_LENGTH);
  lengths = to + TABLE;
  capacity = size / 22;
  const baseSize = load<u32>(from, SIZE);
  const baseCount = load<u32>(from, COUNT);
  const baseLengths = from + TABLE;
  /** Number of a base's entry, and where it starts: where the last stretch was found. */
  let k: u32 = 0;
  let start: u32 = 0;
  /** Bytes of the result so far. */
  let made: u32 = 0;
  while (at < end) {
    const op = <u32>load<u8>(at++);
    if ((op & 0x80) === 0) {
      if (op === 0 || at + op > end || op > size - made) return -1;
      made += op;
      if (!insert(at, op, made)) return -1;
      at += op;
      continue;
    }
    const offset = copyOffset(at, op);
    let left = copyLength(at, op);
    at += copyBytes(op);
    if (at > end || <u64>offset + left > baseSize || left > size - made) return -1;

    if (offset < start) {
      k = 0;
      start = 0;
    }
    for (; k + 16 <= baseCount; k += 16) {
      const sum = sumOf16(baseLengths + k);
      if (start + sum > offset) break;
      start += sum;
    }
    let length = <u32>load<u8>(baseLengths + k);
    while (start + length <= offset) {
      start += length;
      length = <u32>load<u8>(baseLengths + ++k);
    }
    const within = offset - start;
    if (idLeft !== idLeftAt(within, length)) return -1;

    if (within > 0 || current > 0) {
      // The rest of the base's entry goes on with the result's.
      const rest = min(length - within, left);
      if (!gatherBase(offset, rest)) return -1;
      made += rest;
      left -= rest;
      if (within + rest < length) {
        idLeft = idLeftAt(within + rest, length);
        continue;
      }
      if (!closeEntry(made)) return -1;
      k++;
      start += length;
    }
    // Whole entries.
    const firstK = k;
    const firstStart = start;
    const stop = start + left;
    for (; k + 16 <= baseCount; k += 16) {
      const sum = sumOf16(baseLengths + k);
      if (start + sum > stop) break;
      start += sum;
    }
    while (k < baseCount && start + <u32>load<u8>(baseLengths + k) <= stop) {
      start += <u32>load<u8>(baseLengths + k++);
    }
    if (entries + (k - firstK) > capacity) return -1;
    memory.copy(lengths + entries, baseLengths + firstK, k - firstK);
    entries += k - firstK;
    if (!found && wantedStart >= firstStart && wantedEnd <= start) {
      found = true;
      writeEntry(base + BYTES, made + wantedStart - firstStart, wantedEnd - wantedStart);
    }
    made += start - firstStart;
    const rest = stop - start;
    if (rest > 0) {
      if (!gatherBase(start, rest)) return -1;
      made += rest;
      idLeft = idLeftAt(rest, <u32>load<u8>(baseLengths + k));
    }
  }
  if (made !== size || current !== 0 || !found) return -1;
  writeHead(
    outline,
    load<u32>(from, NAME_NUMBER),
    entries,
    size,
    load<u32>(outline, ENTRY_OFFSET),
    load<u32>(outline, ENTRY_LENGTH),
  );
  return <i32>(lengths - outline + entries);
}

/** How many bytes of its id are still to come at a place within an entry; 0 when its name, or all of it, is. */
function idLeftAt(within: u32, length: u32): u32 {
  return within + idBytes >= length ? length - within : 0;
}

function sumOf16(at: usize): u32 {
  const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v128.load(at)));
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}

/** Adds a part of a base's entry to the current one; its bytes are known only if it is the entry followed. */
function gatherBase(offset: u32, length: u32): bool {
  if (current + length > CURRENT_BYTES) return false;
  if (current === 0) known = true;
  if (offset >= wantedStart && offset + length <= wantedEnd) {
    memory.copy(CURRENT + current, base + BYTES + (offset - wantedStart), length);
  } else {
    known = false;
  }
  current += length;
  return true;
}

/** Adds `length` new bytes, after which the result has `made`. */
function insert(at: usize, length: u32, made: u32): bool {
  let left = length;
  while (left > 0) {
    let part: u32 = 0;
    let ends = false;
    if (idLeft > 0) {
      part = min(idLeft, left);
      idLeft -= part;
      ends = idLeft === 0;
    } else {
      while (part < left && load<u8>(at + part) !== 0) part++;
      if (part < left) {
        part++;
        idLeft = idBytes;
      }
    }
    if (current + part > CURRENT_BYTES) return false;
    if (current === 0) known = true;
    memory.copy(CURRENT + current, at, part);
    current += part;
    at += part;
    left -= part;
    if (ends && !closeEntry(made - left)) return false;
  }
  return true;
}

/** The current entry is complete; it ends where the result has `made` bytes. */
function closeEntry(made: u32): bool {
  const length = current;
  if (length > MAX_LENGTH || entries === capacity) return false;
  store<u8>(lengths + entries++, <u8>length);
  current = 0;
  idLeft = 0;
  if (found || !known) return true;
  const space: u32 = load<u8>(CURRENT + 5) === SPACE ? 5 : 6;
  if (load<u8>(CURRENT + space) !== SPACE) return false;
  const own = length - idBytes - space - 2;
  if (own !== nameLength || memory.compare(CURRENT + space + 1, name, nameLength) !== 0) return true;
  found = true;
  writeEntry(CURRENT, made - length, length);
  return true;
}

function writeEntry(bytes: usize, offset: u32, length: u32): void {
  store<u32>(outline, offset, ENTRY_OFFSET);
  store<u32>(outline, length, ENTRY_LENGTH);
  memory.copy(outline + BYTES, bytes, length);
}
