/** Finds the lines that a range names by expression. */
import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';
import { basicRegex } from '../git/basicRegex.ts';
import { type LineMatcher, lineMatcher } from '../git/lineMatcher.ts';
import { hasBackReference, PatternFault, parsePattern, spansLines } from '../git/posixSyntax.ts';
import { type FinalText, lineCountOf } from './finalText.ts';
import type { LineRange } from './types.ts';

/** A mistake in a range that git reports as fatal (exit 128), not as wrong usage. */
export class RangeFault extends Error {
  override name = 'RangeFault';
}

/** A range that is not well-formed: wrong usage. */
export class RangeUsage extends Error {
  override name = 'RangeUsage';
}

/** Where lines are looked for, and what may stop it. */
interface SearchContext {
  readonly text: FinalText;
  /** Nothing when missing. */
  readonly cancel?: Cancel;
}

interface FunctionContext extends SearchContext {
  readonly isFunctionLine: (line: string) => boolean;
}

/** The 1-based line on which the first match at or after line `from` begins. */
export function findLine(context: SearchContext, pattern: string, from: number): number {
  const where = ` starting at line ${from}`;
  const line = searchFor(context, pattern, where)(from - 1);
  if (line === null) throw fault(pattern, where, 'No match');
  return line + 1;
}

/** From the first function line that matches, at or after 1-based line `from`, up to the next function line. */
export function findFunction(context: FunctionContext, pattern: string, from: number): LineRange {
  const { text, isFunctionLine } = context;
  const search = searchFor(context, pattern, '');
  const lineCount = lineCountOf(text);
  const isFunction = (line: number) => isFunctionLine(lineOf(text, line));
  for (let line = search(from - 1); line !== null && line < lineCount; line = search(line + 1)) {
    if (!isFunction(line)) {
      // After the last line there is nothing to search, not even an empty line.
      if (line + 1 >= lineCount) break;
      continue;
    }
    let end = line + 1;
    while (end < lineCount && !isFunction(end)) end++;
    return { start: line, end };
  }
  throw fault(pattern, ` starting at line ${from}`, 'no match');
}

/** The 0-based line on which the first match at or after a line begins; null when there is none. */
type Search = (from: number) => number | null;

function searchFor(context: SearchContext, pattern: string, where: string): Search {
  try {
    const matches = lineMatcherOf(pattern);
    return matches === null ? byExpression(context.text, basicRegex(pattern)) : byLine(context, matches);
  } catch (error) {
    if (error instanceof PatternFault) throw fault(pattern, where, error.message);
    throw error;
  }
}

/** Null for the few expressions that no automaton follows line by line: with back references, over several lines, for the text's ends. */
function lineMatcherOf(pattern: string): LineMatcher | null {
  if (hasBackReference(pattern) || /\\[`']/.test(pattern)) return null;
  const tree = parsePattern(pattern, { extended: false, ignoreCase: false, lines: true });
  return spansLines(tree) ? null : lineMatcher(tree);
}

/** Bytes looked at between two polls. */
const POLL_BYTES = 1 << 16;

function byLine({ text, cancel = neverCancelled }: SearchContext, matches: LineMatcher): Search {
  const { bytes, starts } = text;
  return (from) => {
    const pace = new Pace(cancel, POLL_BYTES);
    for (let line = from; line < starts.length; line++) {
      const start = starts[line] as number;
      // Behind the last newline there is an empty line; behind a last line without one there is none but for who asks for it.
      if (start === bytes.length && line > from && bytes[start - 1] !== NEWLINE) return null;
      const content = upToNewline(bytes.subarray(start, starts[line + 1] ?? bytes.length));
      pace.did(content.length + 1);
      const end = content.indexOf('\0');
      if (matches(end < 0 ? content : content.slice(0, end), cancel)) return line;
      if (end >= 0) return null;
    }
    return null;
  };
}

const NEWLINE = 0x0a;

function upToNewline(line: Uint8Array): string {
  const end = line.at(-1) === NEWLINE ? line.length - 1 : line.length;
  return Buffer.from(line.buffer, line.byteOffset, end).toString('latin1');
}

/** Only a range that somebody wrote can hold such an expression, no repository; it is not given up once it has begun. */
function byExpression(text: FinalText, regex: RegExp): Search {
  return (from) => {
    regex.lastIndex = 0;
    const match = regex.exec(textFrom(text, from + 1));
    return match === null ? null : lineAt(text, (text.starts[from] ?? text.bytes.length) + match.index);
  };
}

/** Without a rule for the path's language a line that begins with a letter, `_` or `$` begins a function. */
export function beginsLikeFunction(line: string): boolean {
  return /^[A-Za-z_$]/.test(line);
}

function fault(pattern: string, where: string, what: string): RangeFault {
  return new RangeFault(`-L parameter '${pattern}'${where}: ${what}`);
}

/** From a 1-based line to the end, or to a NUL: git searches C strings. */
function textFrom({ bytes, starts }: FinalText, from: number): string {
  const rest = bytes.subarray(starts[from - 1] ?? bytes.length);
  const text = Buffer.from(rest.buffer, rest.byteOffset, rest.length).toString('latin1');
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

/** The 0-based line that holds a byte. */
function lineAt({ starts }: FinalText, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineOf({ bytes, starts }: FinalText, line: number): string {
  const slice = bytes.subarray(starts[line], starts[line + 1]);
  return Buffer.from(slice.buffer, slice.byteOffset, slice.length)
    .toString('latin1')
    .replace(/\r?\n$/, '');
}
