/** The indent heuristic: where a group of changed lines that could stand in several places reads best. */
import type { LineTable } from './lineTable.ts';

const MAX_BLANKS = 20;
const MAX_SLIDE = 100;
const INDENT_WEIGHT = 60;

/** Penalties, found by git's authors by fitting to splits that people had judged. */
const START_OF_FILE = 1;
const END_OF_FILE = 21;
const PER_BLANK = -30;
const PER_BLANK_AFTER = 6;
const INDENT = -4;
const INDENT_WITH_BLANK = 10;
const OUTDENT = 24;
const OUTDENT_WITH_BLANK = 17;
const DEDENT = 23;
const DEDENT_WITH_BLANK = 17;

const NONE = -1;

export interface IndentedFile {
  readonly table: LineTable;
  readonly ids: Int32Array;
  /** Lines that exist for the diff; `ids` may be longer. */
  readonly lineCount: number;
}

/** The positions a group can take, as the line after its last one. */
export interface Slide {
  readonly earliestEnd: number;
  readonly end: number;
  readonly size: number;
}

/** The end position at which the group's two borders score best; the later one of equals. */
export function bestSplit(file: IndentedFile, { earliestEnd, end, size }: Slide): number {
  let best = NONE;
  let bestScore: Score = { indent: 0, penalty: 0 };
  for (let at = Math.max(earliestEnd, end - size - 1, end - MAX_SLIDE); at <= end; at++) {
    const score = add(scoreSplit(file, at), scoreSplit(file, at - size));
    if (best === NONE || compare(score, bestScore) <= 0) {
      best = at;
      bestScore = score;
    }
  }
  return best;
}

interface Score {
  /** Sum of effective indents. */
  readonly indent: number;
  readonly penalty: number;
}

function add(a: Score, b: Score): Score {
  return { indent: a.indent + b.indent, penalty: a.penalty + b.penalty };
}

function compare(a: Score, b: Score): number {
  return INDENT_WEIGHT * Math.sign(a.indent - b.indent) + (a.penalty - b.penalty);
}

/** The score of a border directly above line `at`, which may be the end of the file. */
function scoreSplit(file: IndentedFile, at: number): Score {
  const atEnd = at >= file.lineCount;
  const own = atEnd ? NONE : file.table.indentOf(file.ids[at]!);
  const above = surroundings(file, at, -1);
  const below = surroundings(file, at, 1);
  const blanksBelow = own === NONE ? 1 + below.blanks : 0;
  const blanks = above.blanks + blanksBelow;
  const indent = own === NONE ? below.indent : own;

  let penalty = PER_BLANK * blanks + PER_BLANK_AFTER * blanksBelow;
  if (above.indent === NONE && above.blanks === 0) penalty += START_OF_FILE;
  if (atEnd) penalty += END_OF_FILE;
  if (indent !== NONE && above.indent !== NONE) {
    penalty += stepPenalty(indent - above.indent, below.indent > indent, blanks > 0);
  }
  return { indent, penalty };
}

/** `step`: how much deeper the line below the border is than the one above; `deeperNext`: the one after is deeper still. */
function stepPenalty(step: number, deeperNext: boolean, blank: boolean): number {
  if (step === 0) return 0;
  if (step > 0) return blank ? INDENT_WITH_BLANK : INDENT;
  if (deeperNext) return blank ? OUTDENT_WITH_BLANK : OUTDENT;
  return blank ? DEDENT_WITH_BLANK : DEDENT;
}

/** The nearest line that is not blank in one direction: its indent, and the blank lines on the way. */
function surroundings(file: IndentedFile, at: number, step: 1 | -1): { blanks: number; indent: number } {
  let blanks = 0;
  for (let line = at + step; line >= 0 && line < file.lineCount; line += step) {
    const indent = file.table.indentOf(file.ids[line]!);
    if (indent !== NONE) return { blanks, indent };
    if (++blanks === MAX_BLANKS) return { blanks, indent: 0 };
  }
  return { blanks, indent: NONE };
}
