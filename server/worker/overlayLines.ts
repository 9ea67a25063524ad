/** Keeps the lines of committed files that texts are laid over, so that of an edited text only what is new is read again. */
import { LRUCache } from 'lru-cache';
import type { Cancel } from '../base/cancel.ts';
import { diffLines } from '../diff/lineDiff.ts';
import type { InternedText } from '../diff/lines.ts';
import { LineTable } from '../diff/lineTable.ts';
import type { Oid } from '../git/oid.ts';
import type { DiffOptions } from './messages.ts';

/** A committed file and the text that was last compared with it, their lines in one table. */
interface Pair {
  readonly table: LineTable;
  readonly committed: InternedText;
  latest: InternedText;
}

/** A text and the committed file under it. */
export interface Layers {
  readonly blob: Oid;
  readonly committed: Uint8Array;
  readonly content: Uint8Array;
}

/** Room for the lines of one thread, in bytes. */
const BYTES = 48 * 1024 * 1024;

/**
 * One thread's memory of committed files by blob. Texts differ from the one before by an edit, and lines that both have at
 * the start and at the end are taken over; the comparison itself is the whole one, so nothing depends on what is remembered.
 */
export class OverlayLines {
  readonly #pairs: LRUCache<Oid, Pair>;
  /** What may stop the call at hand; tables outlive calls. */
  #cancel: Cancel | null = null;

  constructor(maxBytes: number = BYTES) {
    this.#pairs = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#pairs.calculatedSize;
  }

  /** The committed file, where it is remembered. */
  text(blob: Oid): Uint8Array | null {
    return this.#pairs.get(blob)?.committed.text ?? null;
  }

  /** The changed regions between the committed file and the text, as `Overlay.quads`. Throws `Cancelled`. */
  diff(layers: Layers, options: DiffOptions, cancel: Cancel): Int32Array {
    this.#cancel = cancel;
    const known = this.#pairs.get(layers.blob);
    // Until it is whole again: a poll may throw in the middle of a table.
    this.#pairs.delete(layers.blob);
    try {
      const pair = known === undefined || hasGrown(known) ? this.#begin(layers.committed) : known;
      pair.latest = pair.table.intern(layers.content, pair.latest);
      const quads = diffLines(pair.committed, pair.latest, {
        table: pair.table,
        options: {
          algorithm: options.diffAlgorithm,
          indentHeuristic: options.indentHeuristic,
          ignoreWhitespace: options.ignoreWhitespace,
        },
        cancel,
      });
      this.#pairs.set(layers.blob, pair);
      return quads;
    } finally {
      this.#cancel = null;
    }
  }

  #begin(text: Uint8Array): Pair {
    const table = new LineTable({ check: () => this.#cancel?.check() });
    const committed = table.intern(text);
    return { table, committed, latest: committed };
  }
}

/** Lines that were typed once stay in the table; after long typing it is time for a new one. */
function hasGrown({ table, committed }: Pair): boolean {
  return table.count > 2 * committed.ids.length + 10_000;
}

function bytesOf({ table, committed, latest }: Pair): number {
  return table.byteSize + textBytes(committed) + (latest === committed ? 0 : textBytes(latest)) + 512;
}

function textBytes({ ids, text }: InternedText): number {
  return ids.byteLength + text.byteLength;
}
