/** The line in front of everything that is done for a question: thousands that nobody looks at yet must not keep the others waiting. */
import type { TurnLine } from '../../base/nextTurn.ts';
import { Dropped, type Priority, priorities } from '../../scheduler/job.ts';
import { BoundedQueue, type Ranked } from '../../scheduler/queue.ts';

export interface DeskOptions {
  /** Questions that are let in at a time. */
  readonly places: number;
  /** Most that may wait; the oldest of the least urgent are dropped when more come, because what was opened last is looked at. */
  readonly limit: number;
  /** Whoever is let in has much done for him. */
  readonly turns: TurnLine;
}

/** From so many on that wait, how urgent they are is not asked for each place, but for so many places at a time. */
const MANY = 64;
const AT_A_TIME = 32;

/** Somebody at the desk. Thousands are: what one holds is all that there is of its question. */
export abstract class Guest implements Ranked {
  /** Set by the desk. */
  isWaiting = false;

  /** How urgent it is by now. */
  abstract priority(): Priority;
  /** It has a place; `leave` is to be called, once, when that is free again. */
  abstract admit(leave: () => void): void;
  /** Too many wait, and it is one too many. It does not wait any more. */
  abstract abort(reason: Dropped): void;

  get rank(): number {
    return priorities.indexOf(this.priority());
  }

  get implicit(): boolean {
    return true;
  }
}

export class Desk {
  private readonly queue: BoundedQueue<Guest>;
  private free: number;
  /** Of the free places, those that somebody is let in to in a turn to come. */
  private coming = 0;
  /** Those who are next; some may have gone. */
  private chosen: Guest[] = [];
  private readonly whenEmpty: (() => void)[] = [];

  private readonly places: number;
  private readonly turns: TurnLine;

  constructor({ places, limit, turns }: DeskOptions) {
    this.places = places;
    this.free = places;
    this.turns = turns;
    this.queue = new BoundedQueue(limit);
  }

  /** Questions that wait or have a place. */
  get size(): number {
    return this.queue.size + this.places - this.free;
  }

  /** Waits for a place, which may be there. */
  enter(guest: Guest): void {
    guest.isWaiting = true;
    const refused = this.queue.push(guest)?.item;
    if (refused) {
      refused.isWaiting = false;
      refused.abort(new Dropped());
    }
    this.admit();
  }

  /** It does not wait any more. */
  forget(guest: Guest): void {
    guest.isWaiting = false;
    this.queue.remove(guest);
    this.tellWhenEmpty();
  }

  /** Resolves when nobody waits or has a place. */
  emptied(): Promise<void> {
    return new Promise((resolve) => {
      this.whenEmpty.push(resolve);
      this.tellWhenEmpty();
    });
  }

  private tellWhenEmpty(): void {
    if (this.size > 0) return;
    for (const tell of this.whenEmpty.splice(0)) tell();
  }

  private leave(): void {
    this.free++;
    this.admit();
    this.tellWhenEmpty();
  }

  /**
   * What is answered from what is there takes no turn: of thousands, all would follow in this one. So would all be begun in it for
   * whom there is room when they come.
   */
  private admit(): void {
    while (this.coming === 0 && !this.turns.isSpent && this.admitOne());
    while (this.coming < Math.min(this.free, this.queue.size)) {
      this.coming++;
      // One each: what is begun for one is done before it is seen whether there is time for another.
      void this.turns.next().then(() => {
        this.coming--;
        this.admitOne();
      });
    }
  }

  /** False when there is no place, or nobody for it. */
  private admitOne(): boolean {
    const next = this.free > 0 ? this.next() : null;
    if (!next) return false;
    this.queue.remove(next);
    next.isWaiting = false;
    this.free--;
    next.admit(() => this.leave());
    return true;
  }

  private next(): Guest | null {
    if (this.queue.size < MANY) this.chosen = [];
    for (let guest = this.chosen.shift(); guest; guest = this.chosen.shift())
      if (guest.isWaiting) return guest;
    if (this.queue.size < MANY) return this.queue.first(({ rank }) => rank);
    this.chosen = this.queue.best(AT_A_TIME);
    return this.chosen.shift() ?? null;
  }
}
