/** A committed file and the text that is typed over it, as lines in the main thread: what one edit changes there is little work. */

import { type Cancel, Cancelled } from '../base/cancel.ts';
import { bytesOfText, equalsBytes, type TextBytes } from '../base/sharedText.ts';
import { type CompareOptions, diffOptions } from '../blame/compareOptions.ts';
import { prepareLines } from '../diff/compiledLines.ts';
import { diffLines } from '../diff/lineDiff.ts';
import { commonEnd, commonStart, type InternedText, type Lines } from '../diff/lines.ts';
import { LineTable } from '../diff/lineTable.ts';
import { type CountedLines, counted, editedHunks, isOnlyWay, type Version } from '../diff/onlyWay.ts';
import { commonTail } from '../diff/tailTrim.ts';
import { MARK_BYTES, withMark } from './byteOrderMark.ts';
import type { Laid } from './overlayLines.ts';
import { bytesOfPieced, editedLines, inPieces, LineRoom, linesOf, type PiecedLines } from './piecedLines.ts';

/** Bytes read between two pauses. */
const SLICE = 1 << 15;
/**
 * Polls that laying a text may come to in any case: each is some ten thousand steps of a comparison, or 64 KiB of text that is read, or
 * much less. With more of them the clock says when it is enough.
 */
const FREE_POLLS = 16;
const MOST_MILLISECONDS = 4;
/** A text of so many bytes is read anew where nothing is known of its pieces. */
const MOST_READ = 1 << 16;
/** Lines that were typed once stay in the table. */
const MOST_TYPED = 10_000;

/** Stops work that is more than the main thread should do. */
class Allowance implements Cancel {
  #polls = 0;
  #began: number | null = null;

  begin(): void {
    this.#polls = 0;
    this.#began = performance.now();
  }

  /** From now on there is no limit. */
  end(): void {
    this.#began = null;
  }

  check(): void {
    if (this.#began === null || ++this.#polls <= FREE_POLLS) return;
    if (performance.now() - this.#began > MOST_MILLISECONDS) throw new Cancelled();
  }
}

/** How the text before the next one lies over the file. */
interface Latest extends Laid {
  /** The text's lines, and where its common end with the file begins for the comparison. */
  readonly lines: PiecedLines;
  readonly tail: number;
  readonly options: CompareOptions;
}

interface Parts {
  readonly allowance: Allowance;
  readonly table: LineTable;
  readonly committed: Lines;
  /** The same, with what is known of its lines. */
  readonly counted: CountedLines;
  /** The file's first bytes, where a byte order mark would be. */
  readonly head: Uint8Array;
  readonly text: TextBytes;
  readonly lines: PiecedLines;
  /** Whether that is the file's. */
  readonly isSame: boolean;
}

/**
 * The comparison is the engine's, whole and with the same functions. It is left out only where all that it looks at is as it was for the
 * text before, see `#asBefore`, or could come to nothing else, see `isOnlyWay`.
 */
export class TypedLines {
  /** Texts for which no comparison was needed: for one reason, and for the other. */
  asBefore = 0;
  onlyWay = 0;
  readonly #parts: Parts;
  readonly #room = new LineRoom();
  readonly #work = { bytesRead: 0, linesRead: 0 };
  #text: TextBytes;
  #lines: PiecedLines;
  #latest: Latest | null = null;
  /** Hunks that make the text before of the file; null before they are known. */
  #version: Version | null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#text = parts.text;
    this.#lines = parts.lines;
    this.#version = parts.isSame ? { ids: parts.lines.ids, hunks: new Int32Array() } : null;
  }

  /** Bytes held. */
  get bytes(): number {
    const { table, committed, counted } = this.#parts;
    const countBytes = counted.counts.byteLength + counted.single.byteLength;
    const ownBytes = committed.ids.byteLength + committed.starts.byteLength + countBytes + this.#room.bytes;
    return table.byteSize + ownBytes + bytesOfPieced(this.#lines);
  }

  /** Whether most of what it holds is of texts that are gone. */
  get isOutgrown(): boolean {
    const { table, committed } = this.#parts;
    return table.count > 2 * committed.ids.length + MOST_TYPED;
  }

  /** How a text lies over the file; null where that is more than a little work. */
  lay(text: TextBytes, options: CompareOptions): Laid | null {
    const { allowance } = this.#parts;
    allowance.begin();
    try {
      return this.#lay(text, options);
    } catch (error) {
      if (error instanceof Cancelled) return null;
      throw error;
    } finally {
      allowance.end();
    }
  }

  release(): void {
    this.#parts.table.release();
  }

  #lay(text: TextBytes, options: CompareOptions): Laid | null {
    const { table, committed, head } = this.#parts;
    // Some texts have a name: with objects of one kind alone what follows is compiled once.
    const { memory, blocks, pieces, byteLength, convertible } = text;
    const content = withMark({ memory, blocks, pieces, byteLength, convertible }, head);
    const [latest, version] = [this.#latest, this.#version];
    const before = { like: this.#lines, likeText: this.#text, work: this.#work, room: this.#room };
    const lines = editedLines(table, before, content) ?? readWhole(table, content);
    if (lines === null) return null;
    // Whatever comes of the comparison, the lines before the last ones are written over by the next ones.
    this.#text = content;
    this.#lines = lines;
    this.#latest = null;
    this.#version = null;
    const tail = commonTail(committed, lines, table);
    const quads =
      this.#asBefore(latest, { lines, tail, options }) ??
      this.#onlyWay(version, lines, options) ??
      this.#compare(lines, options);
    this.#version = { ids: lines.ids, hunks: quads };
    this.#latest = { lines, tail, options, quads, lineCount: lines.ids.length };
    return this.#latest;
  }

  /** The changes, where no comparison could come to others. */
  #onlyWay(version: Version | null, { ids }: PiecedLines, options: CompareOptions): Int32Array | null {
    if (version === null || !isPlain(options)) return null;
    const { counted, allowance } = this.#parts;
    const hunks = editedHunks(counted.ids, version, { after: ids, cancel: allowance });
    // Good for the next text, whether they are git's or not, if the comparison takes too long.
    this.#version = { ids, hunks };
    if (!isOnlyWay(hunks, counted, ids)) return null;
    this.onlyWay++;
    return hunks;
  }

  #compare(lines: PiecedLines, options: CompareOptions): Int32Array {
    const { table, committed, allowance } = this.#parts;
    return diffLines(committed, lines, {
      table,
      options: diffOptions(options),
      cancel: allowance,
    });
  }

  /**
   * The changes of the text before, if the comparison would go the same way again: where lines have become as many others, none of
   * either is a line of the file, and each is indented as the one in its place was. To the comparison a line that the other side has
   * not is always the same: it is dropped before anything is compared, it ends the common start and the common end, a group of changed
   * lines does not slide over it. Nothing but its indentation is looked at. Where the cut of the common end falls is a matter of
   * bytes, so that has to be the same as well.
   */
  #asBefore(
    latest: Latest | null,
    { lines, tail, options }: Pick<Latest, 'lines' | 'tail' | 'options'>,
  ): Int32Array | null {
    if (latest === null || latest.tail !== tail || !isSameWay(latest.options, options)) return null;
    const { table, counted, allowance } = this.#parts;
    const distinct = counted.counts.length;
    const [before, after] = [latest.lines.ids, lines.ids];
    const count = after.length;
    if (before.length !== count) return null;
    const start = commonStart(before, after, { limit: count, cancel: allowance });
    const end = count - commonEnd(before, after, { limit: count - start, cancel: allowance });
    for (let at = start; at < end; at++) {
      const [was, is] = [before[at] ?? 0, after[at] ?? 0];
      if (was < distinct || is < distinct || table.indentOf(was) !== table.indentOf(is)) return null;
    }
    this.asBefore++;
    return latest.quads;
  }
}

