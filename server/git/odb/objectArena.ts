/**
 * Where small objects live in the kernels' memory: found by key, the ones that nobody has asked for longest make
 * room for new ones. Knows nothing of packs.
 */
import { type Kernel, PADDING } from '../../kernel/kernel.ts';

const SEGMENTS = 16;
const SLOTS_PER_SEGMENT = 4096;
const NONE = -1;

/** One stretch of memory; objects go in one after the other, and out all together. */
interface Segment {
  readonly start: number;
  /** First address not used yet. */
  top: number;
  /** Number of slots used. */
  slots: number;
  /** Time of the last use of any of its objects. */
  used: number;
}

/**
 * Objects are named by slots. A slot, and the bytes it stands for, stay good while it is among the last uses; a caller
 * that holds one across `allocate` has `find` or `touch` to say so.
 *
 * A single object is never evicted: a whole segment is, the one not used for longest. So eviction costs nothing, and
 * what is used together, as the bases of deltas are, stays together.
 */
export class ObjectArena {
  readonly kernel: Kernel;
  /** The largest object that fits. */
  readonly maxBytes: number;
  readonly #segments: readonly Segment[];
  readonly #end: number;
  readonly #keys = new Float64Array(SEGMENTS * SLOTS_PER_SEGMENT);
  readonly #addresses = new Uint32Array(SEGMENTS * SLOTS_PER_SEGMENT);
  readonly #sizes = new Uint32Array(SEGMENTS * SLOTS_PER_SEGMENT);
  readonly #types = new Uint8Array(SEGMENTS * SLOTS_PER_SEGMENT);
  /** Slots whose keys fall together form a list. */
  readonly #following = new Int32Array(SEGMENTS * SLOTS_PER_SEGMENT);
  readonly #first: Int32Array = new Int32Array(SEGMENTS * SLOTS_PER_SEGMENT).fill(NONE);
  #current = 0;
  #clock = 0;

  /** Uses the memory from `start` to `end`. */
  constructor(kernel: Kernel, start: number, end: number) {
    this.kernel = kernel;
    const each = Math.floor((end - start) / SEGMENTS);
    this.maxBytes = each - PADDING;
    this.#end = each;
    this.#segments = Array.from({ length: SEGMENTS }, (_, i) => {
      const from = start + i * each;
      return { start: from, top: from, slots: 0, used: 0 };
    });
  }

  /** Bytes that objects take now. */
  get bytes(): number {
    return this.#segments.reduce((sum, { start, top }) => sum + top - start, 0);
  }

  /** The slot of an object, or -1. */
  find(key: number): number {
    for (let slot = this.#first[bucketOf(key)]!; slot !== NONE; slot = this.#following[slot]!) {
      if (this.#keys[slot] !== key) continue;
      this.#segments[slot >>> 12]!.used = ++this.#clock;
      return slot;
    }
    return NONE;
  }

  address(slot: number): number {
    return this.#addresses[slot]!;
  }

  size(slot: number): number {
    return this.#sizes[slot]!;
  }

  /** The type number of the entry the object came from. */
  type(slot: number): number {
    return this.#types[slot]!;
  }

  /** The object's bytes where they lie: good as long as its slot. */
  view(slot: number): Buffer {
    const start = this.#addresses[slot]!;
    return this.kernel.bytes.subarray(start, start + this.#sizes[slot]!);
  }

  /** An address for an object of `size` bytes, at most `maxBytes`. It is given away by `keep`, or used by the next call. */
  allocate(size: number): number {
    const segment = this.#segments[this.#current]!;
    const fits = segment.top + size + PADDING <= segment.start + this.#end;
    return fits && segment.slots < SLOTS_PER_SEGMENT ? segment.top : this.#recycle();
  }

  /** Gives the memory that `allocate` named last to an object. */
  keep(key: number, type: number, size: number): number {
    const segment = this.#segments[this.#current]!;
    const slot = this.#current * SLOTS_PER_SEGMENT + segment.slots++;
    this.#keys[slot] = key;
    this.#addresses[slot] = segment.top;
    this.#sizes[slot] = size;
    this.#types[slot] = type;
    const bucket = bucketOf(key);
    this.#following[slot] = this.#first[bucket]!;
    this.#first[bucket] = slot;
    // Aligned, and with room for what kernels write after a result.
    segment.top += (size + PADDING + 15) & ~15;
    segment.used = ++this.#clock;
    return slot;
  }

  clear(): void {
    this.#first.fill(NONE);
    for (const segment of this.#segments) {
      segment.top = segment.start;
      segment.slots = 0;
      segment.used = 0;
    }
  }

  /** Empties the segment that has gone unused for longest, and goes on there. */
  #recycle(): number {
    let oldest = this.#current === 0 ? 1 : 0;
    for (let i = 0; i < SEGMENTS; i++) {
      if (i !== this.#current && this.#segments[i]!.used < this.#segments[oldest]!.used) oldest = i;
    }
    const segment = this.#segments[oldest]!;
    const start = oldest * SLOTS_PER_SEGMENT;
    for (let slot = start; slot < start + segment.slots; slot++) this.#forget(slot);
    segment.top = segment.start;
    segment.slots = 0;
    this.#current = oldest;
    return segment.top;
  }

  #forget(slot: number): void {
    const bucket = bucketOf(this.#keys[slot]!);
    let before = NONE;
    for (let at = this.#first[bucket]!; at !== slot; at = this.#following[at]!) before = at;
    const after = this.#following[slot]!;
    if (before === NONE) this.#first[bucket] = after;
    else this.#following[before] = after;
  }
}

/** Keys are places in files: the low bits tell neighbours apart. */
function bucketOf(key: number): number {
  const low = key >>> 0;
  return (Math.imul(low, 0x9e3779b1) ^ (key / 2 ** 32)) >>> 16;
}
