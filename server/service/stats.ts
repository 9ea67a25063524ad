/** The figures the service gives of itself. */
import type { Counters } from '../scheduler/counters.ts';

/** Engine work of all finished blames. */
export interface EngineWork {
  commitsVisited: number;
  treesRead: number;
  blobsRead: number;
  diffs: number;
  bytesInflated: number;
}

export interface ServiceStats extends Counters {
  readonly inFlight: number;
  readonly queued: number;
  readonly workersBusy: number;
  readonly engine: Readonly<EngineWork>;
  /** Bytes by cache. */
  readonly caches: Readonly<Record<string, number>>;
}

export function newEngineWork(): EngineWork {
  return { commitsVisited: 0, treesRead: 0, blobsRead: 0, diffs: 0, bytesInflated: 0 };
}
