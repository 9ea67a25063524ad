/** Waits until a burst of events is over: one action for all of them, soon after the last. */
import type { Clock } from '../order/storms.ts';

/** As long as this after the last event, and no longer than that after the first. Milliseconds. */
export const QUIET = 80;
export const LONGEST = 240;
/** The same while git is in the middle of rewriting history step by step. */
export const LONGEST_IN_STEPS = 1500;

export interface SettlingParts {
  readonly clock: Clock;
  /** Whether git is in the middle of something that takes many steps. */
  readonly inSteps: () => boolean;
  readonly action: () => void;
}

export class Settling {
  private readonly parts: SettlingParts;
  private first = 0;
  private last = 0;
  private waiting = false;

  constructor(parts: SettlingParts) {
    this.parts = parts;
  }

  /** Something has happened. */
  note(): void {
    const now = this.parts.clock.now();
    this.last = now;
    if (this.waiting) return;
    this.first = now;
    this.waiting = true;
    this.parts.clock.after(QUIET, () => this.look());
  }

  private look(): void {
    const now = this.parts.clock.now();
    const quiet = this.last + QUIET;
    if (now < quiet && now < this.limit(now)) {
      this.parts.clock.after(Math.min(quiet, this.limit(now)) - now, () => this.look());
      return;
    }
    this.waiting = false;
    this.parts.action();
  }

  /** Asked for only when the usual limit has passed. */
  private limit(now: number): number {
    const usual = this.first + LONGEST;
    return now < usual || !this.parts.inSteps() ? usual : this.first + LONGEST_IN_STEPS;
  }
}
