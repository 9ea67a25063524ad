/** Common ancestors of two commits, as `A...B` excludes them. */
import { PriorityQueue } from '../base/priorityQueue.ts';
import type { Oid } from './oid.ts';
import type { ObjectReader } from './reader.ts';

const ofOne = 1;
const ofOther = 2;
/** Below a common ancestor: nothing new is to be found there. */
const stale = 4;

/**
 * Common ancestors such that every common ancestor is one of them or an ancestor of one; newest first. With odd dates
 * one may itself be an ancestor of another.
 */
export function mergeBases(reader: ObjectReader, one: Oid, other: Oid): Oid[] {
  if (one === other) return [one];
  const walk = new Walk(reader);
  walk.mark(one, ofOne);
  walk.mark(other, ofOther);
  const found = new Set<Oid>();
  for (let oid = walk.next(); oid !== null; oid = walk.next()) {
    reader.cancel.check();
    const sides = walk.flagsOf(oid);
    if (sides === (ofOne | ofOther)) found.add(oid);
    const passedOn = sides === (ofOne | ofOther) ? sides | stale : sides;
    for (const parent of reader.commit(oid).parents) walk.mark(parent, passedOn);
  }
  return [...found].filter((oid) => (walk.flagsOf(oid) & stale) === 0);
}

/** Commits by date, newest first, as long as one of them may still lead to something new. */
class Walk {
  readonly #reader: ObjectReader;
  readonly #flags = new Map<Oid, number>();
  readonly #queue = new PriorityQueue<Oid>();
  /** Queued commits that are not known to lie below a common ancestor. */
  readonly #open = new Set<Oid>();

  constructor(reader: ObjectReader) {
    this.#reader = reader;
  }

  flagsOf(oid: Oid): number {
    return this.#flags.get(oid) ?? 0;
  }

  /** Queues the commit again when it learns something. */
  mark(oid: Oid, added: number): void {
    const flags = this.flagsOf(oid) | added;
    if (flags === this.flagsOf(oid)) return;
    this.#flags.set(oid, flags);
    if ((flags & stale) === 0) this.#open.add(oid);
    else this.#open.delete(oid);
    this.#queue.push(oid, this.#reader.commit(oid).date);
  }

  /** Null at the end. */
  next(): Oid | null {
    if (this.#open.size === 0) return null;
    const oid = this.#queue.pop();
    if (oid !== null) this.#open.delete(oid);
    return oid;
  }
}
