/** Remembers what came of laying texts over blames: every surface asks for it, and few ask again once the text has changed. */
import { LRUCache } from 'lru-cache';
import { nextTurn } from '../base/nextTurn.ts';
import type { EntryBatch, Overlay } from '../worker/messages.ts';
import { bytesOf, type FileBlame } from './fileBlame.ts';
import { layOver } from './overlay.ts';

interface Laid {
  readonly committed: FileBlame;
  readonly blame: FileBlame;
}

const LAID_BYTES = 8 * 1024 * 1024;

export class LaidBlames {
  private readonly laid = new LRUCache<Overlay, Laid>({
    maxSize: LAID_BYTES,
    sizeCalculation: ({ blame }) => bytesOf(blame),
  });

  get bytes(): number {
    return this.laid.calculatedSize;
  }

  /** The blame of the text; see `layOver`. Everything else has its turn in between; rejects when the signal aborts. */
  async lay(
    committed: FileBlame,
    overlay: Overlay,
    { first, signal }: { readonly first: EntryBatch; readonly signal: AbortSignal },
  ): Promise<FileBlame> {
    const known = this.laid.get(overlay);
    if (known?.committed === committed) return known.blame;
    const laying = layOver(committed, overlay, first);
    let step = laying.next();
    while (!step.done) {
      await nextTurn(signal);
      step = laying.next();
    }
    const blame = step.value;
    this.laid.set(overlay, { committed, blame });
    return blame;
  }
}
