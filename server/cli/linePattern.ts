/** Finds the lines that a range names by expression. */
import type { LineRange } from '../blame/types.ts';
import { basicRegex, PatternFault } from '../git/basicRegex.ts';
import { type FinalText, lineCountOf } from './annotated.ts';

/** A mistake in a range that git reports as fatal (exit 128), not as wrong usage. */
export class RangeFault extends Error {
  override name = 'RangeFault';
}

interface FunctionContext {
  readonly text: FinalText;
  readonly isFunctionLine: (line: string) => boolean;
}

/** The 1-based line on which the first match at or after line `from` begins. */
export function findLine(text: FinalText, pattern: string, from: number): number {
  const match = compile(pattern, from).exec(textFrom(text, from));
  if (match === null) throw fault(pattern, from, 'No match');
  return lineAt(text, (text.starts[from - 1] ?? 0) + match.index) + 1;
}

/** From the first function line that matches, at or after 1-based line `from`, up to the next function line. */
export function findFunction(context: FunctionContext, pattern: string, from: number): LineRange {
  const { text, isFunctionLine } = context;
  const regex = compile(pattern, from);
  const lineCount = lineCountOf(text);
  const isFunction = (line: number) => isFunctionLine(lineOf(text, line));
  let start = from - 1;
  for (;;) {
    // Each search begins on the line after the last one looked at.
    regex.lastIndex = 0;
    const match = regex.exec(textFrom(text, start + 1));
    if (match === null) throw fault(pattern, from, 'no match');
    const line = lineAt(text, (text.starts[start] ?? 0) + match.index);
    if (line >= lineCount) throw new RangeFault(`-L parameter '${pattern}' matches at EOF`);
    if (isFunction(line)) {
      let end = line + 1;
      while (end < lineCount && !isFunction(end)) end++;
      return { start: line, end };
    }
    start = line + 1;
  }
}

/** Without a rule for the path's language a line that begins with a letter, `_` or `$` begins a function. */
export function beginsLikeFunction(line: string): boolean {
  return /^[A-Za-z_$]/.test(line);
}

function compile(pattern: string, from: number): RegExp {
  try {
    return basicRegex(pattern);
  } catch (error) {
    if (error instanceof PatternFault) throw fault(pattern, from, error.message);
    throw error;
  }
}

function fault(pattern: string, from: number, what: string): RangeFault {
  return new RangeFault(`-L parameter '${pattern}' starting at line ${from}: ${what}`);
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
