/** Remembers how texts lie over committed files, for as long as the files that have a say in it stay as they are. */
import { LRUCache } from 'lru-cache';
import type { Overlay } from '../../worker/messages.ts';
import { shortKey } from '../keys.ts';
import type { Place } from '../repository/workspace.ts';

export interface OverlayMemoryParts {
  /** Something that changes whenever one of these files is written, made or removed. */
  readonly stampOf: (files: readonly string[]) => Promise<string>;
}

interface Remembered {
  readonly overlay: Overlay;
  readonly stamp: string;
}

/** For the differences between texts and their committed files: small, and asked again by every surface. */
const OVERLAY_BYTES = 4 * 1024 * 1024;
/** What one takes beside its numbers: thousands of them have none. */
const ENTRY_BYTES = 700;
/** Files with a say, by path; a few for each directory on the way. */
const SAY_BYTES = 1024 * 1024;

const nothing = new Int32Array();

/** Most texts are as they are committed, and an empty array of its own takes as much as the rest of an overlay. */
function sharingNothing(overlay: Overlay): Overlay {
  const { blob, tracked, quads, lineCount, files } = overlay;
  return quads.length > 0 ? overlay : { blob, tracked, quads: nothing, lineCount, files };
}

export class OverlayMemory {
  private readonly parts: OverlayMemoryParts;
  private readonly overlays = new LRUCache<string, Remembered>({
    maxSize: OVERLAY_BYTES,
    sizeCalculation: ({ overlay }) => overlay.quads.byteLength + ENTRY_BYTES,
  });
  /** What had a say in a path's text when it was last laid over: attributes and configuration. */
  private readonly said = new LRUCache<string, readonly string[]>({
    maxSize: SAY_BYTES,
    sizeCalculation: (files) => 200 * (files.length + 1),
  });

  /** Of the files that had a say in them, for those that are remembered. */
  private readonly stamps = new WeakMap<Overlay, string>();

  constructor(parts: OverlayMemoryParts) {
    this.parts = parts;
  }

  get bytes(): number {
    return this.overlays.calculatedSize;
  }

  /** `question` names the text, its place, the commit and the options; `ask` is called when the answer is not known. */
  async get(question: string, { repository, path }: Place, ask: () => Promise<Overlay>): Promise<Overlay> {
    const key = shortKey(question);
    const known = this.overlays.get(key);
    if (known && known.stamp === (await this.stampOf(known.overlay.files))) return known.overlay;
    const place = `${repository.gitDir}\0${path}`;
    const files = this.said.get(place) ?? [];
    // Taken before they are read: what is written meanwhile shows when it is compared.
    const stamp = await this.stampOf(files);
    const overlay = sharingNothing(await ask());
    if (overlay.files.length > 0) this.said.set(place, overlay.files);
    const sure = overlay.files.length === 0 || overlay.files.join('\0') === files.join('\0');
    // Whether the index has a path changes; what a commit has there does not.
    if (overlay.blob !== null && sure) {
      const remembered = { overlay, stamp: overlay.files.length === 0 ? '' : stamp };
      this.overlays.set(key, remembered);
      this.stamps.set(overlay, remembered.stamp);
    }
    return overlay;
  }

  /** It holds as long as the files that had a say in it have this stamp; null where that is not sure. */
  stampUnder(overlay: Overlay): string | null {
    return this.stamps.get(overlay) ?? null;
  }

  private async stampOf(files: readonly string[]): Promise<string> {
    return files.length === 0 ? '' : this.parts.stampOf(files);
  }
}
