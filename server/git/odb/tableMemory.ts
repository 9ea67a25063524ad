/** Memory for what is made of large tables in files: taken by key, counted once however many use it, within one bound. */
import { randomFillSync } from 'node:crypto';

/** What a digest of an id depends on, which nobody outside of the process knows: what it begins with, and odd factors. */
export type DigestSecret = Uint32Array;

/** Where readers of tables get such memory. What was written there under a key is good for all who ask for that key. */
export interface TableMemory {
  readonly secret: DigestSecret;
  /** Bytes in use, as far as they are counted here. */
  readonly bytes: number;
  /** Wants so many bytes for a table, until `giveBack`. */
  want(key: string, bytes: number): void;
  /** The memory, of zeros where nobody has written, or less than was wanted; null where there is none for it, undefined as long as that is not known. */
  get(key: string): ArrayBufferLike | null | undefined;
  giveBack(key: string): void;
}

interface Table {
  readonly memory: ArrayBufferLike | null;
  users: number;
}

/** Parts of tables are made of words. */
const WORD = 4;

export class TableRoom implements TableMemory {
  readonly secret: DigestSecret = randomFillSync(new Uint32Array(4)).map((word, i) =>
    i < 2 ? word : word | 1,
  );
  readonly #most: number;
  readonly #make: (bytes: number) => ArrayBufferLike;
  readonly #tables = new Map<string, Table>();
  #bytes = 0;

  /** Bytes that nobody has written to take no memory as a rule, but count. */
  constructor(
    most: number,
    make: (bytes: number) => ArrayBufferLike = (bytes): ArrayBufferLike => new ArrayBuffer(bytes),
  ) {
    this.#most = most;
    this.#make = make;
  }

  get bytes(): number {
    return this.#bytes;
  }

  want(key: string, bytes: number): void {
    const known = this.#tables.get(key);
    if (known !== undefined) {
      known.users++;
      return;
    }
    const room = Math.min(bytes, this.#most - this.#bytes);
    const size = Math.max(0, room - (room % WORD));
    this.#bytes += size;
    this.#tables.set(key, { memory: size === 0 ? null : this.#make(size), users: 1 });
  }

  get(key: string): ArrayBufferLike | null {
    return this.#tables.get(key)?.memory ?? null;
  }

  giveBack(key: string): void {
    const table = this.#tables.get(key);
    if (table === undefined || --table.users > 0) return;
    this.#tables.delete(key);
    this.#bytes -= table.memory?.byteLength ?? 0;
  }
}
