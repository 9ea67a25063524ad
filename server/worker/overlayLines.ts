/** Keeps the lines of committed files that texts are laid over, so that of an edited text only what is new is read again. */

import { type Cancel, Cancelled, neverCancelled } from '../base/cancel.ts';
import type { SharedText } from '../base/sharedText.ts';
import { type CompareOptions, diffOptions } from '../blame/compareOptions.ts';
import { defaultDiffOptions, diffLines } from '../diff/lineDiff.ts';
import type { InternedText } from '../diff/lines.ts';
import { LineTable } from '../diff/lineTable.ts';
import type { Oid } from '../git/oid.ts';
import {
  bytesOfPieced,
  editedLines,
  LineRoom,
  type LineWork,
  linesOf,
  type PiecedLines,
} from './piecedLines.ts';

/** A committed file and the text that was last compared with it. */
interface Pair {
  readonly blob: CommittedBlob;
  readonly committed: InternedText;
  /** Null before the first text. */
  latest: PiecedLines | null;
  readonly room: LineRoom;
}

/** Committed files whose lines lie in one table: its memory is taken in pieces too large for one file each. */
interface Shelf {
  readonly table: LineTable;
  readonly pairs: Map<string, Pair>;
}

/** A committed file's content: replacement refs may give an object another one. */
export interface CommittedBlob {
  readonly oid: Oid;
  /** See `ObjectReader`. */
  readonly overrides: string;
}

/** A text and the committed file under it. */
export interface Layers {
  readonly blob: CommittedBlob;
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
/** What a file's lines take in a table, in bytes for each byte of it; more where lines are short. */
const LINE_BYTES = 6;
/** One file beyond that is kept while it is worked on: without it each edit would take as much, and the time to make it. */
const HUGE_BYTES = 640 * 1024 * 1024;
const HUGE_MILLISECONDS = 15_000;
/** Whoever opened the text has his answer by then. */
const QUIET_MILLISECONDS = 100;
/** Lines that were typed once stay in the table; after long typing it is time for a new one. */
const MOST_TYPED = 10_000;

/**
 * One thread's memory of committed files. Texts differ from the one before by an edit, and lines that both have at
 * the start and at the end are taken over; the comparison itself is the whole one, so nothing depends on what is remembered.
 */
export class OverlayLines {
  /** What was read so far. */
  readonly work: LineWork = { bytesRead: 0, linesRead: 0 };
  readonly #maxBytes: number;
  readonly #later: (milliseconds: number, action: () => void) => void;
  #shelf: Shelf | null = null;
  /** A file that has no room among the others. */
  #huge: Shelf | null = null;
  #uses = 0;
  #expected: Layers | null = null;
  /** What may stop the call at hand; tables outlive calls. */
  #cancel: Cancel | null = null;

  /** `later` does something when no call is at hand. */
  constructor(maxBytes: number = BYTES, later: (milliseconds: number, action: () => void) => void = inTime) {
    this.#maxBytes = maxBytes;
    this.#later = later;
  }

  /** Bytes held now. */
  get bytes(): number {
    return bytesOf(this.#shelf) + bytesOf(this.#huge);
  }

  /** The committed file, where it is remembered. */
  text(blob: CommittedBlob): Uint8Array | null {
    return this.#find(blob)?.pair.committed.text ?? null;
  }

  /**
   * A text is about to be edited, perhaps: when it is quiet its lines are read, if there is room for them, and the first edit finds
   * them. Of several texts the last one is in view.
   */
  expect(layers: Layers): void {
    this.#expected = layers;
    this.#later(QUIET_MILLISECONDS, () => {
      if (this.#expected === layers) this.#prepare(layers);
    });
  }

