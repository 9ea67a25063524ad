/** Debounce in front of jobs: the first event is served at once, of a storm of events only what is left when it calms down. */

export interface Clock {
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
  readonly after: (ms: number, action: () => void) => void;
}

/** Events of one kind that are nearer together than this belong to one storm, which is over after as long a calm. */
export const CALM = 120;
/** Nobody waits longer than this for a storm to be over. */
export const LONGEST_WAIT = 1000;

interface Storm {
  /** Since when nothing has been let through. */
  since: number;
  last: number;
  events: number;
  /** What to do when it is over; null while nobody waits. */
  pending: (() => void) | null;
}

/** Storms by key, which is a document or a repository. */
export class Storms {
  private readonly storms = new Map<string, Storm>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** An event that counts; see triggers.ts for which do. */
  note(key: string): void {
    const now = this.clock.now();
    const storm = this.storms.get(key);
    if (storm && now - storm.last < CALM) {
      storm.last = now;
      storm.events++;
      return;
    }
    this.storms.set(key, { since: now, last: now, events: 1, pending: storm?.pending ?? null });
  }

  /** How long to wait, in milliseconds: 0 when all is calm and for the first event of what may become a storm. */
  delay(key: string): number {
    const storm = this.storms.get(key);
    if (!storm) return 0;
    const now = this.clock.now();
    if (now - storm.last >= CALM) {
      if (!storm.pending) this.storms.delete(key);
      return 0;
    }
    return storm.events < 2 ? 0 : Math.max(0, Math.min(storm.last + CALM, storm.since + LONGEST_WAIT) - now);
  }

  /** Resolves when the storm is over, at once when there is none. The caller looks after its own cancellation. */
  async calm(key: string): Promise<void> {
    for (let wait = this.delay(key); wait > 0; wait = this.delay(key)) {
      await new Promise<void>((resolve) => this.clock.after(wait, resolve));
      const storm = this.storms.get(key);
      if (storm && this.clock.now() - storm.since >= LONGEST_WAIT) {
        storm.since = this.clock.now();
        return;
      }
    }
  }

  /** Notes an event and does the action at once, or, in a storm, once when it is over; the newest action counts. */
  trigger(key: string, action: () => void): void {
    this.note(key);
    if (this.delay(key) === 0) {
      action();
      return;
    }
    const storm = this.storms.get(key);
    if (!storm) return;
    const first = storm.pending === null;
    storm.pending = action;
    if (!first) return;
    void this.calm(key).then(() => {
      const waiting = this.storms.get(key);
      const latest = waiting?.pending;
      if (waiting) waiting.pending = null;
      latest?.();
    });
  }

  /** The document was closed. */
  forget(key: string): void {
    this.storms.delete(key);
  }
}
