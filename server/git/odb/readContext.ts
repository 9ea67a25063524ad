/** What the parts that read objects share: limits, counters, the poll, and the way back to the whole store. */
import type { RawObject } from '../objects.ts';

/** Bounds in bytes. The first three are what stays in memory between reads. */
export interface ReadLimits {
  /** Windows into packs, indexes and commit-graphs. */
  readonly windowBytes: number;
  /** Raw objects: delta bases, trees, blobs. */
  readonly objectBytes: number;
  /** Parsed commits. */
  readonly commitBytes: number;
  /** Objects above this size are refused with 'tooLarge'. */
  readonly maxObjectBytes: number;
}

/** Work done since the reader was opened; only ever grows. */
export interface ReaderStats {
  commitsRead: number;
  treesRead: number;
  blobsRead: number;
  /** Bytes that came out of inflate, delta instructions included. */
  bytesInflated: number;
  /** Changed-path filters asked, and how many of them answered "surely unchanged". */
  filtersAsked: number;
  filtersUnchanged: number;
}

export interface ReadContext {
  readonly limits: ReadLimits;
  readonly stats: ReaderStats;
  checkCancel(): void;
  /** An object that is the base of a delta in another file; throws when there is none. */
  readBase(id: Uint8Array): RawObject;
}
