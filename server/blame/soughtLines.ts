/** Tells which entries can't have a stretch worth its score in a file, without a comparison. */
import type { Lines } from '../diff/lines.ts';
import type { Entry } from './entry.ts';
import type { Scoreboard } from './scoreboard.ts';

/** Lines looked at in the time that an entry takes. */
const LINES_PER_STEP = 1 << 5;
const SLICE_LINES = 1 << 14;

/** What is needed of a run. */
type Board = Pick<Scoreboard, 'table' | 'final' | 'pace' | 'options'>;

/**
 * Lines of entries that are sought in other files. A comparison can only leave lines unchanged that both sides have, so what a stretch
 * scores is at most what consecutive lines score that the file has too. Most entries have none, and looking at a file once is
 * less than comparing it with each of them.
 */
export class SoughtLines {
  readonly #board: Board;
  /** A bit for each id of a line in the final text: whether it is sought, and whether the file looked at last has it. */
  readonly #sought: Uint32Array;
  readonly #seen: Uint32Array;
  /** Above the ids of all lines that are sought. */
  readonly #limit: number;

  constructor(board: Board, entries: readonly Entry[]) {
    this.#board = board;
    let greatest = 0;
    for (const entry of entries) {
      for (const ids of this.#slices(entry)) for (const id of ids) if (id > greatest) greatest = id;
    }
    this.#limit = greatest + 1;
    this.#sought = new Uint32Array((this.#limit >>> 5) + 1);
    this.#seen = new Uint32Array(this.#sought.length);
    for (const entry of entries) {
      for (const ids of this.#slices(entry)) for (const id of ids) this.#sought[id >>> 5]! |= 1 << (id & 31);
    }
  }

  /** Looks which of the lines the file has; false when it has none. */
  look(file: Lines): boolean {
    const sought = this.#sought;
    const seen = this.#seen.fill(0);
    const limit = this.#limit;
    const ids = comparedIds(this.#board, file.ids);
    let found = 0;
    for (let from = 0; from < ids.length; from += SLICE_LINES) {
      const end = Math.min(ids.length, from + SLICE_LINES);
      for (let i = from; i < end; i++) {
        const id = ids[i]!;
        if (id >= limit) continue;
        const bit = sought[id >>> 5]! & (1 << (id & 31));
        seen[id >>> 5]! |= bit;
        found |= bit;
      }
      this.#board.pace.did((end - from) / LINES_PER_STEP);
    }
    return found !== 0;
  }

  /** False when no stretch of the entry in the file looked at last scores more than the threshold. */
  mayExceed(threshold: number, entry: Entry): boolean {
    const { table, final } = this.#board;
    let score = 1;
    let line = entry.line;
    for (const ids of this.#slices(entry)) {
      for (const id of ids) {
        const isSeen = (this.#seen[id >>> 5]! & (1 << (id & 31))) !== 0;
        score = isSeen ? score + table.alnumOf(final.ids[line]!) : 1;
        if (score > threshold) return true;
        line++;
      }
    }
    return false;
  }

  /** Ids of the entry's lines, as they are compared. */
  *#slices({ line, count }: Entry): Generator<Int32Array> {
    const { final, pace } = this.#board;
    const end = line + count;
    for (let from = line; from < end; from += SLICE_LINES) {
      const stop = Math.min(end, from + SLICE_LINES);
      yield comparedIds(this.#board, final.ids.subarray(from, stop));
      pace.did((stop - from) / LINES_PER_STEP);
    }
  }
}

function comparedIds({ table, options }: Board, ids: Int32Array): Int32Array {
  return options.ignoreWhitespace ? table.withoutSpace(ids) : ids;
}
