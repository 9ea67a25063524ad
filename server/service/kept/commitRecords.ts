/** What commits say, as it was told with earlier blames: one object a commit, however many blames name it. Bounded in bytes. */
import { LRUCache } from 'lru-cache';
import type { Oid } from '../../git/oid.ts';
import type { CommitRecord } from '../../worker/messages.ts';

export type Records = Readonly<Record<Oid, CommitRecord>>;

/** Looked up between two pauses. */
const SLICE = 500;
/** Mailmaps and histories that may be told apart at a time. */
const MOST_STAMPS = 1000;

export class CommitRecords {
  private readonly records: LRUCache<string, CommitRecord>;
  /** Stamps are long, and few. */
  private readonly stamps = new Map<string, number>();

  constructor(maxBytes: number) {
    this.records = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOfRecord });
  }

  get bytes(): number {
    return this.records.calculatedSize;
  }

  /** The same records, as they are known already where they are. `stamp` says by which names people are called, in which history. */
  shared(stamp: string, records: Records): Records {
    const prefix = this.prefixOf(stamp);
    const result: Record<Oid, CommitRecord> = {};
    for (const [commit, record] of Object.entries(records)) {
      const known = this.records.get(prefix + commit);
      if (known === undefined) this.records.set(prefix + commit, record);
      result[commit] = known ?? record;
    }
    return result;
  }

  /** Takes them in where they are not known. Pauses now and then. */
  *taking(stamp: string, records: Records): Generator<undefined, void> {
    const prefix = this.prefixOf(stamp);
    let taken = 0;
    for (const [commit, record] of Object.entries(records)) {
      if (++taken % SLICE === 0) yield;
      if (!this.records.has(prefix + commit)) this.records.set(prefix + commit, record);
    }
  }

  /** Null when one of them is not known. Pauses now and then. */
  *all(stamp: string, commits: Iterable<Oid>): Generator<undefined, ReadonlyMap<Oid, CommitRecord> | null> {
    const prefix = this.prefixOf(stamp);
    const found = new Map<Oid, CommitRecord>();
    let looked = 0;
    for (const commit of commits) {
      if (++looked % SLICE === 0) yield;
      const record = this.records.get(prefix + commit);
      if (record === undefined) return null;
      found.set(commit, record);
    }
    return found;
  }

  private prefixOf(stamp: string): string {
    const known = this.stamps.get(stamp);
    if (known !== undefined) return `${known} `;
    if (this.stamps.size >= MOST_STAMPS) {
      this.stamps.clear();
      this.records.clear();
    }
    this.stamps.set(stamp, this.stamps.size);
    return `${this.stamps.size - 1} `;
  }
}

/** What a record takes in memory, near enough. */
function bytesOfRecord({ summary, author, committer }: CommitRecord): number {
  return 500 + 2 * (summary.length + author.name.length + committer.name.length);
}
