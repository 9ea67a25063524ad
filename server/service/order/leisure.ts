/** Does what nobody waits for, one thing after the other, when nothing has been asked for a while. What the process does not live to do is lost. */
import type { TurnLine } from '../../base/nextTurn.ts';
import type { Clock } from './storms.ts';

/** Milliseconds without a question after which there is time for other things. */
export const QUIET = 200;
/** Nothing waits for longer than this beyond its time, in milliseconds, however much is asked. */
export const LONGEST_DELAY = 10_000;
/** What takes longer waits for somebody else, an engine thread as a rule, which may be at work for long: the others go on. Milliseconds. */
export const PATIENCE = 250;
/** Between two of them, so that whoever comes meanwhile is first. Milliseconds. */
const PAUSE = 5;
/** More than this is not remembered: the oldest are forgotten. */
export const MOST_THINGS = 2000;

type Action = () => void | Promise<void>;

interface Thing {
  readonly due: number;
  readonly action: Action;
}

export class Leisure {
  private readonly clock: Clock;
  private readonly turns: TurnLine;
  /** In the order in which they came, which is nearly that in which they are due. */
  private readonly things: Thing[] = [];
  private lastAsked = Number.NEGATIVE_INFINITY;
  private isAwake = false;

  constructor(clock: Clock, turns: TurnLine) {
    this.clock = clock;
    this.turns = turns;
  }

  /** Somebody has asked something. */
  note(): void {
    this.lastAsked = this.clock.now();
  }

  /** Does it after so many milliseconds at the earliest. What goes wrong with it is nobody's concern. */
  later(ms: number, action: Action): void {
    this.things.push({ due: this.clock.now() + ms, action });
    if (this.things.length > MOST_THINGS) this.things.shift();
    if (this.isAwake) return;
    this.isAwake = true;
    this.look();
  }

  private look(): void {
    const [next] = this.things;
    if (next === undefined) {
      this.isAwake = false;
      return;
    }
    const wait = this.waitFor(next);
    if (wait > 0) {
      this.clock.after(wait, () => this.look());
      return;
    }
    this.things.shift();
    let isOver = false;
    const goOn = () => {
      if (!isOver) this.clock.after(PAUSE, () => this.look());
      isOver = true;
    };
    // Of what is written to disk each takes a millisecond.
    const turn = this.turns.isSpent ? this.turns.next() : Promise.resolve();
    turn.then(next.action).then(goOn, goOn);
    this.clock.after(PATIENCE, goOn);
  }

  private waitFor({ due }: Thing): number {
    const now = this.clock.now();
    const quiet = Math.min(this.lastAsked + QUIET, due + LONGEST_DELAY);
    return Math.max(due, quiet) - now;
  }
}
