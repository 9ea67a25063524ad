/** Figures of real work: what was asked, computed, shared, given up; never how often something was polled. */

/** Only ever grow, except `inFlight`-like figures, which the scheduler computes when asked. */
export interface Counters {
  /** Questions asked, those answered from a cache included. */
  requests: number;
  /** Jobs that ran to their end. */
  computed: number;
  /** Questions that joined a job already waiting or running. */
  coalesced: number;
  /** Questions answered without a job. */
  cacheHits: number;
  /** Waiters that left because their client no longer wanted the answer. */
  cancelled: number;
  /** Waiters that left because something newer took their place. */
  superseded: number;
  /** How often a running job was put aside for a more urgent one. */
  preempted: number;
  /** Jobs that ended in an error. */
  failed: number;
  /** Time that work went on after its last waiter had left, in milliseconds. */
  readonly abandonedMs: { max: number; total: number };
}

export function newCounters(): Counters {
  return {
    requests: 0,
    computed: 0,
    coalesced: 0,
    cacheHits: 0,
    cancelled: 0,
    superseded: 0,
    preempted: 0,
    failed: 0,
    abandonedMs: { max: 0, total: 0 },
  };
}

/** Books work that went on for `ms` after its last waiter had left. */
export function countAbandoned(counters: Counters, ms: number): void {
  counters.abandonedMs.max = Math.max(counters.abandonedMs.max, ms);
  counters.abandonedMs.total += ms;
}
