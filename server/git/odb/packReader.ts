/**
 * Content of packed objects: follows deltas to their base and puts the object together; caches what it made.
 *
 * Trees are by far the most numerous of what a walk through history reads, and nobody keeps them. So their bytes
 * live in buffers of a pool: they go back to it when they fall out of the cache, and leave this file either as a
 * copy (`read`) or for a moment (`readBriefly`).
 */
import { LRUCache } from 'lru-cache';
import { GitError } from '../errors.ts';
import type { ObjectType, RawObject } from '../objects.ts';
import { BufferPool } from './bufferPool.ts';
import { applyDelta, isSoundDelta, readDeltaHead } from './delta.ts';
import { maxInflated } from './inflate.ts';
import { COMMIT, type Pack, REF_DELTA } from './pack.ts';
import type { ReadContext } from './readContext.ts';
import { ELSEWHERE, type SmallObjects } from './smallObjects.ts';

/** git itself makes no chains longer than 4095. */
const MAX_CHAIN = 10_000;
const MAX_FREE_BYTES = 4 << 20;
/** What an entry of the cache takes beside its bytes. */
const ENTRY_OVERHEAD = 200;
/** Scratch space up to this size is kept between reads. */
const MAX_KEPT_SCRATCH = 1 << 20;

const TYPES: readonly (ObjectType | null)[] = [null, 'commit', 'tree', 'blob', 'tag'];

/** An object as the cache holds it; `pooled` is the buffer that `data` lies in, null when it is no pool's. */
interface Kept extends RawObject {
  readonly pooled: Buffer | null;
}

export class PackReader {
  readonly #context: ReadContext;
  readonly #cache: LRUCache<number, Kept>;
  readonly #pool = new BufferPool(MAX_FREE_BYTES);
  readonly #maxCached: number;
  readonly #small: SmallObjects | null;
  #scratch: Buffer = Buffer.allocUnsafeSlow(1 << 16);

