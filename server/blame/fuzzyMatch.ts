/** Guesses which parent line a changed line stems from, by the byte pairs they share. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { type Fingerprint, type Fingerprints, likeness, subtract } from './fingerprints.ts';

/** What is matched, and what may stop it; matching takes away from the parent's fingerprints. */
export interface FuzzyFiles {
  readonly parent: Fingerprints;
  readonly target: Fingerprints;
  readonly cancel: Cancel;
}

/** A changed region: `count` lines from `start` in each file. */
export interface HunkLines {
  readonly parentStart: number;
  readonly parentCount: number;
  readonly targetStart: number;
  readonly targetCount: number;
}

const SEARCH_RADIUS = 10;
const CLOSENESS = 1000;
/** Likeness that a line elsewhere in the file must have at least. */
const ELSEWHERE_MINIMUM = 10;
const NO_MATCH = -1;
const UNKNOWN = -2;
/** Pairs of lines compared between two polls; of long lines each counts for several. */
const POLL_PAIRS = 1 << 9;
const COMPARED = 1 << 9;

/**
 * The parent line of every target line of the hunk, or -1. Uses up the parent's fingerprints: what one line has
 * been matched with counts less for the next, also in later hunks.
 *
 * Lines are matched in order of certainty, and each match limits the lines before it to the parent's lines up to
 * it and the lines after it to those from it on. A line that finds nothing in its hunk may take the likest line of
 * the whole parent file.
 */
export function matchHunk(files: FuzzyFiles, hunk: HunkLines): Int32Array {
  const pace = new Pace(files.cancel, POLL_PAIRS);
  const matches = matchWithin({ ...files, pace }, hunk);
  for (let i = 0; i < hunk.targetCount; i++) {
    if (matches[i] === NO_MATCH) matches[i] = likestAnywhere(files, hunk.targetStart + i, pace);
  }
  return matches;
}

function likestAnywhere({ parent, target }: FuzzyFiles, line: number, pace: Pace): number {
  let best = NO_MATCH;
  let bestLikeness = 0;
  const own = target.of(line);
  for (let candidate = 0; candidate < parent.count; candidate++) {
    const value = compared(own, parent.of(candidate), pace);
    if (value < ELSEWHERE_MINIMUM || value < bestLikeness) continue;
    if (best !== NO_MATCH && value === bestLikeness && Math.abs(best - line) < Math.abs(candidate - line))
      continue;
    best = candidate;
    bestLikeness = value;
  }
  return best;
}

function compared(a: Fingerprint, b: Fingerprint, pace: Pace): number {
  pace.did(1 + (a.end - a.start + b.end - b.start) / COMPARED);
  return likeness(a, b);
}

/** What is known of a target line while its hunk is matched; lines count from the hunk's start. */
interface LineState {
  best: number;
  bestValue: number;
  second: number;
  secondValue: number;
  /** Twice the best less the second; `UNKNOWN` until computed, `NO_MATCH` when nothing is alike. */
  certainty: number;
}

interface Matcher {
  readonly pace: Pace;
  readonly parent: Fingerprints;
  readonly target: Fingerprints;
  readonly hunk: HunkLines;
  /** How far from its closest line a line may be matched. */
  readonly radius: number;
  /** How many target lines around a match have to be looked at again. */
  readonly reach: number;
  readonly states: readonly LineState[];
  /** Values by target line and distance from its closest line; `UNKNOWN` until computed. */
  readonly values: Int32Array;
  readonly matches: Int32Array;
}

function matchWithin(
  { parent, target, pace }: FuzzyFiles & { readonly pace: Pace },
  hunk: HunkLines,
): Int32Array {
  const { parentCount, targetCount } = hunk;
  const matches = new Int32Array(targetCount).fill(NO_MATCH);
  if (parentCount <= 0) return matches;
  const radius = Math.min(SEARCH_RADIUS, parentCount - 1);
  const matcher: Matcher = {
    pace,
    parent,
    target,
    hunk,
    radius,
    reach: Math.floor(((2 * radius + 1) * targetCount - 1) / parentCount),
    states: Array.from(matches, () => ({
      best: NO_MATCH,
      bestValue: 0,
      second: NO_MATCH,
      secondValue: 0,
      certainty: UNKNOWN,
    })),
    values: new Int32Array(targetCount * (2 * radius + 1)).fill(UNKNOWN),
    matches,
  };
  // An explicit stack, lower parts first: a hunk of many lines must not exhaust the call stack.
  const ranges: MatchRange[] = [{ parentStart: 0, parentEnd: parentCount, start: 0, end: targetCount }];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const line = mostCertain(matcher, range);
    if (line === null) continue;
    const matched = takeMatch(matcher, range, line);
    ranges.push({ ...range, parentStart: matched, start: line + 1 });
    ranges.push({ ...range, parentEnd: matched + 1, end: line });
  }
  return matches;
}

