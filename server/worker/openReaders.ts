/** The repositories that an engine has open: readers are kept between calls, and look again where something has changed. */
import { LRUCache } from 'lru-cache';
import type { Cancel } from '../base/cancel.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';

/** What a reader is for: making an index of all of history goes through more at once than anything else does. */
export type Purpose = 'files' | 'newIndex';

interface ReaderParts {
  openReader(repository: Repository, cancel: Cancel, purpose: Purpose): ObjectReader;
  /** Changes whenever a reader should look at the repository's objects and overrides again. */
  objectStamp(repository: Repository): string;
}

/** What an open reader may hold in its caches, as far as this budget is concerned. */
const READER_BYTES = 128 * 1024 * 1024;
const MOST_READERS = 4;

interface Opened {
  readonly reader: ObjectReader;
  /** Taken before the look it stands for: what is written in between is looked at once more. Null while a look is under way. */
  stamp: string | null;
}

export class OpenReaders {
  readonly #parts: ReaderParts;
  readonly #readers = new LRUCache<string, Opened>({
    maxSize: MOST_READERS * READER_BYTES,
    sizeCalculation: () => READER_BYTES,
    dispose: ({ reader }) => reader.close(),
  });

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  open(repository: Repository, cancel: Cancel, purpose: Purpose = 'files'): ObjectReader {
    const stamp = this.#parts.objectStamp(repository);
    const key = keyOf(repository, purpose);
    const known = this.#readers.get(key);
    if (known === undefined) {
      const reader = this.#parts.openReader(repository, cancel, purpose);
      this.#readers.set(key, { reader, stamp });
      return reader;
    }
    known.reader.cancel = cancel;
    if (known.stamp === stamp) return known.reader;
    // What is given up is done by the next call.
    known.stamp = null;
    known.reader.refresh();
    known.stamp = stamp;
    return known.reader;
  }

  has(repository: Repository, purpose: Purpose): boolean {
    return this.#readers.has(keyOf(repository, purpose));
  }

  /** Gives back what a reader holds. */
  closeOne(repository: Repository, purpose: Purpose): void {
    this.#readers.delete(keyOf(repository, purpose));
  }

  /** Bytes in memory now. */
  get bytes(): number {
    const held = [...this.#readers.values()].flatMap(({ reader }) => Object.values(reader.cacheBytes()));
    return held.reduce((sum, bytes) => sum + bytes, 0);
  }

  close(): void {
    this.#readers.clear();
  }
}

function keyOf({ gitDir }: Repository, purpose: Purpose): string {
  return `${purpose} ${gitDir}`;
}
