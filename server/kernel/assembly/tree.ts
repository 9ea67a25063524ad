/** Kernel: finds one name in a tree. */
import { findZero } from './zeroByte';

const SPACE: u8 = 32;

/** The tree has no such entry; the tree ends in the middle of an entry. */
const ABSENT: i32 = -1;
const CUT_OFF: i32 = -2;

/**
 * Where the entry with the name begins, counted from the tree's start, or -1 when there is none, or -2 when the tree
 * ends in the middle of an entry. An entry is: octal mode, space, name, NUL, binary id. Entries are sorted, so a
 * greater first byte ends the search. Up to 16 bytes after the tree and after the name are read.
 */
export function findEntry(tree: usize, size: usize, name: usize, length: usize, idBytes: usize): i32 {
  const end = tree + size;
  const first = load<u8>(name);
  let at = tree;
  while (at < end) {
    // Modes are five or six digits.
    let start = load<u8>(at, 5) === SPACE ? at + 6 : at + 7;
    if (load<u8>(start - 1) !== SPACE) {
      start = at;
      while (start < end && load<u8>(start) !== SPACE) start++;
      start++;
    }
    if (start >= end) return CUT_OFF;
    const zero = findZero(start, end);
    if (zero + 1 + idBytes > end) return CUT_OFF;
    const byte = load<u8>(start);
    if (byte === first && zero - start === length && memory.compare(start, name, length) === 0) {
      return <i32>(at - tree);
    }
    if (byte > first) return ABSENT;
    at = zero + 1 + idBytes;
  }
  return ABSENT;
}
