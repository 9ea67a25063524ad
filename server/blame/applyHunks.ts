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

/** Entries that are being divided, from the first line on. */
interface Dividing {
  /** The lines in front that lie before `end` go to the parent, shifted. */
  passUpTo(end: number, offset: number): void;
  /** They stay. */
  keepUpTo(end: number): void;
  isEmpty(): boolean;
  /** What has gone where, once all is divided. */
  division(): Division;
}

/**
 * `hunks` lead from the parent's file to the target's; `entries` are the target's, by source line, and are the caller's no more: the list may
 * become one of those returned. The pace is told of both.
 */
export function applyHunks(entries: Entry[], hunks: Hunks, pace: Pace): Division {
  const dividing: Dividing = areApart(entries)
    ? new EntryRow(entries, pace)
    : new DividedQueue(entries, pace);
  let offset = 0;
  for (let i = 0; i < hunks.length && !dividing.isEmpty(); i += HUNK) {
    const parentEnd = (hunks[i] as number) + (hunks[i + 1] as number);
    const start = hunks[i + 2] as number;
    const end = start + (hunks[i + 3] as number);
    dividing.passUpTo(start, offset);
    dividing.keepUpTo(end);
    offset = parentEnd - end;
  }
  dividing.passUpTo(Number.POSITIVE_INFINITY, offset);
  return dividing.division();
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

/**
 * Entries that don't overlap: of thousands a diff cuts two or three, and nearly all go to the parent. So these are put where
 * the ones before them were in the list; only where cutting makes more of them than there is room for they get a list of their own.
 */
class EntryRow implements Dividing {
  readonly #entries: Entry[];
  readonly #pace: Pace;
  /** Of the entry in front. */
  #at = 0;
  /** What is left of it, when some of it was taken. */
  #rest: Entry | null = null;
  /** Those that go to the parent are the first so many of the list, or in one of their own. */
  #passed = 0;
  #own: Entry[] | null = null;
  readonly #staying: Entry[] = [];

  constructor(entries: Entry[], pace: Pace) {
    this.#entries = entries;
    this.#pace = pace;
  }

  isEmpty(): boolean {
    return this.#at === this.#entries.length;
  }

  passUpTo(end: number, offset: number): void {
    for (let entry = this.#take(end); entry !== null; entry = this.#take(end)) {
      entry.sourceLine += offset;
      if (this.#own !== null) this.#own.push(entry);
      else this.#passInPlace(entry);
    }
    this.#pace.did(1);
  }

  keepUpTo(end: number): void {
    for (let entry = this.#take(end); entry !== null; entry = this.#take(end)) this.#staying.push(entry);
    this.#pace.did(1);
  }

  division(): Division {
    if (this.#own === null) this.#entries.length = this.#passed;
    return { toParent: this.#own ?? this.#entries, staying: this.#staying };
  }

  /** The entry in front, as far as it lies before `end`; null when it doesn't. */
  #take(end: number): Entry | null {
    if (this.isEmpty()) return null;
    const entry = this.#rest ?? (this.#entries[this.#at] as Entry);
    if (entry.sourceLine >= end) return null;
    const within = end - entry.sourceLine;
    this.#rest = within < entry.count ? cutEntry(entry, within) : null;
    if (this.#rest === null) this.#at++;
    this.#pace.did(1);
    return entry;
  }

  #passInPlace(entry: Entry): void {
    // The place of an entry that was cut is free as well.
    const free = this.#rest === null ? this.#at : this.#at + 1;
    if (this.#passed < free) this.#entries[this.#passed++] = entry;
    else this.#own = [...this.#entries.slice(0, this.#passed), entry];
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

/** Entries of which some have the same lines. */
class DividedQueue implements Dividing {
  readonly #queue: EntryQueue;
  readonly #toParent: Entry[] = [];
  readonly #staying: Entry[] = [];

  constructor(entries: readonly Entry[], pace: Pace) {
    this.#queue = new EntryQueue(entries, pace);
  }

  isEmpty(): boolean {
    return this.#queue.isEmpty();
  }

  passUpTo(end: number, offset: number): void {
    this.#queue.moveUpTo(end, offset, this.#toParent);
  }

  keepUpTo(end: number): void {
    this.#queue.moveUpTo(end, 0, this.#staying);
  }

  division(): Division {
    return { toParent: this.#toParent, staying: this.#staying };
  }
}
