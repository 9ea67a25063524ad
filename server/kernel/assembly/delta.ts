/** Kernel: puts an object together from its base and the instructions of a delta, checking each of them. */
import { copyBytes, copyLength, copyOffset } from './deltaCopy';

/** Copies up to this length are done here, longer ones by the machine's own copy, which takes a while to start. */
const SHORT: u32 = 128;

/**
 * Runs the instructions in [at, end): a byte with the top bit set copies a piece of the base (bits 0-3 say which of
 * four offset bytes follow, bits 4-6 which of three size bytes; size 0 means 64 KiB), any other byte n > 0 takes the
 * next n bytes as they are. Returns 0, or -1 when an instruction is cut off, reaches outside the base, or when
 * together they don't make just `size` bytes. Up to 16 bytes after the result are overwritten.
 */
export function applyDelta(at: usize, end: usize, base: usize, baseSize: u32, to: usize, size: u32): i32 {
  const stop = to + <usize>size;
  while (at < end) {
    const op = <u32>load<u8>(at++);
    if (op & 0x80) {
      const offset = copyOffset(at, op);
      const length = copyLength(at, op);
      at += copyBytes(op);
      if (at > end || <u64>offset + length > baseSize || to + length > stop) return -1;
      copy(to, base + offset, length);
      to += length;
    } else {
      if (op === 0 || at + op > end || to + op > stop) return -1;
      copy(to, at, op);
      at += op;
      to += op;
    }
  }
  return to === stop ? 0 : -1;
}

/** Whether `applyDelta` would do it, without doing it: 0 or -1. */
export function checkDelta(at: usize, end: usize, baseSize: u32, size: u32): i32 {
  let made: u64 = 0;
  while (at < end) {
    const op = <u32>load<u8>(at++);
    if (op & 0x80) {
      const offset = copyOffset(at, op);
      const length = copyLength(at, op);
      at += copyBytes(op);
      if (at > end || <u64>offset + length > baseSize) return -1;
      made += length;
    } else {
      at += op;
      if (op === 0 || at > end) return -1;
      made += op;
    }
  }
  return made === <u64>size ? 0 : -1;
}

function copy(to: usize, from: usize, length: u32): void {
  if (length > SHORT) {
    memory.copy(to, from, length);
    return;
  }
  const end = to + length;
  do {
    v128.store(to, v128.load(from));
    to += 16;
    from += 16;
  } while (to < end);
}
