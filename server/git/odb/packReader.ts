/** Content of packed objects: follows deltas to their base and puts the object together; caches what it made. */
import { LRUCache } from 'lru-cache';
import { GitError } from '../errors.ts';
import type { ObjectType, RawObject } from '../objects.ts';
import { applyDelta, isSoundDelta, readDeltaHead } from './delta.ts';
import { maxInflated } from './inflate.ts';
import { type Pack, REF_DELTA } from './pack.ts';
import type { ReadContext } from './readContext.ts';

/** git itself makes no chains longer than 4095. */
const MAX_CHAIN = 10_000;
/** What an entry of the cache takes beside its bytes. */
const ENTRY_OVERHEAD = 200;
/** Scratch space up to this size is kept between reads. */
const MAX_KEPT_SCRATCH = 1 << 20;

const TYPES: readonly (ObjectType | null)[] = [null, 'commit', 'tree', 'blob', 'tag'];

export class PackReader {
  readonly #context: ReadContext;
  readonly #cache: LRUCache<number, RawObject>;
  readonly #maxCached: number;
  #scratch: Buffer = Buffer.allocUnsafeSlow(1 << 16);

  constructor(context: ReadContext) {
    this.#context = context;
    const maxSize = Math.max(1, context.limits.objectBytes);
    this.#maxCached = Math.floor(maxSize / 4);
    this.#cache = new LRUCache({ maxSize });
  }

  get cachedBytes(): number {
    return this.#cache.calculatedSize;
  }

  /** The object at an offset. Its bytes may be shared with the cache: nobody may write to them. */
  read(pack: Pack, offset: number): RawObject {
    const known = this.#cache.get(pack.key(offset));
    if (known !== undefined) return known;
    pack.readHead(offset);
    const chain: number[] = [];
    const base = this.#followChain(pack, offset, chain);
    return chain.length === 0 ? base : this.#applyChain(pack, base, chain);
  }

  /** As `read`, for callers that are done with the bytes before they read again; such bytes are not cached. */
  readBriefly(pack: Pack, offset: number): RawObject {
    const known = this.#cache.get(pack.key(offset));
    if (known !== undefined) return known;
    pack.readHead(offset);
    const type = TYPES[pack.type];
    if (type == null || pack.size > MAX_KEPT_SCRATCH) return this.read(pack, offset);
    const size = pack.size;
    return { type, data: this.#inflateScratch(pack, pack.dataOffset, size).subarray(0, size) };
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
    this.#cache.clear();
  }

  /** Collects (offset, data offset, size) of each delta down to an object that is known or no delta. */
  #followChain(pack: Pack, offset: number, chain: number[]): RawObject {
    let at = offset;
    for (;;) {
      if (TYPES[pack.type] != null) return this.#readWhole(pack, at);
      if (chain.length >= 3 * MAX_CHAIN) throw pack.corrupt(offset, 'has too many deltas');
      chain.push(at, pack.dataOffset, pack.size);
      at = this.#baseOffset(pack);
      if (at < 0) return this.#context.readBase(pack.baseId);
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

  #readWhole(pack: Pack, offset: number): RawObject {
    const { size, dataOffset } = pack;
    this.#checkSize(pack, offset, size);
    if (size > maxInflated(pack.remaining(dataOffset)))
      throw pack.corrupt(offset, 'claims an impossible size');
    const data = Buffer.allocUnsafeSlow(size);
    const type = TYPES[pack.type]!;
    pack.inflate(dataOffset, { bytes: data, size });
    return this.#count(pack.key(offset), { type, data }, size);
  }

  #applyChain(pack: Pack, base: RawObject, chain: readonly number[]): RawObject {
    let object = base;
    for (let i = chain.length - 3; i >= 0; i -= 3) {
      this.#context.checkCancel();
      const offset = chain[i]!;
      const size = chain[i + 2]!;
      const delta = this.#inflateScratch(pack, chain[i + 1]!, size);
      const head = readDeltaHead(delta, size);
      if (head === null || head.baseSize !== object.data.length) {
        throw pack.corrupt(offset, 'does not fit its base');
      }
      this.#checkSize(pack, offset, head.resultSize);
      if (!isSoundDelta(delta, size, head)) throw pack.corrupt(offset, 'has broken instructions');
      const data = Buffer.allocUnsafeSlow(head.resultSize);
      applyDelta(delta, { start: head.start, end: size }, { base: object.data, result: data });
      object = this.#count(pack.key(offset), { type: object.type, data }, 0);
    }
    return object;
  }

  #count(key: number, object: RawObject, inflated: number): RawObject {
    this.#context.stats.bytesInflated += inflated;
    const size = object.data.length + ENTRY_OVERHEAD;
    if (size <= this.#maxCached) this.#cache.set(key, object, { size });
    return object;
  }

  /** The inflated bytes of a delta or a short object, good until the next call. */
  #inflateScratch(pack: Pack, dataOffset: number, size: number): Buffer {
    this.#checkSize(pack, dataOffset, size);
    if (size > maxInflated(pack.remaining(dataOffset)))
      throw pack.corrupt(dataOffset, 'claims an impossible size');
    if (size > this.#scratch.length || this.#scratch.length > MAX_KEPT_SCRATCH) {
      this.#scratch = Buffer.allocUnsafeSlow(Math.max(1 << 16, size));
    }
    pack.inflate(dataOffset, { bytes: this.#scratch, size });
    this.#context.stats.bytesInflated += size;
    return this.#scratch;
  }

  #objectSize(pack: Pack): number {
    if (TYPES[pack.type] != null) return pack.size;
    const { dataOffset, size } = pack;
    const head = readDeltaHead(this.#inflateScratch(pack, dataOffset, size), size);
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
