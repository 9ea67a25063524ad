/** Plain implementations of the kernels: what the compiled ones are compared with, and what replaces them. */
import { inflateSync } from 'node:zlib';
import type { Kernel } from './kernel.ts';

const SPACE = 32;
const ABSENT = -1;
const CUT_OFF = -2;

/** Kernels without WebAssembly, with `size` bytes of memory. */
export function createReference(size: number): Kernel {
  const bytes = Buffer.from(new ArrayBuffer(size));
  return {
    bytes,
    outlines: null,
    treePairs: null,
    inflate: (at, end, to, length) => inflate(bytes.subarray(at, end), bytes.subarray(to, to + length)),
    applyDelta: (at, end, base, baseSize, to, length) =>
      applyDelta(
        bytes.subarray(at, end),
        bytes.subarray(base, base + baseSize),
        bytes.subarray(to, to + length),
      ),
    checkDelta: (at, end, baseSize, length) =>
      runDelta(bytes.subarray(at, end), { baseSize, size: length }, () => {}),
    findEntry: (tree, length, name, nameLength, idBytes) =>
      findEntry(bytes.subarray(tree, tree + length), bytes.subarray(name, name + nameLength), idBytes),
  };
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function inflate(input: Buffer, target: Buffer): number {
  try {
    const limit = target.length + 1;
    const options = { info: true, chunkSize: Math.max(64, limit), maxOutputLength: limit };
    const { buffer, engine } = inflateSync(input, options) as unknown as Inflated;
    if (buffer.length !== target.length) return -1;
    target.set(buffer);
    return engine.bytesWritten;
  } catch {
    return -1;
  }
}

function applyDelta(delta: Buffer, base: Buffer, target: Buffer): number {
  let to = 0;
  return runDelta(delta, { baseSize: base.length, size: target.length }, (isCopy, start, length) => {
    target.set((isCopy ? base : delta).subarray(start, start + length), to);
    to += length;
  });
}

/** Hands out each piece, of the base or of the delta itself, that makes sense; 0 when all do. */
function runDelta(
  delta: Buffer,
  { baseSize, size }: { readonly baseSize: number; readonly size: number },
  take: (isCopy: boolean, start: number, length: number) => void,
): number {
  let at = 0;
  let made = 0;
  const operand = (op: number, bit: number, shift: number) =>
    op & bit ? (delta[at++] ?? Number.NaN) * 2 ** shift : 0;
  while (at < delta.length) {
    const op = delta[at++] as number;
    let [start, length] = [at, op];
    if (op & 0x80) {
      start = operand(op, 1, 0) + operand(op, 2, 8) + operand(op, 4, 16) + operand(op, 8, 24);
      length = operand(op, 16, 0) + operand(op, 32, 8) + operand(op, 64, 16) || 0x10000;
      if (!(start + length <= baseSize)) return -1;
    } else {
      at += length;
    }
    if (length === 0 || at > delta.length || made + length > size) return -1;
    take((op & 0x80) !== 0, start, length);
    made += length;
  }
  return made === size ? 0 : -1;
}

function findEntry(tree: Buffer, name: Buffer, idBytes: number): number {
  let at = 0;
  while (at < tree.length) {
    const space = tree.indexOf(SPACE, at);
    const zero = space < 0 ? -1 : tree.indexOf(0, space + 1);
    if (zero < 0 || zero + 1 + idBytes > tree.length) return CUT_OFF;
    if (tree.subarray(space + 1, zero).equals(name)) return at;
    if ((tree[space + 1] as number) > (name[0] as number)) return ABSENT;
    at = zero + 1 + idBytes;
  }
  return ABSENT;
}
