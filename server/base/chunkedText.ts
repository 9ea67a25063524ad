/** The text of a document in chunks: an edit costs what it touches, and lines are counted once for each chunk. */
import { belongTogether, Chunk, type ChunkFacts, cutsOf } from './chunk.ts';
import { TextMemory } from './textMemory.ts';

/** A place in a text: a line as LSP counts them (`\n`, `\r\n` and `\r` end one), and UTF-16 units within it. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where all versions of a document have their bytes; replaced when too much of it is of versions that are gone. */
export interface TextHome {
  memory: TextMemory;
}

/** The text of one version. Immutable: an edit makes a new one, which shares the chunks that were not touched. */
export class ChunkedText {
  readonly chunks: readonly Chunk[];
  readonly home: TextHome;
  private sums: Sums | null;

  /** `sums`: where they are known already. */
  constructor(chunks: readonly Chunk[], home: TextHome, sums: Sums | null = null) {
    this.chunks = chunks;
    this.home = home;
    this.sums = sums;
  }

  static of(text: string, home: TextHome = { memory: new TextMemory() }): ChunkedText {
    // What was pushed to has room for more, and most texts have one chunk.
    return new ChunkedText(chunksOf(text).slice(), home);
  }

  /** In UTF-16 units. */
  get length(): number {
    return this.total('length');
  }

  /** The line ends as LSP has them; there is one line more. */
  get breaks(): number {
    return this.total('breaks');
  }

  /** The place of a position. Columns past a line's end mean its end, lines past the last one the end of the text. */
  offsetAt({ line, character }: Position): number {
    if (line > this.breaks) return this.length;
    const start = this.startOfLine(line);
    if (character <= 0) return start;
    return Math.min(start + character, this.endOfLine(line));
  }

  /** Length of a line without its end, in UTF-16 units; 0 past the last one. */
  lengthOfLine(line: number): number {
    return line > this.breaks ? 0 : this.endOfLine(line) - this.startOfLine(line);
  }

  /** The start of a line, at most so many units of it; empty past the last one. */
  startOf(line: number, units: number): string {
    if (line > this.breaks) return '';
    const start = this.startOfLine(line);
    return this.slice(start, Math.min(this.startOfLine(line + 1), start + units));
  }

  slice(start: number, end: number): string {
    if (end <= start) return '';
    const first = this.chunkAt(start);
    const last = this.chunkAt(end - 1);
    const text = this.textOf(first, last + 1);
    const from = this.before.length[first] ?? 0;
    return text.slice(start - from, end - from);
  }

  toString(): string {
    return this.textOf(0, this.chunks.length);
  }

  /** The same text with [start, end) replaced. */
  replaced(start: number, end: number, text: string): ChunkedText {
    const { chunks, home } = this;
    if (chunks.length === 0) return ChunkedText.of(text, home);
    let first = this.chunkAt(start);
    let last = Math.max(first, this.chunkAt(end - 1)) + 1;
    const from = this.before.length[first] ?? 0;
    const old = this.textOf(first, last);
    let changed = old.slice(0, start - from) + text + old.slice(end - from);
    // Chunks that have become short join a neighbour; no cut may be where none is allowed.
    for (let short = changed.length < SHORT; first > 0 && (short || this.joinsBefore(first, changed)); ) {
      changed = (chunks[--first]?.text ?? '') + changed;
      short = false;
    }
    for (let short = changed.length < SHORT; last < chunks.length; short = false) {
      const next = chunks[last]?.text ?? '';
      if (!short && !belongTogether(changed.charCodeAt(changed.length - 1), next.charCodeAt(0))) break;
      changed += next;
      last++;
    }
    const put = chunksOf(changed);
    // Of a long text there are thousands: those that stay are neither looked at nor counted again.
    const all = chunks.slice(0, first).concat(put, chunks.slice(last));
    return new ChunkedText(all, home, splicedSums(this.before, { first, last, put }));
  }

  /** The same with another text in that place, which may be long: its chunks are taken as they are. */
  spliced(start: number, end: number, text: ChunkedText): ChunkedText {
    const { chunks, home } = this;
    if (chunks.length === 0) return new ChunkedText(text.chunks, home);
    const [first, last] = [this.chunkAt(start), this.chunkAt(end)];
    const before = chunks[first]?.text.slice(0, start - (this.before.length[first] ?? 0)) ?? '';
    const after = chunks[last]?.text.slice(end - (this.before.length[last] ?? 0)) ?? '';
    const head = joined(chunks.slice(0, first), chunksOf(before));
    const tail = joined(chunksOf(after), chunks.slice(last + 1));
    return new ChunkedText(joined(joined(head, text.chunks), tail), home);
  }

  /** Line ends as git has them. */
  get feeds(): number {
    return this.total('feeds');
  }

  /** Number of lines as git counts them: only `\n` ends one, and no empty one follows the last. */
  get lineCount(): number {
    return this.feeds + (this.length > 0 && !this.chunks.at(-1)?.text.endsWith('\n') ? 1 : 0);
  }

  /** A line as git counts them, without its terminator (`\n` or `\r\n`); empty past the end. */
  line(index: number): string {
    const start = this.afterEnd(index, 'feeds');
    return this.slice(start, this.afterEnd(index + 1, 'feeds')).replace(/\r?\n$/, '');
  }

  private startOfLine(line: number): number {
    return this.afterEnd(line, 'breaks');
  }

