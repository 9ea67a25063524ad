/** Commits that were read, for the walks that come by them again; knows nothing of where they come from. */
import { putHex } from '../base/hexBytes.ts';
import { IdRecords } from './idRecords.ts';
import { type ObjectFormat, type Oid, oidBytes } from './oid.ts';

/** A commit that is not in a commit-graph. */
export interface ReadCommit {
  readonly oid: Oid;
  readonly tree: Oid;
  readonly parents: readonly Oid[];
  readonly date: number;
  readonly position: -1;
}

/** Commits with more parents are not kept: hardly any have, and all would need the room. */
const MAX_PARENTS = 2;
/** What a record begins with, in words: the two of the date, and the number of parents. Tree and parents follow. */
const DATE = 0;
const COUNT = 2;
const IDS = 3;
const WORD = 2 ** 32;

/**
 * Every blame of a file walks the same commits from HEAD on, and reading one takes ten times as long as finding it here: its place in a
 * pack is looked up among all objects, and its text inflated. As objects they would take four times the memory, for V8 to look through.
 */
export class CommitTable {
  readonly #records: IdRecords;
  readonly #idBytes: number;

  /** At most `maxBytes` are held. */
  constructor(maxBytes: number, format: ObjectFormat) {
    this.#idBytes = oidBytes(format);
    const bytes = IDS * 4 + (1 + MAX_PARENTS) * this.#idBytes;
    this.#records = new IdRecords(maxBytes, { idBytes: this.#idBytes, bytes });
  }

  /** Bytes in memory now. */
  get bytes(): number {
    return this.#records.byteLength;
  }

  /** Null when it is not, or no longer, known. */
  get(oid: Oid): ReadCommit | null {
    const at = this.#records.find(oid);
    if (at < 0) return null;
    const { bytes, words } = this.#records;
    const date = (words[at + DATE] as number) * WORD + ((words[at + DATE + 1] as number) >>> 0);
    const count = words[at + COUNT] as number;
    const ids = 4 * (at + IDS);
    const tree = this.#idAt(bytes, ids);
    const parents: Oid[] = [];
    for (let parent = 1; parent <= count; parent++)
      parents.push(this.#idAt(bytes, ids + parent * this.#idBytes));
    return { oid, tree, parents, date, position: -1 };
  }

  /** Takes in a commit that is not known. */
  add({ oid, tree, parents, date }: Omit<ReadCommit, 'position'>): void {
    if (parents.length > MAX_PARENTS || date > Number.MAX_SAFE_INTEGER) return;
    const at = this.#records.place(oid);
    if (at < 0) return;
    const { bytes, words } = this.#records;
    words[at + DATE] = Math.floor(date / WORD);
    words[at + DATE + 1] = date % WORD;
    words[at + COUNT] = parents.length;
    const ids = 4 * (at + IDS);
    putHex(tree, bytes, ids);
    for (const [n, parent] of parents.entries()) putHex(parent, bytes, ids + (n + 1) * this.#idBytes);
  }

  clear(): void {
    this.#records.clear();
  }

  #idAt(bytes: Buffer, at: number): Oid {
    return bytes.toString('hex', at, at + this.#idBytes);
  }
}
