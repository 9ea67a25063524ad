/** Delta instructions: how one object is put together from pieces of another. */

/** What two polls may lie apart: bytes made, each instruction counting for some more. */
const POLL_BYTES = 1 << 22;
const INSTRUCTION = 1 << 7;

/** The two sizes a delta begins with, and where its instructions are. */
export interface DeltaHead {
  readonly baseSize: number;
  readonly resultSize: number;
  readonly start: number;
  readonly end: number;
  /** Called now and then during long work. */
  readonly poll?: () => void;
}

/** Where the number that was read last ends. */
let sizeEnd = 0;

/** Reads the head of the delta from `start` to `end` of `delta`; null when it is cut off or absurd. */
export function readDeltaHead(delta: Uint8Array, start: number, end: number): DeltaHead | null {
  const baseSize = readSize(delta, start, end);
  const resultSize = readSize(delta, sizeEnd, end);
  return baseSize < 0 || resultSize < 0 ? null : { baseSize, resultSize, start: sizeEnd, end };
}

/** Seven bits a byte, the lowest first, the top bit set where more follow; -1 when it is cut off or absurd. */
function readSize(delta: Uint8Array, start: number, end: number): number {
  let at = start;
  let scale = 1;
  let size = 0;
  let byte = 0x80;
  while (byte & 0x80) {
    if (at >= end || scale > 2 ** 49) return -1;
    byte = delta[at++]!;
    size += (byte & 0x7f) * scale;
    scale *= 128;
  }
  sizeEnd = at;
  return Number.isSafeInteger(size) ? size : -1;
}

/**
 * Checks every instruction without writing: all copies lie inside the base, all bytes are there, and together
 * they make `resultSize` bytes. After it `applyDelta` can run unchecked, and the result may be allocated: each
 * instruction makes at most 16 MiB, but only out of a base that was read.
 */
export function isSoundDelta(delta: Uint8Array, head: DeltaHead): boolean {
  const { end } = head;
  let at = head.start;
  let made = 0;
  let untilPoll = POLL_BYTES;
  while (at < end) {
    untilPoll -= INSTRUCTION;
    if (untilPoll < 0) {
      untilPoll = POLL_BYTES;
      head.poll?.();
    }
    const op = delta[at++]!;
    if (op & 0x80) {
      const length = operandBytes(op);
      if (at + length > end) return false;
      const copy = readCopy(delta, at, op);
      at += length;
      if (copy.offset + copy.size > head.baseSize) return false;
      made += copy.size;
    } else {
      if (op === 0 || at + op > end) return false;
      at += op;
      made += op;
    }
    if (made > head.resultSize) return false;
  }
  return made === head.resultSize;
}

/**
 * Runs the instructions: a byte with the top bit set copies a piece of the base (bits 0-3 say which of four
 * offset bytes follow, bits 4-6 which of three size bytes; size 0 means 64 KiB), any other byte n > 0 takes the
 * next n bytes as they are. Only for deltas that `isSoundDelta` has passed.
 */
export function applyDelta(delta: Uint8Array, span: { start: number; end: number }, pair: DeltaPair): void {
  const { base, result } = pair;
  const end = span.end;
  let at = span.start;
  let to = 0;
  let nextPoll = POLL_BYTES;
  let instructions = 0;
  while (at < end) {
    if (to + ++instructions * INSTRUCTION >= nextPoll) {
      nextPoll += POLL_BYTES;
      pair.poll?.();
    }
    const op = delta[at++]!;
    if (op & 0x80) {
      let offset = 0;
      let size = 0;
      if (op & 0x01) offset = delta[at++]!;
      if (op & 0x02) offset |= delta[at++]! << 8;
      if (op & 0x04) offset |= delta[at++]! << 16;
      if (op & 0x08) offset += delta[at++]! * 0x1000000;
      if (op & 0x10) size = delta[at++]!;
      if (op & 0x20) size |= delta[at++]! << 8;
      if (op & 0x40) size |= delta[at++]! << 16;
      if (size === 0) size = 0x10000;
      copyBytes(base, offset, { target: result, to, size });
      to += size;
    } else {
      for (const stop = at + op; at < stop; ) result[to++] = delta[at++]!;
    }
  }
}

/** Told of each instruction: a copy of `size` bytes of the base, or bytes [start, end) of the delta itself. */
export interface DeltaSink {
  readonly copy: (offset: number, size: number) => void;
  readonly add: (bytes: Uint8Array, start: number, end: number) => void;
}

/** Reports the instructions from `start` to `end`, which `isSoundDelta` has passed, without doing anything. */
export function runDelta(delta: Uint8Array, span: { start: number; end: number }, sink: DeltaSink): void {
  let at = span.start;
  while (at < span.end) {
    const op = delta[at++]!;
    if (op & 0x80) {
      const { offset, size } = readCopy(delta, at, op);
      at += operandBytes(op);
      sink.copy(offset, size);
    } else {
      sink.add(delta, at, at + op);
      at += op;
    }
  }
}

export interface DeltaPair {
  readonly base: Uint8Array;
  /** Exactly as long as the delta's head says. */
  readonly result: Uint8Array;
  /** Called now and then during long work. */
  readonly poll?: () => void;
}

/** Short copies are cheaper by hand than by a call out of JavaScript. */
function copyBytes(
  base: Uint8Array,
  offset: number,
  into: { target: Uint8Array; to: number; size: number },
): void {
  const { target, to, size } = into;
  if (size > 48) target.set(base.subarray(offset, offset + size), to);
  else for (let i = 0; i < size; i++) target[to + i] = base[offset + i]!;
}

function operandBytes(op: number): number {
  let count = 0;
  for (let bits = op & 0x7f; bits !== 0; bits &= bits - 1) count++;
  return count;
}

function readCopy(delta: Uint8Array, at: number, op: number): { offset: number; size: number } {
  let next = at;
  let offset = 0;
  let size = 0;
  if (op & 0x01) offset = delta[next++]!;
  if (op & 0x02) offset |= delta[next++]! << 8;
  if (op & 0x04) offset |= delta[next++]! << 16;
  if (op & 0x08) offset += delta[next++]! * 0x1000000;
  if (op & 0x10) size = delta[next++]!;
  if (op & 0x20) size |= delta[next++]! << 8;
  if (op & 0x40) size |= delta[next++]! << 16;
  return { offset, size: size === 0 ? 0x10000 : size };
}
