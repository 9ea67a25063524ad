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

/** When something began and ended, in milliseconds. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Books what was done of a job from `since` on, when its last waiter had left, until it was heard at `now` that it was over. `worked` is when
 * its lane worked on it, as it measured that itself: it may not have begun by then, or have ended long before that was heard. Null:
 * nobody knows, so it counts as all the time.
 */
export function countAbandoned(
  { abandonedMs }: Counters,
  { since, now, worked }: { since: number; now: number; worked: Stretch | null },
): void {
  const { start, end } = worked ?? { start: since, end: now };
  const ms = Math.max(0, Math.min(end, now) - Math.max(start, since));
  abandonedMs.max = Math.max(abandonedMs.max, ms);
  abandonedMs.total += ms;
}
