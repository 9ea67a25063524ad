/**
 * The quick way to the objects of a pack: nearly all are small, and those are inflated, put together and kept in the
 * memory of the kernels. Whatever is too large for that, or in any way odd, is left to the thorough way, `PackReader`,
 * which also says what is wrong.
 */
import { type Kernel, PADDING, RESERVED } from '../../kernel/kernel.ts';
import { type DeltaHead, readDeltaHead } from './delta.ts';
import { maxDeflated, maxInflated } from './inflate.ts';
import { ObjectArena } from './objectArena.ts';
import { COMMIT, type Pack, REF_DELTA, TAG } from './pack.ts';
import type { InflateCount } from './readContext.ts';

/** No object and no delta that is read here is longer: a kernel takes a few milliseconds for so much. */
const MAX_BYTES = 3 << 19;
/** Where compressed bytes are taken that do not lie in this memory already. */
export const INPUT: number = RESERVED;
export const INPUT_BYTES: number = MAX_BYTES + (MAX_BYTES >> 3);
/** Where the instructions of a delta lie, or a commit, until the next call; for others free between calls. */
export const SCRATCH: number = INPUT + INPUT_BYTES + PADDING;
export const SCRATCH_BYTES: number = MAX_BYTES;
/** Where a search for names keeps them; then the memory for windows and objects begins. */
export const NAMES: number = SCRATCH + MAX_BYTES + PADDING;
export const NAMES_BYTES: number = 1 << 16;
export const SPACE_START: number = NAMES + NAMES_BYTES + PADDING;
const MAX_CHAIN = 10_000;
/**
 * What inflates to more than this is text, or a delta of text, which takes less than three quarters (half is not enough: of de.po
 * in git 62 of 111 streams took more, and were inflated twice); what lies behind it need not be read.
 */
const LONG = 1 << 13;
/** The thorough way has to be taken. */
export const ELSEWHERE = -1;

export interface SmallObjectsSetup {
  readonly kernel: Kernel;
  /** The memory that objects may use. */
  readonly start: number;
  readonly end: number;
  /** Larger objects are to be refused, which is not done here. */
  readonly maxObjectBytes: number;
  readonly stats: InflateCount;
  checkCancel(): void;
}

/** Where a delta entry lies, and its inflated size. */
export interface DeltaPlace {
  readonly offset: number;
  readonly dataOffset: number;
  readonly size: number;
}

export class SmallObjects {
  readonly arena: ObjectArena;
  readonly #kernel: Kernel;
  readonly #maxBytes: number;
  readonly #setup: SmallObjectsSetup;

  constructor(setup: SmallObjectsSetup) {
    this.#setup = setup;
    this.#kernel = setup.kernel;
    this.arena = new ObjectArena(setup.kernel, setup.start, setup.end);
    this.#maxBytes = Math.min(this.arena.maxBytes, MAX_BYTES, setup.maxObjectBytes);
  }

  /** The object's slot in the arena, or `ELSEWHERE`. */
  find(pack: Pack, offset: number): number {
    const known = this.arena.find(pack.key(offset));
    if (known >= 0) return known;
    pack.readHead(offset);
    return this.assemble(pack, offset);
  }

  /**
   * The bytes of a commit where they lie until the next call of anything here; null when the entry is a delta or
   * has to be read elsewhere. The entry's header has been read. Commits are read once, so they are not kept.
   */
  commit(pack: Pack): Buffer | null {
    const size = pack.size;
    if (pack.type !== COMMIT || !this.#inflate(pack, pack.dataOffset, { to: SCRATCH, size })) return null;
    return this.#kernel.bytes.subarray(SCRATCH, SCRATCH + size);
  }

  /** The object whose header was just read. */
  assemble(pack: Pack, offset: number): number {
    const chain: number[] = [];
    let slot = ELSEWHERE;
    for (let at = offset; slot < 0; ) {
      if (pack.type <= TAG) slot = this.#readWhole(pack, at);
      else {
        if (chain.length >= 3 * MAX_CHAIN) return ELSEWHERE;
        chain.push(at, pack.dataOffset, pack.size);
        at = baseOffset(pack);
        if (at < 0) return ELSEWHERE;
        slot = this.arena.find(pack.key(at));
        if (slot >= 0) break;
        pack.readHead(at);
        continue;
      }
      if (slot < 0) return ELSEWHERE;
    }
    for (let i = chain.length - 3; i >= 0 && slot >= 0; i -= 3) {
      slot = this.#applyDelta(pack, slot, {
        offset: chain[i]!,
        dataOffset: chain[i + 1]!,
        size: chain[i + 2]!,
      });
    }
    return slot;
  }

  #readWhole(pack: Pack, offset: number): number {
    const { size, type } = pack;
    if (size > this.#maxBytes) return ELSEWHERE;
    const to = this.arena.allocate(size);
    if (!this.#inflate(pack, pack.dataOffset, { to, size })) return ELSEWHERE;
    return this.arena.keep(pack.key(offset), type, size);
  }

  /** The instructions of a delta, in the kernels' memory until the next call; null when they have to be read elsewhere. */
  readDelta(pack: Pack, { dataOffset, size }: DeltaPlace): DeltaHead | null {
    this.#setup.checkCancel();
    if (!this.#inflate(pack, dataOffset, { to: SCRATCH, size })) return null;
    const head = readDeltaHead(this.#kernel.bytes, SCRATCH, SCRATCH + size);
    return head === null || head.resultSize > this.#maxBytes ? null : head;
  }

  #applyDelta(pack: Pack, base: number, delta: DeltaPlace): number {
    const { arena } = this;
    const head = this.readDelta(pack, delta);
    if (head === null || head.baseSize !== arena.size(base)) return ELSEWHERE;
    // The base was the object used last, so the memory it lies in is not given away now.
    const to = arena.allocate(head.resultSize);
    const address = arena.address(base);
    const size = head.resultSize;
    if (this.#kernel.applyDelta(head.start, head.end, address, head.baseSize, to, size) !== 0)
      return ELSEWHERE;
    return arena.keep(pack.key(delta.offset), arena.type(base), size);
  }

  #inflate(pack: Pack, dataOffset: number, { to, size }: { to: number; size: number }): boolean {
    if (size > this.#maxBytes || size > maxInflated(pack.remaining(dataOffset))) return false;
    const done =
      (size > LONG && this.#inflateFrom(pack.stream(dataOffset, size - (size >> 2)), to, size)) ||
      this.#inflateFrom(pack.stream(dataOffset, maxDeflated(size)), to, size);
    if (done) this.#setup.stats.bytesInflated += size;
    return done;
  }

  #inflateFrom({ bytes, at, length }: ReturnType<Pack['stream']>, to: number, size: number): boolean {
    let start = bytes.byteOffset + at;
    if (bytes.buffer !== this.#kernel.bytes.buffer) {
      if (length > INPUT_BYTES) return false;
      this.#kernel.bytes.set(bytes.subarray(at, at + length), INPUT);
      start = INPUT;
    }
    return this.#kernel.inflate(start, start + length, to, size) >= 0;
  }
}

/** The base of the delta whose header was read; -1 when it lies outside this pack. */
export function baseOffset(pack: Pack): number {
  if (pack.type !== REF_DELTA) return pack.baseOffset;
  const index = pack.index();
  const position = index.ids.find(pack.baseId);
  return position < 0 ? -1 : index.offset(position);
}
