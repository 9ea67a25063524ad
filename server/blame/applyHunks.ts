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
  const queue = areApart(entries) ? new EntryRow(entries, pace) : new EntryQueue(entries, pace);
  const { toParent, staying }: Division = { toParent: [], staying: [] };
  let offset = 0;
  for (let i = 0; i < hunks.length; i += HUNK) {
    const parentEnd = (hunks[i] as number) + (hunks[i + 1] as number);
    const start = hunks[i + 2] as number;
    const end = start + (hunks[i + 3] as number);
    queue.moveUpTo(start, offset, toParent);
    queue.moveUpTo(end, 0, staying);
    offset = parentEnd - end;
    if (queue.isEmpty()) return { toParent, staying };
  }
  queue.moveUpTo(Number.POSITIVE_INFINITY, offset, toParent);
  return { toParent, staying };
}

/** Whether no line is in two of them, as it may be where lines have been found to be copies. */
function areApart(entries: readonly Entry[]): boolean {
  let end = 0;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Entry;
    if (entry.sourceLine < end) return false;
    end = entry.sourceLine + entry.count;
  }
  return true;
}

/** Entries that don't overlap: of thousands a diff cuts two or three, and the others need only be looked at once. */
class EntryRow {
  readonly #entries: readonly Entry[];
  readonly #pace: Pace;
  #at = 0;
  /** What is left of the one in front. */
  #rest: Entry | null = null;

  constructor(entries: readonly Entry[], pace: Pace) {
    this.#entries = entries;
    this.#pace = pace;
  }

  isEmpty(): boolean {
    return this.#at === this.#entries.length;
  }

  /** As that of `EntryQueue`. */
  moveUpTo(end: number, offset: number, list: Entry[]): void {
    const entries = this.#entries;
    let at = this.#at;
    for (let rest = this.#rest; at < entries.length; at++) {
      const entry = rest ?? (entries[at] as Entry);
      if (entry.sourceLine >= end) break;
      const within = end - entry.sourceLine;
      rest = within < entry.count ? cutEntry(entry, within) : null;
      this.#rest = rest;
      entry.sourceLine += offset;
      list.push(entry);
      this.#pace.did(1);
      if (rest !== null) break;
    }
    this.#pace.did(1);
    this.#at = at;
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

  /** Moves the lines in front that lie before `end` to the list, shifted. */
  moveUpTo(end: number, offset: number, list: Entry[]): void {
    for (const entry of this.takeUpTo(end)) {
      entry.sourceLine += offset;
      list.push(entry);
    }
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
