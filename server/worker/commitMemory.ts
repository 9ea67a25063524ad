/** Remembers what is shown of commits, which files of one history have in common; for as long as it can't have changed. */
import type { Mailmap } from '../git/mailmap.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { CommitRecord } from './messages.ts';

/** Of one repository, some two megabytes: those of the longest histories of single files. */
export const MOST_COMMITS = 4096;

interface Remembered {
  /** By which names people are called, which objects stand for others. */
  readonly mailmap: Mailmap;
  readonly overrides: string;
  readonly records: Map<Oid, CommitRecord>;
}

export class CommitMemory {
  private readonly remembered = new WeakMap<ObjectReader, Remembered>();

  /** What `read` says, of each commit once. The same mailmap is the same object. */
  of(reader: ObjectReader, mailmap: Mailmap, read: (commit: Oid) => CommitRecord) {
    const { records } = this.inForce(reader, mailmap);
    return (commit: Oid): CommitRecord => {
      const known = records.get(commit);
      if (known !== undefined) return known;
      // Which of them are asked for again nobody knows: keeping account of it would cost as much as reading some anew.
      if (records.size >= MOST_COMMITS) records.clear();
      const { summary, author, committer } = read(commit);
      const record = { summary, author, committer };
      records.set(commit, record);
      return record;
    };
  }

  private inForce(reader: ObjectReader, mailmap: Mailmap): Remembered {
    const { overrides } = reader;
    const known = this.remembered.get(reader);
    if (known?.mailmap === mailmap && known.overrides === overrides) return known;
    const anew = { mailmap, overrides, records: new Map() };
    this.remembered.set(reader, anew);
    return anew;
  }
}
