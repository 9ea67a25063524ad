/** What the parts that read objects share: limits, counters, the poll, and the way back to the whole store. */
import type { RawObject } from '../objects.ts';

/** Bounds in bytes. The first four are what stays in memory between reads. */
export interface ReadLimits {
  /** Windows into packs, indexes and commit-graphs. */
  readonly windowBytes: number;
  /** What is made of large tables, so that they are not read at random places. */
  readonly tableBytes: number;
  /** Raw objects: delta bases, trees, blobs. */
  readonly objectBytes: number;
  /** What commits say, and which directories their trees have. */
  readonly commitBytes: number;
  /** Objects above this size are refused with 'tooLarge'. */
  readonly maxObjectBytes: number;
}

/** What reading counts by itself; what kind of object it was for, the caller knows. */
export interface InflateCount {
  /** Bytes that came out of inflate, delta instructions included. */
  bytesInflated: number;
}

export interface ReadContext {
  readonly limits: ReadLimits;
  readonly stats: InflateCount;
  readonly checkCancel: () => void;
  /** An object that is the base of a delta in another file; throws when there is none. */
  readBase(id: Uint8Array): RawObject;
}

const MIB = 1 << 20;
/** What holds where nothing else is said. */
export const DEFAULT_LIMITS: ReadLimits = {
  windowBytes: 32 * MIB,
  tableBytes: 64 * MIB,
  objectBytes: 24 * MIB,
  commitBytes: 16 * MIB,
  maxObjectBytes: 1024 * MIB,
};
