/** Kernel: where a group of changed lines reads best; as `server/diff/indent.ts`, where it is explained. */
import { indentOfLine } from './lines';

const MAX_BLANKS: i32 = 20;
const MAX_SLIDE: i32 = 100;
const INDENT_WEIGHT: i32 = 60;

const START_OF_FILE: i32 = 1;
const END_OF_FILE: i32 = 21;
const PER_BLANK: i32 = -30;
const PER_BLANK_AFTER: i32 = 6;
const INDENT: i32 = -4;
const INDENT_WITH_BLANK: i32 = 10;
const OUTDENT: i32 = 24;
const OUTDENT_WITH_BLANK: i32 = 17;
const DEDENT: i32 = 23;
const DEDENT_WITH_BLANK: i32 = 17;

const NONE: i32 = -1;

let ids: usize = 0;
let lines: i32 = 0;
/** The score of both borders of a group. */
let indents: i32 = 0;
let penalties: i32 = 0;
/** What was found around a border. */
let blanks: i32 = 0;
let indent: i32 = 0;

/** The end at which the borders of a group score best; the later one of equals. */
export function bestEnd(exact: usize, lineCount: i32, earliest: i32, end: i32, size: i32): i32 {
  ids = exact;
  lines = lineCount;
  let best = NONE;
  let bestIndents: i32 = 0;
  let bestPenalties: i32 = 0;
  const first: i32 = max(earliest, max(end - size - 1, end - MAX_SLIDE));
  for (let at = first; at <= end; at++) {
    indents = 0;
    penalties = 0;
    score(at);
    score(at - size);
    const deeper: i32 = indents > bestIndents ? 1 : indents < bestIndents ? -1 : 0;
    if (best !== NONE && INDENT_WEIGHT * deeper + penalties - bestPenalties > 0) continue;
    best = at;
    bestIndents = indents;
    bestPenalties = penalties;
  }
  return best;
}

function indentAt(line: i32): i32 {
  return indentOfLine(load<u32>(ids + ((<usize>line) << 2)));
}

/** Adds the score of a border directly above a line. */
function score(at: i32): void {
  const own: i32 = at >= lines ? NONE : indentAt(at);
  lookAround(at, -1);
  const above = indent;
  const blanksAbove = blanks;
  lookAround(at, 1);
  const below = indent;
  const blanksBelow: i32 = own === NONE ? 1 + blanks : 0;
  const allBlanks = blanksAbove + blanksBelow;
  const depth = own === NONE ? below : own;
  let penalty = PER_BLANK * allBlanks + PER_BLANK_AFTER * blanksBelow;
  if (above === NONE && blanksAbove === 0) penalty += START_OF_FILE;
  if (at >= lines) penalty += END_OF_FILE;
  if (depth !== NONE && above !== NONE) {
    penalty += stepPenalty(depth - above, below > depth, allBlanks > 0);
  }
  indents += depth;
  penalties += penalty;
}

function stepPenalty(step: i32, deeperNext: bool, blank: bool): i32 {
  if (step === 0) return 0;
  if (step > 0) return blank ? INDENT_WITH_BLANK : INDENT;
  if (deeperNext) return blank ? OUTDENT_WITH_BLANK : OUTDENT;
  return blank ? DEDENT_WITH_BLANK : DEDENT;
}

/** The nearest line that is not blank in one direction, and the blank lines on the way. */
function lookAround(at: i32, step: i32): void {
  blanks = 0;
  for (let line = at + step; line >= 0 && line < lines; line += step) {
    indent = indentAt(line);
    if (indent !== NONE) return;
    if (++blanks === MAX_BLANKS) {
      indent = 0;
      return;
    }
  }
  indent = NONE;
}
