/** Remembers what came of laying texts over blames: every surface asks for it, and few ask again once the text has changed. */
import { LRUCache } from 'lru-cache';
import { inSlices } from '../../base/nextTurn.ts';
import type { EntryBatch, Overlay } from '../../worker/messages.ts';
import { bytesOf, type FileBlame, type LineSpan } from '../fileBlame.ts';
import { layOver } from '../overlay/overlay.ts';
import { layPart } from '../overlay/overlayPart.ts';

interface Laid {
  readonly committed: FileBlame;
  readonly blame: FileBlame;
}

export interface Laying {
  /** See `uncommittedBatch`. */
  readonly first: EntryBatch;
  readonly signal: AbortSignal;
  /** The lines that are looked at; all when missing. */
  readonly span?: LineSpan | undefined;
}

/** More lines than on a screen are laid with all others, for whoever asks next. */
const FEW_LINES = 500;
const LAID_BYTES = 8 * 1024 * 1024;
const POINTER = 8;

export class LaidBlames {
  private readonly laid = new LRUCache<Overlay, Laid>({
    maxSize: LAID_BYTES,
    // What a text's blame keeps alive is measured once for all that is typed.
    sizeCalculation: ({ committed, blame }) =>
      blame.rows.byteLength + POINTER * blame.origins.length + bytesOf(committed),
  });

  get bytes(): number {
    return this.laid.calculatedSize;
  }

  /**
   * The blame of the text; see `layOver`. Everything else has its turn in between; rejects when the signal aborts. Of few lines
   * alone, see `layPart`, it is made at once.
   */
  async lay(committed: FileBlame, overlay: Overlay, { first, signal, span }: Laying): Promise<FileBlame> {
    const known = this.laid.get(overlay);
    if (known?.committed === committed) return known.blame;
    if (span && span.end - span.start <= FEW_LINES) return layPart(committed, overlay, { first, span });
    const blame = await inSlices(layOver(committed, overlay, first), signal);
    this.laid.set(overlay, { committed, blame });
    return blame;
  }
}