  /** Before the line's end, whatever it ends with. */
  private endOfLine(line: number): number {
    const start = this.startOfLine(line);
    const next = this.startOfLine(line + 1);
    const end = this.slice(Math.max(start, next - 2), next);
    return next - (/(?:\r\n|\r|\n)$/.exec(end)?.[0].length ?? 0);
  }

  /** The place after the `number`th end of a line; the start for 0, the text's end when there are fewer. */
  private afterEnd(number: number, kind: 'breaks' | 'feeds'): number {
    if (number <= 0) return 0;
    const counts = this.before[kind];
    if (number > (counts[this.chunks.length] ?? 0)) return this.length;
    // The first chunk with so many ends up to its own end.
    const at = firstAtLeast(counts, number) - 1;
    const chunk = this.chunks[at];
    const text = chunk?.text ?? '';
    const left = number - (counts[at] ?? 0);
    const before = this.before.length[at] ?? 0;
    // Hardly any line ends otherwise, and an expression makes an array for each end that it finds.
    return before + (kind === 'feeds' || chunk?.breaks === chunk?.feeds ? afterFeed : afterBreak)(text, left);
  }

  private joinsBefore(first: number, text: string): boolean {
    const before = this.chunks[first - 1]?.text ?? '';
    return belongTogether(before.charCodeAt(before.length - 1), text.charCodeAt(0));
  }

  /** The chunk that holds a place, its start included; the last one at the end of the text. */
  private chunkAt(offset: number): number {
    const at = firstAtLeast(this.before.length, offset + 1) - 1;
    return Math.max(0, Math.min(at, this.chunks.length - 1));
  }

  private textOf(first: number, end: number): string {
    let text = '';
    for (let at = first; at < end; at++) text += this.chunks[at]?.text ?? '';
    return text;
  }

  /** A text of one chunk is mostly asked for nothing else, and its sums would be larger than all that is known of it. */
  private total(kind: Counted): number {
    const { chunks } = this;
    return chunks.length < 2 ? (chunks[0]?.[kind] ?? 0) : (this.before[kind][chunks.length] ?? 0);
  }

  private get before(): Sums {
    this.sums ??= sumsOf(this.chunks);
    return this.sums;
  }
}

/** The place after the `number`th line feed of a text that has so many. */
function afterFeed(text: string, number: number): number {
  let after = 0;
  for (let left = number; left > 0; left--) after = text.indexOf('\n', after) + 1;
  return after;
}

/** The same of line ends as LSP has them. */
function afterBreak(text: string, number: number): number {
  const ends = /\r\n|\r|\n/g;
  for (let left = number; left > 0; left--) ends.exec(text);
  return ends.lastIndex;
}

/** Chunks below this length do not stay alone. */
const SHORT = 1 << 11;

function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (const end of cutsOf(text)) {
    chunks.push(new Chunk(text.slice(start, end)));
    start = end;
  }
  return chunks;
}

/** Chunks that come together; at the seam none stays short, and there is no cut where none is allowed. */
function joined(left: readonly Chunk[], right: readonly Chunk[]): readonly Chunk[] {
  const [last, first] = [left.at(-1), right[0]];
  if (last === undefined || first === undefined) return last === undefined ? right : left;
  const isFine =
    Math.min(last.length, first.length) >= SHORT &&
    !belongTogether(last.text.charCodeAt(last.length - 1), first.text.charCodeAt(0));
  if (isFine) return [...left, ...right];
  return [...left.slice(0, -1), ...chunksOf(last.text + first.text), ...right.slice(1)];
}

type Counted = Exclude<keyof ChunkFacts, 'convertible'>;

/** What lies before each chunk, and at the end in all. */
type Sums = Readonly<Record<Counted, Int32Array>>;

function sumsOf(chunks: readonly Chunk[]): Sums {
  const length = new Int32Array(chunks.length + 1);
  const breaks = new Int32Array(chunks.length + 1);
  const feeds = new Int32Array(chunks.length + 1);
  // An edit of a long text comes here: there are thousands.
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at] as Chunk;
    length[at + 1] = (length[at] ?? 0) + chunk.length;
    breaks[at + 1] = (breaks[at] ?? 0) + chunk.breaks;
    feeds[at + 1] = (feeds[at] ?? 0) + chunk.feeds;
  }
  return { length, breaks, feeds };
}

/** Chunks [first, last) give way to others. */
interface Splice {
  readonly first: number;
  readonly last: number;
  readonly put: readonly Chunk[];
}

function splicedSums({ length, breaks, feeds }: Sums, splice: Splice): Sums {
  return {
    length: splicedSum(length, 'length', splice),
    breaks: splicedSum(breaks, 'breaks', splice),
    feeds: splicedSum(feeds, 'feeds', splice),
  };
}

function splicedSum(sums: Int32Array, kind: Counted, { first, last, put }: Splice): Int32Array {
  const spliced = new Int32Array(sums.length - (last - first) + put.length);
  spliced.set(sums.subarray(0, first + 1));
  let sum = sums[first] ?? 0;
  let to = first + 1;
  for (const chunk of put) {
    sum += chunk[kind];
    spliced[to++] = sum;
  }
  const shift = sum - (sums[last] ?? 0);
  for (let at = last + 1; at < sums.length; at++) spliced[to++] = (sums[at] as number) + shift;
  return spliced;
}

/** The first place of an ascending list whose number is not below `number`; its length when there is none. */
function firstAtLeast(sums: Int32Array, number: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
