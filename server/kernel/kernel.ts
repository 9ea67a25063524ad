/**
 * The kernels: a few inner loops compiled to WebAssembly, with a plain implementation of each for where there is no
 * WebAssembly; knows bytes and addresses, and nothing of what they mean.
 */
import { readFileSync } from 'node:fs';
import { createReference } from './reference.ts';

/**
 * Kernels and the memory they work on. Addresses count from the start of `bytes`. What a kernel reads or writes may
 * lie anywhere from `RESERVED` on; `PADDING` bytes after its end may be read, and after a result overwritten.
 */
export interface Kernel {
  readonly bytes: Buffer;
  /**
   * Inflates the zlib stream in [at, end) to `to` and checks its checksum. Returns how many bytes of input it used,
   * or -1 when the stream is broken, ends too early, or is not `size` long.
   */
  inflate(at: number, end: number, to: number, size: number): number;
  /**
   * Puts an object of `size` bytes together at `to` from its base and the delta instructions in [at, end). Returns
   * 0, or -1 when an instruction makes no sense or all together do not make just `size` bytes.
   */
  applyDelta(at: number, end: number, base: number, baseSize: number, to: number, size: number): number;
  /** Whether `applyDelta` could: 0 or -1. */
  checkDelta(at: number, end: number, baseSize: number, size: number): number;
  /**
   * Where the entry with the name begins in a tree, counted from the tree's start; -1 when it has none, -2 when it
   * ends in the middle of an entry.
   */
  findEntry(tree: number, size: number, name: number, length: number, idBytes: number): number;
  /** Null where trees have to be put together to find something in them. */
  readonly outlines: Outlines | null;
  /** Null where trees have to be read to compare them. */
  readonly treePairs: TreePairs | null;
}

/** Comparing trees where they lie. */
export interface TreePairs {
  /**
   * Writes down which entries of two trees differ, in the order of full paths. For each there are six 32-bit little-endian numbers at
   * `to`: address and length of the name, then for both sides the mode as git uses it and the address of the id, 0 where a side
   * has none. Returns how many there are, or -1 when they take more than `room` bytes or a tree is not as git writes it.
   */
  diffTrees(
    before: number,
    beforeSize: number,
    after: number,
    afterSize: number,
    idBytes: number,
    to: number,
    room: number,
  ): number;
}

/**
 * Following one entry of a tree through deltas without putting the trees together. An outline says where a tree's
 * entries begin and what the followed one is; it takes at most `OUTLINE_BYTES` and a byte for each 22 of the tree.
 */
export interface Outlines {
  /**
   * Writes the outline of a tree in which the entry to follow was found at `offset`, and notes the name's number.
   * Returns its size, or -1 when there can be none.
   */
  outlineTree(
    tree: number,
    size: number,
    offset: number,
    nameNumber: number,
    idBytes: number,
    to: number,
  ): number;
  /**
   * Writes the outline of the tree of `size` bytes that the delta instructions in [at, end) make of the one with
   * outline `from`. Returns its size, or -1 when only the whole tree can tell where the entry is.
   */
  outlineDelta(
    at: number,
    end: number,
    from: number,
    to: number,
    size: number,
    name: number,
    length: number,
    idBytes: number,
  ): number;
}

/** Places in an outline: five 32-bit little-endian numbers, then the bytes of the entry. */
export const OUTLINE = { nameNumber: 0, treeSize: 8, entryLength: 16, entry: 32 } as const;
export const OUTLINE_BYTES = 288;

/** Bytes at the start of the memory that are the kernels' own, and room to leave after everything. */
export const RESERVED: number = 1 << 16;
export const PADDING = 32;

export const PAGE: number = 1 << 16;

/** Kernels with at least `size` bytes of memory; pages that nobody writes to take none of the machine's. */
export function createKernel(size: number): Kernel {
  return createCompiled(size) ?? createReference(size);
}

/** Compiles the kernels, which takes some milliseconds, before there is anything to do for them; whether that was still to be done. */
export function prepareKernels(): boolean {
  const isFirst = loaded === undefined;
  loadModule();
  return isFirst;
}

/** The compiled kernels; null where there is no WebAssembly with vector instructions, or no room for the memory. */
export function createCompiled(size: number): Kernel | null {
  const instance = instantiate<Omit<Kernel, 'bytes' | 'outlines' | 'treePairs'> & Outlines & TreePairs>(size);
  if (instance === null) return null;
  const { exports, memory } = instance;
  return { ...exports, bytes: Buffer.from(memory.buffer), outlines: exports, treePairs: exports };
}

/** Memory of compiled kernels. Growing it makes a new `buffer`, and the one before empty. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB; RangeError when there is no room. */
  grow(pages: number): number;
}

/**
 * The compiled kernels on memory of their own, of at least `size` bytes; null as for `createCompiled`. Those that work
 * for long call `check` now and then; what it throws they let through.
 */
export function instantiate<Exports>(
  size: number,
  check: () => void = () => {},
): { readonly exports: Exports; readonly memory: KernelMemory } | null {
  const compiled = loadModule();
  if (compiled === null || assembly === undefined) return null;
  try {
    const memory = new assembly.Memory({ initial: Math.ceil(size / PAGE) });
    const { exports } = new assembly.Instance(compiled, { env: { memory }, poll: { check } });
    // Of the exports as they come each call would be looked up by name.
    return { exports: { ...(exports as Exports) }, memory };
  } catch {
    return null;
  }
}

/** What is used here of an interface that the types of Node do not describe. */
interface Assembly {
  readonly Memory: new (limits: { readonly initial: number }) => KernelMemory;
  readonly Module: new (bytes: Buffer) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const assembly: Assembly | undefined = (globalThis as { readonly WebAssembly?: Assembly }).WebAssembly;

/** Undefined until it was first asked for. */
let loaded: object | null | undefined;

function loadModule(): object | null {
  if (loaded !== undefined) return loaded;
  loaded = null;
  // Sources that are run as they are, by tests, find the module where the build has put it.
  const place = import.meta.url.endsWith('.ts') ? '../../dist/parts/kernel.wasm' : './kernel.wasm';
  try {
    if (assembly !== undefined) loaded = new assembly.Module(readFileSync(new URL(place, import.meta.url)));
  } catch {
    // Refused, or not built: there are the plain implementations.
  }
  return loaded;
}
