/** The figures the service gives of itself. */
import type { Counters } from '../scheduler/counters.ts';
import type { QuestionCounts } from './order/questions.ts';

/** Engine work of all finished blames. */
export interface EngineWork {
  commitsVisited: number;
  treesRead: number;
  blobsRead: number;
  diffs: number;
  hunksKnown: number;
  bytesInflated: number;
}

export interface ServiceStats extends Counters, Readonly<QuestionCounts> {
  /** Questions that have not ended. */
  readonly inFlight: number;
  /** Jobs that have not begun. */
  readonly queued: number;
  /** Threads at work. */
  readonly workersBusy: number;
  readonly engine: Readonly<EngineWork>;
  /** Bytes by cache. */
  readonly caches: Readonly<Record<string, number>>;
}

export function newEngineWork(): EngineWork {
  return { commitsVisited: 0, treesRead: 0, blobsRead: 0, diffs: 0, hunksKnown: 0, bytesInflated: 0 };
}