/** Target lines [start, end) against parent lines [parentStart, parentEnd), all counted from the hunk's start. */
interface MatchRange {
  readonly parentStart: number;
  readonly parentEnd: number;
  readonly start: number;
  readonly end: number;
}

function closestLine({ hunk }: Matcher, line: number): number {
  return Math.floor(((2 * line + 1) * hunk.parentCount) / (hunk.targetCount * 2));
}

function mostCertain(matcher: Matcher, range: MatchRange): number | null {
  let best: number | null = null;
  let certainty = NO_MATCH;
  for (let line = range.start; line < range.end; line++) {
    const state = matcher.states[line] as LineState;
    matcher.pace.did(1 / 16);
    if (state.certainty === UNKNOWN) findBest(matcher, range, line);
    if (state.certainty > certainty) {
      certainty = state.certainty;
      best = line;
    }
  }
  return best;
}

function findBest(matcher: Matcher, range: MatchRange, line: number): void {
  const state = matcher.states[line] as LineState;
  const closest = closestLine(matcher, line);
  const from = Math.max(closest - matcher.radius, range.parentStart);
  const to = Math.min(closest + matcher.radius + 1, range.parentEnd);
  Object.assign(state, { best: range.parentStart, bestValue: 0, second: range.parentStart, secondValue: 0 });
  for (let candidate = from; candidate < to; candidate++) {
    const value = closenessOf(matcher, line, candidate);
    if (value > state.bestValue) {
      state.second = state.best;
      state.secondValue = state.bestValue;
      state.best = candidate;
      state.bestValue = value;
    } else if (value > state.secondValue) {
      state.second = candidate;
      state.secondValue = value;
    }
  }
  state.certainty = state.bestValue === 0 ? NO_MATCH : state.bestValue * 2 - state.secondValue;
}

function closenessOf(matcher: Matcher, line: number, candidate: number): number {
  const { parent, target, hunk, values, pace } = matcher;
  const closest = closestLine(matcher, line);
  const at = valueIndex(matcher, line, candidate);
  const known = values[at] as number;
  if (known !== UNKNOWN) return known;
  const alike = compared(target.of(hunk.targetStart + line), parent.of(hunk.parentStart + candidate), pace);
  const value = alike * (CLOSENESS - Math.abs(candidate - closest));
  values[at] = value;
  return value;
}

function valueIndex(matcher: Matcher, line: number, candidate: number): number {
  return line * (2 * matcher.radius + 1) + candidate - closestLine(matcher, line) + matcher.radius;
}

/** Settles a line on its best match and forgets what that match makes doubtful around it. Returns the parent line. */
function takeMatch(matcher: Matcher, range: MatchRange, line: number): number {
  const { parent, target, hunk, states, reach, radius } = matcher;
  const matched = (states[line] as LineState).best;
  matcher.matches[line] = hunk.parentStart + matched;
  subtract(parent.of(hunk.parentStart + matched), target.of(hunk.targetStart + line));
  const from = Math.max(range.start, line - reach);
  const to = Math.min(range.end, line + reach + 1);
  for (let near = from; near < to; near++) {
    if (Math.abs(matched - closestLine(matcher, near)) <= radius) {
      matcher.values[valueIndex(matcher, near, matched)] = UNKNOWN;
    }
    const state = states[near] as LineState;
    if (near === line || state.certainty === NO_MATCH) continue;
    const passed =
      near < line
        ? state.best >= matched || state.second >= matched
        : state.best <= matched || state.second <= matched;
    if (passed) state.certainty = UNKNOWN;
  }
  return matched;
}