/** A short text may be one piece, which any edit makes another one. */
function readWhole(table: LineTable, text: TextBytes): PiecedLines | null {
  return text.byteLength > MOST_READ ? null : linesOf(table, text, null);
}

/** Whether two comparisons are made by the same rules, of a kind that looks at nothing but what `#asBefore` says. */
function isSameWay(a: CompareOptions, b: CompareOptions): boolean {
  return (
    a.diffAlgorithm === b.diffAlgorithm && a.indentHeuristic === b.indentHeuristic && isPlain(a) && isPlain(b)
  );
}

function isPlain({ diffAlgorithm, ignoreWhitespace }: CompareOptions): boolean {
  return (diffAlgorithm === 'myers' || diffAlgorithm === 'minimal') && !ignoreWhitespace;
}

/** Reads the lines of a file and of the text that is typed over it, with pauses for everything else. */
export function* readTyped(file: Uint8Array, text: TextBytes): Generator<undefined, TypedLines> {
  // A turn by itself.
  if (prepareLines()) yield;
  const allowance = new Allowance();
  const table = new LineTable(allowance);
  const committed = yield* interned(table, file);
  const distinct = table.count;
  const content = withMark(text, file);
  const isSame = equalsBytes(content, file);
  const own = isSame ? committed : yield* interned(table, bytesOfText(content));
  const { ids, starts, byteLength } = committed;
  yield;
  const lines = inPieces(content, own);
  return new TypedLines({
    allowance,
    table,
    committed: { ids, starts, byteLength },
    counted: yield* counted(ids, distinct),
    head: file.slice(0, MARK_BYTES),
    text: content,
    lines,
    isSame,
  });
}

/** Like `LineTable.intern`, of a text that somebody has time for. */
function* interned(table: LineTable, text: Uint8Array): Generator<undefined, InternedText> {
  const parts: Pick<Lines, 'ids' | 'starts'>[] = [];
  let count = 0;
  for (let from = 0; from < text.length; ) {
    if (from > 0) yield;
    const newline = text.indexOf(NEWLINE, from + SLICE);
    const end = newline < 0 ? text.length : newline + 1;
    const { ids, starts } = table.intern(text.subarray(from, end));
    for (let line = 0; line < ids.length; line++) starts[line] = (starts[line] as number) + from;
    parts.push({ ids, starts: starts.subarray(0, ids.length) });
    count += ids.length;
    from = end;
  }
  const ids = new Int32Array(count);
  const starts = new Int32Array(count + 1);
  let at = 0;
  for (const part of parts) {
    ids.set(part.ids, at);
    starts.set(part.starts, at);
    at += part.ids.length;
  }
  starts[count] = text.length;
  return { ids, starts, byteLength: text.length, text };
}

const NEWLINE = 0x0a;
