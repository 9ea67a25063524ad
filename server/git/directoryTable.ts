/** Which tree a tree has under a name, for the files below it that are looked for after the first one. */
import { putHex } from '../base/hexBytes.ts';
import { IdRecords } from './idRecords.ts';
import { type ObjectFormat, type Oid, oidBytes } from './oid.ts';
import type { NamedEntry } from './treeEntry.ts';

/** More names than this, and all are forgotten: walks look for a few, over and over. */
const MAX_NAMES = 1000;
const MODE_BYTES = 4;

export class DirectoryTable {
  readonly #records: IdRecords;
  readonly #idBytes: number;
  readonly #numbers = new Map<string, number>();

  /** At most `maxBytes` are held. */
  constructor(maxBytes: number, format: ObjectFormat) {
    this.#idBytes = oidBytes(format);
    this.#records = new IdRecords(maxBytes, { idBytes: this.#idBytes, bytes: this.#idBytes + MODE_BYTES });
  }

  /** Bytes in memory now. */
  get bytes(): number {
    return this.#records.byteLength;
  }

  /** Null when it is not, or no longer, known. */
  get(tree: Oid, name: string): NamedEntry | null {
    const number = this.#numbers.get(name);
    const at = number === undefined ? -1 : this.#records.find(tree, number);
    if (at < 0) return null;
    const { bytes, words } = this.#records;
    const id = 4 * at + MODE_BYTES;
    return { mode: words[at] as number, oid: bytes.toString('hex', id, id + this.#idBytes) };
  }

  /** Takes in an entry that is not known. */
  add(tree: Oid, name: string, { mode, oid }: NamedEntry): void {
    const at = this.#records.place(tree, this.#numberOf(name));
    if (at < 0) return;
    const { bytes, words } = this.#records;
    words[at] = mode;
    putHex(oid, bytes, 4 * at + MODE_BYTES);
  }

  clear(): void {
    this.#numbers.clear();
    this.#records.clear();
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.#numbers.size === MAX_NAMES) this.clear();
    const number = this.#numbers.size;
    this.#numbers.set(name, number);
    return number;
  }
}
