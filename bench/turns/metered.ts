/** What a meter of turns writes, and where: shared with who reads it. */

/** A line of the file: a turn, or a garbage collection. Times in microseconds on the machine's monotonic clock. */
export interface Metered {
  readonly kind: 'turn' | 'collection';
  readonly start: number;
  readonly end: number;
  /** Microseconds of processor time of this thread; of a collection, those of wall time. */
  readonly cost: number;
}

/** Where the file is to be: the environment variable. */
export const meterVariable = 'BLAME_BENCH_TURNS';
