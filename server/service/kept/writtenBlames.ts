/** Remembers blames in the form in which they were sent: who asks for an unchanged file once more waits for nobody to write it again. */
import { LRUCache } from 'lru-cache';
import type { FileBlame } from '../fileBlame.ts';

/** For all of them together, in bytes: what is asked again is as a rule what is shown. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What remembering one costs beside its bytes. */
const EACH = 300;

export class WrittenBlames {
  /** By blame: one never changes, and a newer one is another one. */
  private readonly pieces = new LRUCache<FileBlame, readonly Buffer[]>({
    maxSize: MOST_BYTES,
    sizeCalculation: (pieces) => pieces.reduce((sum, { length }) => sum + length, EACH),
  });

  /** Bytes held. */
  get bytes(): number {
    return this.pieces.calculatedSize;
  }

  /** All lines of a blame as they were written; undefined where that is not known. */
  get(blame: FileBlame): readonly Buffer[] | undefined {
    return this.pieces.get(blame);
  }

  /** Nobody may change the pieces afterwards. */
  set(blame: FileBlame, pieces: readonly Buffer[]): void {
    this.pieces.set(blame, pieces);
  }
}
