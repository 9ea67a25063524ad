/** Keeps the lines of committed files that texts are laid over, so that of an edited text only what is new is read again. */
import { LRUCache } from 'lru-cache';
import type { Cancel } from '../base/cancel.ts';
import { bytesOfText, commonPieces, type SharedText, textOf } from '../base/sharedText.ts';
import { diffLines } from '../diff/lineDiff.ts';
import type { InternedText, Lines } from '../diff/lines.ts';
import { LineTable, plainStore } from '../diff/lineTable.ts';
import type { Oid } from '../git/oid.ts';
import type { DiffOptions } from './versionMessages.ts';

/** A committed file and the text that was last compared with it, their lines in one table. */
interface Pair {
  readonly table: LineTable;
  readonly committed: InternedText;
  latest: Version;
}

/** A text by its pieces, and its lines. */
interface Version {
  readonly text: SharedText;
  readonly lines: Lines;
}

/** A text and the committed file under it. */
export interface Layers {
  readonly blob: Oid;
  readonly committed: Uint8Array;
  readonly content: SharedText;
}

/** How a text lies over the committed file; see `Overlay`. */
export interface Laid {
  readonly quads: Int32Array;
  readonly lineCount: number;
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

  /** The changed regions between the committed file and the text. Throws `Cancelled`. */
  diff(layers: Layers, options: DiffOptions, cancel: Cancel): Laid {
    this.#cancel = cancel;
    const known = this.#pairs.get(layers.blob);
    // Until it is whole again: a poll may throw in the middle of a table.
    this.#pairs.delete(layers.blob);
    try {
      const pair = known === undefined || hasGrown(known) ? this.#begin(layers.committed) : known;
      const lines = internLike(pair, layers.content);
      pair.latest = { text: layers.content, lines };
      const quads = diffLines(pair.committed, lines, {
        table: pair.table,
        options: {
          algorithm: options.diffAlgorithm,
          indentHeuristic: options.indentHeuristic,
          ignoreWhitespace: options.ignoreWhitespace,
        },
        cancel,
      });
      this.#pairs.set(layers.blob, pair);
      return { quads, lineCount: lines.ids.length };
    } finally {
      this.#cancel = null;
    }
  }

  #begin(text: Uint8Array): Pair {
    const table = new LineTable({ check: () => this.#cancel?.check() }, plainStore);
    const committed = table.intern(text);
    return { table, committed, latest: { text: textOf(text), lines: committed } };
  }
}

/** A text's lines, as far as possible from the text before: by its pieces, or else by comparing bytes. */
function internLike({ table, latest }: Pair, text: SharedText): Lines {
  const common = commonPieces(text, latest.text);
  if (common === null)
    return table.intern(bytesOfText(text), { ...latest.lines, text: bytesOfText(latest.text) });
  const { byteLength } = text;
  return table.internEdited(latest.lines, { ...common, byteLength }, (start, end) =>
    bytesOfText(text, start, end),
  );
}

/** Lines that were typed once stay in the table; after long typing it is time for a new one. */
function hasGrown({ table, committed }: Pair): boolean {
  return table.count > 2 * committed.ids.length + 10_000;
}

function bytesOf({ table, committed, latest }: Pair): number {
  // The bytes of open texts are those of the main thread.
  const own = latest.text.memory === 0 ? latest.text.byteLength : 0;
  return (
    table.byteSize + committed.text.byteLength + own + lineBytes(committed) + lineBytes(latest.lines) + 512
  );
}

function lineBytes({ ids, starts }: Lines): number {
  return ids.byteLength + starts.byteLength;
}
