/** How many pairs of files differ, as bytes that can be kept, and found among what is known. */
import type { Hunks } from '../diff/hunks.ts';
import type { Oid } from '../git/oid.ts';
import type { ComparedPair } from './comparedPairs.ts';
import type { KnownHunks } from './hunkMemory.ts';
import { mostBytesOf, readHunks, writeHunks } from './packedHunks.ts';

/** Two files, and how they differ. */
export interface Comparison extends ComparedPair {
  readonly hunks: Hunks;
}

/** In front of all: the size of an id. In front of each: how many bytes it takes. */
const HEAD_BYTES = 1;
const SIZE_BYTES = 4;

/** One after the other; ids are all of one format. */
export function packComparisons(comparisons: readonly Comparison[]): Uint8Array {
  const idBytes = (comparisons[0]?.before.length ?? 0) / 2;
  const most = ({ hunks }: Comparison) => SIZE_BYTES + 2 * idBytes + mostBytesOf(hunks);
  const bytes = Buffer.alloc(comparisons.reduce((sum, each) => sum + most(each), HEAD_BYTES));
  bytes[0] = idBytes;
  let at = HEAD_BYTES;
  for (const { before, after, hunks } of comparisons) {
    const start = at + SIZE_BYTES;
    bytes.write(before + after, start, 'hex');
    const end = writeHunks(bytes, start + 2 * idBytes, hunks);
    bytes.writeUInt32LE(end - start, at);
    at = end;
  }
  return Uint8Array.from(bytes.subarray(0, at));
}

/** Takes all of them in. */
function unpackInto(known: KnownHunks, packed: Uint8Array): void {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  const idBytes = bytes[0] ?? 0;
  const id = (from: number) => bytes.toString('hex', from, from + idBytes);
  for (let at = HEAD_BYTES; at < bytes.length; ) {
    const start = at + SIZE_BYTES;
    known.keep(id(start), id(start + idBytes), readHunks(bytes, start + 2 * idBytes));
    at = start + bytes.readUInt32LE(at);
  }
}

/** What is known, and when that does not do for the first time, with it what is kept elsewhere. */
export class HunksWithKept implements KnownHunks {
  readonly #known: KnownHunks;
  readonly #read: () => Uint8Array | null;
  #isRead = false;

  constructor(known: KnownHunks, read: () => Uint8Array | null) {
    this.#known = known;
    this.#read = read;
  }

  find(before: Oid, after: Oid): Hunks | null {
    const found = this.#known.find(before, after);
    if (found !== null || this.#isRead) return found;
    this.#isRead = true;
    const kept = this.#read();
    if (kept === null) return null;
    unpackInto(this.#known, kept);
    return this.#known.find(before, after);
  }

  keep(before: Oid, after: Oid, hunks: Hunks): void {
    this.#known.keep(before, after, hunks);
  }
}
