/** Figures of what the scheduler did to jobs; what became of questions is counted by who asked them. */

/** Only ever grow. */
export interface Counters {
  /** How often running work was put aside for more urgent work. */
  preempted: number;
  /** Time that work went on after its last waiter had left, in milliseconds. */
  readonly abandonedMs: { max: number; total: number };
}

export function newCounters(): Counters {
  return { preempted: 0, abandonedMs: { max: 0, total: 0 } };
}

/** Books work that went on for `ms` after its last waiter had left. */
export function countAbandoned(counters: Counters, ms: number): void {
  counters.abandonedMs.max = Math.max(counters.abandonedMs.max, ms);
  counters.abandonedMs.total += ms;
}
