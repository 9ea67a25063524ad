/** Keeps the lines of committed files that texts are laid over, so that of an edited text only what is new is read again. */
import { LRUCache } from 'lru-cache';
import type { Cancel } from '../base/cancel.ts';
import { bytesOfText, commonPieces, type Pieces, type SharedText } from '../base/sharedText.ts';
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

/** The lines of a text, and its pieces by their places alone: whoever holds a text's memory keeps it from being given back. */
interface Version {
  readonly pieces: Pieces;
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

/** Room for the lines of one thread, in bytes, where nothing else is said. */
const BYTES = 16 * 1024 * 1024;
/** One pair beyond that is kept while it is worked on: without it each edit would take as much, and the time to make it. */
const HUGE_BYTES = 640 * 1024 * 1024;
const HUGE_MILLISECONDS = 15_000;

/** A pair that has no room among the others. */
interface Huge {
  readonly blob: Oid;
  readonly pair: Pair;
  readonly bytes: number;
}

/**
 * One thread's memory of committed files by blob. Texts differ from the one before by an edit, and lines that both have at
 * the start and at the end are taken over; the comparison itself is the whole one, so nothing depends on what is remembered.
 */
export class OverlayLines {
  readonly #pairs: LRUCache<Oid, Pair>;
  readonly #maxBytes: number;
  #huge: Huge | null = null;
  #uses = 0;
  readonly #later: (milliseconds: number, action: () => void) => void;
  /** What may stop the call at hand; tables outlive calls. */
  #cancel: Cancel | null = null;

  /** `later` does something when no call is at hand. */
  constructor(maxBytes: number = BYTES, later: (milliseconds: number, action: () => void) => void = inTime) {
    this.#maxBytes = maxBytes;
    this.#later = later;
    this.#pairs = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  /** Bytes held now. */
  get bytes(): number {
    return this.#pairs.calculatedSize + (this.#huge?.bytes ?? 0);
  }

  /** The committed file, where it is remembered. */
  text(blob: Oid): Uint8Array | null {
    return this.#get(blob)?.committed.text ?? null;
  }

  /** The changed regions between the committed file and the text. Throws `Cancelled`. */
  diff(layers: Layers, options: DiffOptions, cancel: Cancel): Laid {
    this.#cancel = cancel;
    const known = this.#get(layers.blob);
    // Until it is whole again: a poll may throw in the middle of a table.
    this.#pairs.delete(layers.blob);
    if (this.#huge?.blob === layers.blob) this.#huge = null;
    try {
      const pair = known === null || hasGrown(known) ? this.#begin(layers.committed) : known;
      const lines = internLike(pair, layers.content);
      pair.latest = { pieces: piecesOf(layers.content), lines };
      const quads = diffLines(pair.committed, lines, {
        table: pair.table,
        options: {
          algorithm: options.diffAlgorithm,
          indentHeuristic: options.indentHeuristic,
          ignoreWhitespace: options.ignoreWhitespace,
        },
        cancel,
      });
      this.#keep(layers.blob, pair);
      return { quads, lineCount: lines.ids.length };
    } finally {
      this.#cancel = null;
    }
  }

  #get(blob: Oid): Pair | null {
    return this.#huge?.blob === blob ? this.#huge.pair : (this.#pairs.get(blob) ?? null);
  }

  #keep(blob: Oid, pair: Pair): void {
    const bytes = bytesOf(pair);
    if (bytes <= this.#maxBytes) {
      this.#pairs.set(blob, pair);
      return;
    }
    if (bytes > HUGE_BYTES) return;
    this.#huge = { blob, pair, bytes };
    const use = ++this.#uses;
    this.#later(HUGE_MILLISECONDS, () => {
      if (this.#uses === use) this.#huge = null;
    });
  }

  #begin(text: Uint8Array): Pair {
    const table = new LineTable({ check: () => this.#cancel?.check() }, plainStore);
    const committed = table.intern(text);
    return { table, committed, latest: { pieces: NO_PIECES, lines: committed } };
  }
}

const NO_PIECES: Pieces = { memory: 0, pieces: new Int32Array() };

function piecesOf({ memory, pieces }: SharedText): Pieces {
  return memory === 0 ? NO_PIECES : { memory, pieces };
}

/** A text's lines, as far as possible from the text before, by its pieces, or else from the committed file, by comparing bytes. */
function internLike({ table, committed, latest }: Pair, text: SharedText): Lines {
  const common = commonPieces(text, latest.pieces);
  if (common === null) return table.intern(bytesOfText(text), committed);
  const { byteLength } = text;
  return table.internEdited(latest.lines, { ...common, byteLength }, (start, end) =>
    bytesOfText(text, start, end),
  );
}

function inTime(milliseconds: number, action: () => void): void {
  setTimeout(action, milliseconds).unref();
}

/** Lines that were typed once stay in the table; after long typing it is time for a new one. */
function hasGrown({ table, committed }: Pair): boolean {
  return table.count > 2 * committed.ids.length + 10_000;
}

function bytesOf({ table, committed, latest }: Pair): number {
  const { pieces, lines } = latest;
  return (
    table.byteSize +
    committed.text.byteLength +
    lineBytes(committed) +
    lineBytes(lines) +
    pieces.pieces.byteLength +
    512
  );
}

function lineBytes({ ids, starts }: Lines): number {
  return ids.byteLength + starts.byteLength;
}
