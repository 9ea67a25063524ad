/** Which commit changed which path to what, as columns: the raw material of an index. */
import type { Pace } from '../../base/cancel.ts';
import type { Oid } from '../oid.ts';
import type { TreeEntry } from '../treeDiff.ts';

/** Records of one chunk; chunks are never moved, so growing copies nothing. */
const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;

/** Entries have four kinds of mode; 0 stands for "no file". */
const MODES = [0, 0o100644, 0o100755, 0o120000, 0o160000] as const;

function modeCode(mode: number): number {
  return Math.max(0, (MODES as readonly number[]).indexOf(mode));
}

/** The mode for a code; null for a code that does not exist. */
export function modeOf(code: number): number | null {
  return MODES[code] ?? null;
}

interface Chunk {
  readonly paths: Uint32Array;
  readonly commits: Uint32Array;
  readonly modes: Uint8Array;
  readonly ids: Buffer;
}

interface Key {
  readonly count: number;
  readonly of: (record: number) => number;
}

export class Touches {
  readonly idBytes: number;
  readonly #chunks: Chunk[] = [];
  #count = 0;

  constructor(idBytes: number) {
    this.idBytes = idBytes;
  }

  get count(): number {
    return this.#count;
  }

  /** Adds a record; `entry` null means that the path is gone. */
  add(path: number, commit: number, entry: TreeEntry | null): void {
    const { chunk, at } = this.#next();
    chunk.paths[at] = path;
    chunk.commits[at] = commit;
    chunk.modes[at] = entry === null ? 0 : modeCode(entry.mode);
    if (entry !== null) chunk.ids.write(entry.oid, at * this.idBytes, 'hex');
  }

  /** Forgets the newest records, so that `count` are left. */
  truncate(count: number): void {
    this.#count = count;
  }

  path(record: number): number {
    return this.#chunk(record).paths[record & (CHUNK - 1)] as number;
  }

  commit(record: number): number {
    return this.#chunk(record).commits[record & (CHUNK - 1)] as number;
  }

  mode(record: number): number {
    return this.#chunk(record).modes[record & (CHUNK - 1)] as number;
  }

  /** The entry's id as a latin1 string of bytes; without meaning for a path that is gone. */
  id(record: number): string {
    const at = (record & (CHUNK - 1)) * this.idBytes;
    return this.#chunk(record).ids.toString('latin1', at, at + this.idBytes);
  }

  entry(record: number): TreeEntry | null {
    const mode = modeOf(this.mode(record)) ?? 0;
    return mode === 0 ? null : { mode, oid: Buffer.from(this.id(record), 'latin1').toString('hex') as Oid };
  }

  /** Records by path, ascending, and within a path by commit. The pace is told of each. */
  sorted(counts: { readonly paths: number; readonly commits: number }, pace: Pace): Uint32Array {
    const byCommit = this.#sort(null, { count: counts.commits, of: (record) => this.commit(record) }, pace);
    return this.#sort(byCommit, { count: counts.paths, of: (record) => this.path(record) }, pace);
  }

  /** By a key below a count; those that have the same stay in the order given, null being that of the records. */
  #sort(given: Uint32Array | null, key: Key, pace: Pace): Uint32Array {
    const starts = new Uint32Array(key.count + 1);
    for (let record = 0; record < this.#count; record++) {
      pace.did(1 / 4);
      const after = key.of(record) + 1;
      starts[after] = (starts[after] as number) + 1;
    }
    for (let at = 1; at <= key.count; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
    const order = new Uint32Array(this.#count);
    for (let n = 0; n < this.#count; n++) {
      pace.did(1 / 4);
      const record = given === null ? n : (given[n] as number);
      const at = key.of(record);
      const place = starts[at] as number;
      order[place] = record;
      starts[at] = place + 1;
    }
    return order;
  }

  #chunk(record: number): Chunk {
    return this.#chunks[record >>> CHUNK_BITS] as Chunk;
  }

  #next(): { readonly chunk: Chunk; readonly at: number } {
    const number = this.#count >>> CHUNK_BITS;
    this.#chunks[number] ??= {
      paths: new Uint32Array(CHUNK),
      commits: new Uint32Array(CHUNK),
      modes: new Uint8Array(CHUNK),
      ids: Buffer.allocUnsafeSlow(CHUNK * this.idBytes),
    };
    return { chunk: this.#chunks[number], at: this.#count++ & (CHUNK - 1) };
  }
}