  /** The changed regions between the committed file and the text. Throws `Cancelled`. */
  diff({ blob, committed, content }: Layers, options: CompareOptions, cancel: Cancel): Laid {
    this.#expected = null;
    return this.#during(cancel, () => {
      const { shelf, pair } = this.#find(blob) ?? this.#begin(blob, committed);
      const lines = this.#take(shelf.table, pair, content);
      const quads = diffLines(pair.committed, lines, {
        table: shelf.table,
        options: diffOptions(options),
        cancel,
      });
      this.#settle(shelf);
      return { quads, lineCount: lines.ids.length };
    });
  }

  #prepare({ blob, committed, content }: Layers): void {
    this.#expected = null;
    if (this.#find(blob) !== null || !this.#hasRoom(committed)) return;
    this.#during(neverCancelled, () => {
      const { shelf, pair } = this.#begin(blob, committed);
      const lines = this.#take(shelf.table, pair, content);
      // Takes the memory that comparisons need.
      diffLines(pair.committed, lines, {
        table: shelf.table,
        options: defaultDiffOptions,
        cancel: neverCancelled,
      });
    });
  }

  /** What is given up in the middle leaves tables whole; after anything else nobody knows. */
  #during<Result>(cancel: Cancel, work: () => Result): Result {
    this.#cancel = cancel;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Cancelled)) {
        this.#shelf = null;
        this.#huge = null;
      }
      throw error;
    } finally {
      this.#cancel = null;
    }
  }

  #find({ oid, overrides }: CommittedBlob): { shelf: Shelf; pair: Pair } | null {
    for (const shelf of [this.#shelf, this.#huge]) {
      const pair = shelf?.pairs.get(oid);
      if (shelf && pair && pair.blob.overrides === overrides) return { shelf, pair };
    }
    return null;
  }

  #hasRoom(committed: Uint8Array): boolean {
    return bytesOf(this.#shelf) + LINE_BYTES * committed.length <= this.#maxBytes;
  }

  #begin(blob: CommittedBlob, text: Uint8Array): { shelf: Shelf; pair: Pair } {
    const isHuge = LINE_BYTES * text.length > this.#maxBytes;
    if (!isHuge && !this.#hasRoom(text)) this.#forget();
    const shelf = (isHuge ? null : this.#shelf) ?? newShelf({ check: () => this.#cancel?.check() });
    const pair: Pair = { blob, committed: shelf.table.intern(text), latest: null, room: new LineRoom() };
    shelf.pairs.set(blob.oid, pair);
    if (isHuge) this.#huge = shelf;
    else this.#shelf = shelf;
    return { shelf, pair };
  }

  /** The text's lines, as far as possible from the text before, by its pieces, or else from the committed file, by comparing bytes. */
  #take(table: LineTable, pair: Pair, text: SharedText): PiecedLines {
    const { work } = this;
    const { latest, room } = pair;
    const edited = latest && editedLines(table, { like: latest, work, room }, text);
    if (edited === null) work.bytesRead += text.byteLength;
    pair.latest = edited ?? linesOf(table, text, pair.committed);
    return pair.latest;
  }

  /** Whether the shelf is kept after a comparison, and for how long. */
  #settle(shelf: Shelf): void {
    const bytes = bytesOf(shelf);
    const lines = [...shelf.pairs.values()].reduce((sum, { committed }) => sum + committed.ids.length, 0);
    const hasGrown = shelf.table.count > 2 * lines + MOST_TYPED;
    if (shelf === this.#shelf && (hasGrown || bytes > this.#maxBytes)) this.#forget();
    if (shelf !== this.#huge) return;
    if (hasGrown || bytes > HUGE_BYTES) this.#huge = null;
    const use = ++this.#uses;
    this.#later(HUGE_MILLISECONDS, () => {
      if (this.#uses === use) this.#huge = null;
    });
  }

  #forget(): void {
    this.#shelf?.table.release();
    this.#shelf = null;
  }
}

function newShelf(cancel: Cancel): Shelf {
  return { table: new LineTable(cancel), pairs: new Map() };
}

function inTime(milliseconds: number, action: () => void): void {
  setTimeout(action, milliseconds).unref();
}

function bytesOf(shelf: Shelf | null): number {
  if (shelf === null) return 0;
  let bytes = shelf.table.byteSize;
  for (const { committed, latest, room } of shelf.pairs.values()) {
    bytes += committed.text.byteLength + committed.ids.byteLength + committed.starts.byteLength + 512;
    bytes += room.bytes;
    if (latest !== null) bytes += bytesOfPieced(latest);
  }
  return bytes;
}
