/**
 * Looks at files without leaving the turn, where that takes microseconds. The system's thread pool is as quick, but the way there
 * and back takes a hundred times as long, and a keystroke waits for several of them, one after the other.
 */
import { LRUCache } from 'lru-cache';

export interface QuickLooksParts {
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
  /** Whether a file surely lies on a disk of this machine: others may never answer. */
  readonly isNear: (path: string) => boolean;
  /** Does something in the next turn. */
  readonly nextTurn: (action: () => void) => void;
  /** Milliseconds, from any origin, in which this thread could have run and had no processor; null where nobody tells. */
  readonly waited: () => number | null;
}

export interface Look<Value> {
  /** The files and directories that are looked at. */
  readonly paths: readonly string[];
  /** Finds it out at once; undefined, or an error, where there is more to it. */
  readonly quick: () => Value | undefined;
  /** Finds it out in whatever time it takes, with everything else in between. */
  readonly patient: () => Promise<Value>;
}

/** Milliseconds of a turn for looks; of thousands of questions at once the others wait for the pool. */
export const TURN = 2;
/** A look that takes longer than so many milliseconds may show that the disk is slow, or that others keep it busy. */
export const SLOW = 3;
/** The first one is more likely to have waited for a processor. For so many milliseconds it is told apart, or else the second one counts: */
export const CLOSELY = 30_000;
/** for so many times as long as that took none waits in the main thread. */
export const PAUSE = 50;
/** Milliseconds for which a file is taken to lie where it lay. */
const STAYS = 30_000;
const MOST_PATHS = 5000;

export class QuickLooks {
  private readonly parts: QuickLooksParts;
  private readonly near = new LRUCache<string, { readonly isNear: boolean; readonly until: number }>({
    maxSize: MOST_PATHS,
    sizeCalculation: () => 1,
  });
  /** Lists of files that all are near, with the time until which that is taken to be so. */
  private readonly nearLists = new WeakMap<readonly string[], number>();
  private patientUntil = Number.NEGATIVE_INFINITY;
  /** Until then it is looked closely what looks have waited for: one was slow. */
  private closelyUntil = Number.NEGATIVE_INFINITY;
  /** Milliseconds that were spent in this turn. */
  private spent = 0;

  constructor(parts: QuickLooksParts) {
    this.parts = parts;
  }

  look<Value>({ paths, quick, patient }: Look<Value>): Promise<Value> {
    const found = this.glance({ paths, quick });
    return found === undefined ? patient() : Promise.resolve(found);
  }

  /** What the quick way finds; undefined where only the patient one would do. */
  glance<Value>({ paths, quick }: Omit<Look<Value>, 'patient'>): Value | undefined {
    const began = this.parts.now();
    if (this.spent >= TURN || began < this.patientUntil) return undefined;
    const isClose = began < this.closelyUntil;
    const waited = isClose ? this.parts.waited() : null;
    const found = this.areNear(paths, began) ? attempt(quick) : undefined;
    this.book({ began, isClose, waited });
    return found;
  }

  private areNear(paths: readonly string[], now: number): boolean {
    // Whoever looks at many files again and again has one list of them.
    if ((this.nearLists.get(paths) ?? now) > now) return true;
    let nearUntil = Number.POSITIVE_INFINITY;
    for (const path of paths) {
      let known = this.near.get(path);
      if (known === undefined || known.until <= now) {
        known = { isNear: this.parts.isNear(path), until: now + STAYS };
        this.near.set(path, known);
      }
      if (!known.isNear) return false;
      nearUntil = Math.min(nearUntil, known.until);
    }
    this.nearLists.set(paths, nearUntil);
    return true;
  }

  private book({ began, isClose, waited }: Begun): void {
    const now = this.parts.now();
    const forProcessor = waited === null ? 0 : (this.parts.waited() ?? waited) - waited;
    const took = Math.max(0, now - began - forProcessor);
    if (took > SLOW && isClose) this.patientUntil = now + PAUSE * took;
    else if (took > SLOW) this.closelyUntil = now + CLOSELY;
    if (this.spent === 0)
      this.parts.nextTurn(() => {
        this.spent = 0;
      });
    // A clock that stands still counts as well.
    this.spent += Math.max(took, Number.EPSILON);
  }
}

/** A look that has begun. */
interface Begun {
  readonly began: number;
  readonly isClose: boolean;
  /** See `QuickLooksParts`, when it began; null also where it is not looked at. */
  readonly waited: number | null;
}

/** The patient way says what is wrong. */
function attempt<Value>(quick: () => Value | undefined): Value | undefined {
  try {
    return quick();
  } catch {
    return undefined;
  }
}
