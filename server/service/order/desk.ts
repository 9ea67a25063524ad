/** The line in front of everything that is done for a question: thousands that nobody looks at yet must not keep the others waiting. */
import { isTurnSpent, nextTurn } from '../../base/nextTurn.ts';
import { Dropped, type Priority, priorities } from '../../scheduler/job.ts';
import { BoundedQueue, type Ranked } from '../../scheduler/queue.ts';

export interface DeskOptions {
  /** Questions that are let in at a time. */
  readonly places: number;
  /** Most that may wait; the oldest of the least urgent are dropped when more come, because what was opened last is looked at. */
  readonly limit: number;
}

/** From so many on that wait, how urgent they are is not asked for each place, but for so many places at a time. */
const MANY = 64;
const AT_A_TIME = 32;

interface Guest extends Ranked {
  isWaiting: boolean;
  readonly admit: () => void;
  readonly drop: () => void;
}

export class Desk {
  private readonly queue: BoundedQueue<Guest>;
  private free: number;
  /** Those who are next; some may have gone. */
  private chosen: Guest[] = [];

  private readonly places: number;

  constructor({ places, limit }: DeskOptions) {
    this.places = places;
    this.free = places;
    this.queue = new BoundedQueue(limit);
  }

  /** Questions that wait or have a place. */
  get size(): number {
    return this.queue.size + this.places - this.free;
  }

  /** Does the work, where somebody is patient as soon as there is a place. */
  async serve<Result>(
    waiting: { priority: () => Priority; signal: AbortSignal; patient?: boolean },
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (!waiting.patient) return work();
    const leave = await this.enter(waiting);
    return work().finally(leave);
  }

  /**
   * Waits for a place; what it resolves to is to be called when the place is free again. Rejects with the signal's reason as soon
   * as it aborts, or with `Dropped`.
   */
  enter({ priority, signal }: { priority: () => Priority; signal: AbortSignal }): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        signal.removeEventListener('abort', onAbort);
        guest.isWaiting = false;
        settle();
      };
      const guest: Guest = {
        get rank() {
          return priorities.indexOf(priority());
        },
        implicit: true,
        isWaiting: true,
        admit: () => end(() => resolve(() => this.leave())),
        drop: () => end(() => reject(new Dropped())),
      };
      const onAbort = () => {
        this.queue.remove(guest);
        guest.isWaiting = false;
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.queue.push(guest)?.item.drop();
      this.admit();
    });
  }

  /** What is answered from what is there takes no turn: of thousands, all would follow in this one. */
  private leave(): void {
    this.free++;
    if (this.queue.size > 0 && isTurnSpent()) void nextTurn().then(() => this.admitOne());
    else this.admit();
  }

  private admit(): void {
    while (this.admitOne());
  }

  /** False when there is no place, or nobody for it. */
  private admitOne(): boolean {
    const next = this.free > 0 ? this.next() : null;
    if (!next) return false;
    this.queue.remove(next);
    this.free--;
    next.admit();
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
