/** Splits a target's entries by a diff: what is unchanged goes to the parent, the rest stays. */
import type { Pace } from '../base/cancel.ts';
import { HUNK, type Hunks } from '../diff/hunks.ts';
import { cutEntry, type Entry } from './entry.ts';

/** Both lists are in the order in which git would hold them. */
export interface Division {
  /** With source lines of the parent's file. */
  readonly toParent: Entry[];
  readonly staying: Entry[];
}

/** `hunks` lead from the parent's file to the target's; `entries` are the target's, by source line. The pace is told of both. */
export function applyHunks(entries: readonly Entry[], hunks: Hunks, pace: Pace): Division {
  const queue = new EntryQueue(entries, pace);
  const division: Division = { toParent: [], staying: [] };
  let offset = 0;
  for (let i = 0; i < hunks.length; i += HUNK) {
    const parentEnd = (hunks[i] as number) + (hunks[i + 1] as number);
    const start = hunks[i + 2] as number;
    const end = start + (hunks[i + 3] as number);
    giveToParent(queue.takeUpTo(start), offset, division);
    for (const entry of queue.takeUpTo(end)) division.staying.push(entry);
    offset = parentEnd - end;
    if (queue.isEmpty()) return division;
  }
  giveToParent(queue.takeUpTo(Number.POSITIVE_INFINITY), offset, division);
  return division;
}

/** Moves unchanged entries to the parent, shifted by the difference of the line numbers. */
export function giveToParent(entries: readonly Entry[], offset: number, { toParent }: Division): void {
  for (const entry of entries) {
    entry.sourceLine += offset;
    toParent.push(entry);
  }
}

/** The entries not yet divided. Entries may overlap, so one that is cut can leave shorter ones behind it. */
export class EntryQueue {
  readonly #entries: Entry[];
  readonly #pace: Pace;
  #at = 0;

  constructor(entries: readonly Entry[], pace: Pace) {
    this.#entries = [...entries];
    this.#pace = pace;
  }

  isEmpty(): boolean {
    return this.#at === this.#entries.length;
  }

  /** Takes the entries in front that start before `end`; what reaches beyond is cut off and put back in front. */
  takeUpTo(end: number): Entry[] {
    const taken: Entry[] = [];
    const rests: Entry[] = [];
    for (let entry = this.#entries[this.#at]; entry !== undefined; entry = this.#entries[++this.#at]) {
      if (entry.sourceLine >= end) break;
      if (entry.sourceLine + entry.count > end) rests.push(cutEntry(entry, end - entry.sourceLine));
      taken.push(entry);
      this.#pace.did(1);
    }
    this.#pace.did(1);
    // Every rest comes from an entry taken, so there is room in front.
    this.#at -= rests.length;
    for (let i = 0; i < rests.length; i++) this.#entries[this.#at + i] = rests[i] as Entry;
    return taken;
  }
}
