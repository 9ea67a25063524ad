/** Line ranges as git's command line writes them: `-L start,end` and `-L :function`. */

import type { Cancel } from '../base/cancel.ts';
import { type FinalText, lineCountOf } from './finalText.ts';
import { findFunction, findLine, RangeFault, RangeUsage } from './linePattern.ts';
import type { LineRange } from './types.ts';

/** What a range is resolved against. */
export interface RangeContext {
  readonly text: FinalText;
  /** What may stop a search; nothing when missing. */
  readonly cancel?: Cancel;
  /** For messages. */
  readonly path: string;
  /** Whether a line (without its end) begins a function, by the rules for the path. */
  readonly isFunctionLine: (line: string) => boolean;
}

/**
 * Every `-L` argument as a range of 0-based lines, in the order given. Throws `RangeFault` and `RangeUsage`.
 *
 * `X,Y`: both optional, 1-based, inclusive. X is a number, `/re/` searched from the end of the previous range on, or
 * `^/re/` searched from the top; Y a number, `+n`, `-n` counted from X, or `/re/` searched from the line after X. A
 * Y before X swaps them; X beyond the file is a fault, Y beyond it is cut. `:re`: the function whose first line
 * matches, up to the next function line.
 */
export function parseRanges(texts: readonly string[], context: RangeContext): LineRange[] {
  const ranges: LineRange[] = [];
  for (const text of texts) ranges.push(parseRange(text, (ranges.at(-1)?.end ?? 0) + 1, context));
  return ranges;
}

const NOT_GIVEN = 0;

/** `anchor`: the 1-based line from which expressions are searched. */
function parseRange(text: string, anchor: number, context: RangeContext): LineRange {
  const lineCount = lineCountOf(context.text);
  const from = Math.min(Math.max(anchor, 1), lineCount + 1);
  const named = /^(\^?):(.*)$/s.exec(text);
  if (named !== null) {
    const [, top, pattern = ''] = named;
    // A colon would end the expression, and nothing may follow it.
    if (pattern === '' || /^(?:\\.|[^:\\])*:/s.test(pattern)) throw new RangeUsage('malformed range');
    return findFunction(context, pattern, top === '^' ? 1 : from);
  }
  return between(text, from, context);
}

function between(text: string, anchor: number, context: RangeContext): LineRange {
  const lineCount = lineCountOf(context.text);
  const start = parseBound(text, { relativeTo: null, searchFrom: anchor }, context);
  let first = start.line;
  let last = NOT_GIVEN;
  let rest = start.rest;
  if (rest.startsWith(',')) {
    const end = parseBound(rest.slice(1), { relativeTo: first, searchFrom: first + 1 }, context);
    last = end.line;
    rest = end.rest;
  }
  if (rest !== '') throw new RangeUsage('malformed range');
  if (first !== NOT_GIVEN && last !== NOT_GIVEN && last < first) [first, last] = [last, first];
  if (first > lineCount || (lineCount === 0 && last !== NOT_GIVEN)) {
    const lines = lineCount === 1 ? 'line' : 'lines';
    throw new RangeFault(`file ${context.path} has only ${lineCount} ${lines}`);
  }
  return {
    start: Math.max(first, 1) - 1,
    end: last === NOT_GIVEN ? lineCount : Math.min(last, lineCount),
  };
}

interface Bound {
  /** 1-based; 0 when there is none. */
  readonly line: number;
  readonly rest: string;
}

interface BoundContext {
  /** What `+n` and `-n` count from; null for the first bound, where a sign is just part of the number. */
  readonly relativeTo: number | null;
  readonly searchFrom: number;
}

function parseBound(text: string, { relativeTo, searchFrom }: BoundContext, context: RangeContext): Bound {
  const number = /^\s*([+-]?)(\d+)/.exec(text);
  if (number !== null) {
    const [whole, sign, digits = ''] = number;
    const rest = text.slice(whole.length);
    const value = Number.parseInt(digits, 10);
    if (relativeTo !== null && sign !== '')
      return { line: relative(relativeTo, sign === '-' ? -value : value), rest };
    const line = sign === '-' ? -value : value;
    if (line <= 0) throw new RangeFault(`-L invalid line number: ${line}`);
    return { line, rest };
  }
  const [whole, top, pattern] = /^(\^?)\/((?:\\.|[^\\/])*)\//s.exec(text) ?? [];
  if (whole === undefined || pattern === undefined || (top === '^' && relativeTo !== null)) {
    return { line: NOT_GIVEN, rest: text };
  }
  return {
    line: findLine(context, pattern, top === '^' ? 1 : searchFrom),
    rest: text.slice(whole.length),
  };
}

/** Where no start was given git counts from 0, so `,+2` ends at line 1. */
function relative(start: number, count: number): number {
  if (count === 0) throw new RangeFault('-L invalid empty range');
  return count > 0 ? start + count - 1 : Math.max(1, start + count + 1);
}