  /** `small` takes nearly all of the work, where there is one. */
  constructor(context: ReadContext, small: SmallObjects | null = null) {
    this.#context = context;
    this.#small = small;
    const maxSize = Math.max(1, Math.floor(context.limits.objectBytes / (small === null ? 1 : 2)));
    this.#maxCached = Math.floor(maxSize / 4);
    this.#cache = new LRUCache({
      maxSize,
      dispose: ({ pooled }) => {
        if (pooled !== null) this.#pool.give(pooled);
      },
    });
  }

  get cachedBytes(): number {
    return this.#cache.calculatedSize + (this.#small?.arena.bytes ?? 0);
  }

  /** The object at an offset. Its bytes may be shared with the cache: nobody may write to them. */
  read(pack: Pack, offset: number): RawObject {
    const small = this.#small;
    const slot = small === null ? ELSEWHERE : small.find(pack, offset);
    if (small !== null && slot !== ELSEWHERE) {
      return { type: TYPES[small.arena.type(slot)]!, data: Buffer.from(small.arena.view(slot)) };
    }
    const object = this.#cache.get(pack.key(offset)) ?? this.#readNew(pack, offset);
    return object.pooled === null ? object : { type: object.type, data: Buffer.from(object.data) };
  }

  /** As `read`, for callers that are done with the bytes before anything else is read. Commits are not cached. */
  readBriefly(pack: Pack, offset: number): RawObject {
    if (this.#small !== null) {
      const object = this.#readSmall(this.#small, pack, offset);
      if (object !== null) return object;
    }
    const known = this.#cache.get(pack.key(offset));
    if (known !== undefined) return known;
    pack.readHead(offset);
    if (pack.type !== COMMIT || pack.size > MAX_KEPT_SCRATCH) return this.#assemble(pack, offset);
    const size = pack.size;
    return { type: 'commit', data: this.#inflateScratch(pack, pack.dataOffset, size).subarray(0, size) };
  }

  /** Type and size of the object at an offset, without its content. */
  header(pack: Pack, offset: number): { readonly type: ObjectType; readonly size: number } {
    pack.readHead(offset);
    const size = this.#objectSize(pack);
    for (let depth = 0; depth < MAX_CHAIN; depth++) {
      const type = TYPES[pack.type];
      if (type != null) return { type, size };
      const base = this.#baseOffset(pack);
      if (base < 0) return { type: this.#context.readBase(pack.baseId).type, size };
      pack.readHead(base);
    }
    throw pack.corrupt(offset, 'has too many deltas');
  }

  clear(): void {
    this.#small?.arena.clear();
    this.#cache.clear();
  }

  #readSmall(small: SmallObjects, pack: Pack, offset: number): RawObject | null {
    const { arena } = small;
    let slot = arena.find(pack.key(offset));
    if (slot < 0) {
      pack.readHead(offset);
      const commit = small.commit(pack);
      if (commit !== null) return { type: 'commit', data: commit };
      slot = small.assemble(pack, offset);
    }
    return slot < 0 ? null : { type: TYPES[arena.type(slot)]!, data: arena.view(slot) };
  }

  #readNew(pack: Pack, offset: number): Kept {
    pack.readHead(offset);
    return this.#assemble(pack, offset);
  }

  /** The object whose header was just read. */
  #assemble(pack: Pack, offset: number): Kept {
    const chain: number[] = [];
    const base = this.#followChain(pack, offset, chain);
    return chain.length === 0 ? base : this.#applyChain(pack, base, chain);
  }

  /** Collects (offset, data offset, size) of each delta down to an object that is known or no delta. */
  #followChain(pack: Pack, offset: number, chain: number[]): Kept {
    let at = offset;
    for (;;) {
      if (TYPES[pack.type] != null) return this.#readWhole(pack, at);
      if (chain.length >= 3 * MAX_CHAIN) throw pack.corrupt(offset, 'has too many deltas');
      chain.push(at, pack.dataOffset, pack.size);
      at = this.#baseOffset(pack);
      if (at < 0) return { ...this.#context.readBase(pack.baseId), pooled: null };
      const known = this.#cache.get(pack.key(at));
      if (known !== undefined) return known;
      pack.readHead(at);
    }
  }

  /** The base of the entry whose header was read; -1 when it lies outside this pack. */
  #baseOffset(pack: Pack): number {
    if (pack.type !== REF_DELTA) return pack.baseOffset;
    const index = pack.index();
    const position = index.ids.find(pack.baseId);
    return position < 0 ? -1 : index.offset(position);
  }

  #readWhole(pack: Pack, offset: number): Kept {
    const { size, dataOffset } = pack;
    this.#checkSize(pack, offset, size);
    if (size > maxInflated(pack.remaining(dataOffset)))
      throw pack.corrupt(offset, 'claims an impossible size');
    const type = TYPES[pack.type]!;
    const pooled = this.#takePooled(type, size + 1);
    const bytes = pooled ?? Buffer.allocUnsafeSlow(size + 1);
    pack.inflate(dataOffset, { bytes, size }, this.#context.checkCancel);
    this.#context.stats.bytesInflated += size;
    return this.#keep(pack.key(offset), { type, data: bytes.subarray(0, size), pooled });
  }

  #applyChain(pack: Pack, base: Kept, chain: readonly number[]): Kept {
    let object = base;
    for (let i = chain.length - 3; i >= 0; i -= 3) {
      this.#context.checkCancel();
      const offset = chain[i]!;
      const size = chain[i + 2]!;
      const delta = this.#inflateScratch(pack, chain[i + 1]!, size);
      const head = readDeltaHead(delta, 0, size);
      if (head === null || head.baseSize !== object.data.length) {
        throw pack.corrupt(offset, 'does not fit its base');
      }
      this.#checkSize(pack, offset, head.resultSize);
      const poll = this.#context.checkCancel;
      if (!isSoundDelta(delta, { ...head, poll })) throw pack.corrupt(offset, 'has broken instructions');
      const pooled = this.#takePooled(object.type, head.resultSize);
      const data = pooled?.subarray(0, head.resultSize) ?? Buffer.allocUnsafeSlow(head.resultSize);
      applyDelta(delta, { start: head.start, end: size }, { base: object.data, result: data, poll });
      object = this.#keep(pack.key(offset), { type: object.type, data, pooled });
    }
    return object;
  }

  /** Null for objects that are no trees, or too large for the cache. */
  #takePooled(type: ObjectType, size: number): Buffer | null {
    return type === 'tree' && 2 * size <= this.#maxCached ? this.#pool.take(size) : null;
  }

  /**
   * Puts an object in the cache. What falls out goes back to the pool and may be written to by the next `take`:
   * the object just put in is the newest, so it stays, and it is the only one that is still needed.
   */
  #keep(key: number, object: Kept): Kept {
    const size = (object.pooled ?? object.data).length + ENTRY_OVERHEAD;
    if (size <= this.#maxCached) this.#cache.set(key, object, { size });
    return object;
  }

  /** The inflated bytes of a delta or a short object, good until the next call. */
  #inflateScratch(pack: Pack, dataOffset: number, size: number): Buffer {
    this.#checkSize(pack, dataOffset, size);
    if (size > maxInflated(pack.remaining(dataOffset)))
      throw pack.corrupt(dataOffset, 'claims an impossible size');
    if (size >= this.#scratch.length || this.#scratch.length > MAX_KEPT_SCRATCH) {
      this.#scratch = Buffer.allocUnsafeSlow(Math.max(1 << 16, size + 1));
    }
    pack.inflate(dataOffset, { bytes: this.#scratch, size }, this.#context.checkCancel);
    this.#context.stats.bytesInflated += size;
    return this.#scratch;
  }

  #objectSize(pack: Pack): number {
    if (TYPES[pack.type] != null) return pack.size;
    const { dataOffset, size } = pack;
    const head = readDeltaHead(this.#inflateScratch(pack, dataOffset, size), 0, size);
    if (head === null) throw pack.corrupt(dataOffset, 'has no readable delta');
    return head.resultSize;
  }

  #checkSize(pack: Pack, offset: number, size: number): void {
    const limit = this.#context.limits.maxObjectBytes;
    if (size <= limit) return;
    const message = `${pack.path}: the entry at ${offset} has ${size} bytes; the limit is ${limit}`;
    throw new GitError('tooLarge', message, { path: pack.path });
  }
}
