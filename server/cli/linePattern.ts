/** Finds the lines that a range names by expression. */
import type { LineRange } from '../blame/types.ts';
import { basicRegex } from '../git/basicRegex.ts';
import { PatternFault } from '../git/posixSyntax.ts';
import { type FinalText, lineCountOf } from './annotated.ts';

/** A mistake in a range that git reports as fatal (exit 128), not as wrong usage. */
export class RangeFault extends Error {
  override name = 'RangeFault';
}

/** A range that is not well-formed: wrong usage. */
export class RangeUsage extends Error {
  override name = 'RangeUsage';
}

interface FunctionContext {
  readonly text: FinalText;
  readonly isFunctionLine: (line: string) => boolean;
}

/** The 1-based line on which the first match at or after line `from` begins. */
export function findLine(text: FinalText, pattern: string, from: number): number {
  const where = ` starting at line ${from}`;
  const match = compile(pattern, where).exec(textFrom(text, from));
  if (match === null) throw fault(pattern, where, 'No match');
  return lineAt(text, (text.starts[from - 1] ?? 0) + match.index) + 1;
}

/** From the first function line that matches, at or after 1-based line `from`, up to the next function line. */
export function findFunction(context: FunctionContext, pattern: string, from: number): LineRange {
  const { text, isFunctionLine } = context;
  const regex = compile(pattern, '');
  const lineCount = lineCountOf(text);
  const isFunction = (line: number) => isFunctionLine(lineOf(text, line));
  for (const line of matchingLines(text, regex, from)) {
    if (!isFunction(line)) continue;
    let end = line + 1;
    while (end < lineCount && !isFunction(end)) end++;
    return { start: line, end };
  }
  throw fault(pattern, ` starting at line ${from}`, 'no match');
}

/** 0-based lines at or after 1-based line `from` on which a match begins; each search begins on the line after. */
function* matchingLines(text: FinalText, regex: RegExp, from: number): Generator<number> {
  const base = text.starts[from - 1] ?? text.bytes.length;
  const rest = textFrom(text, from);
  regex.lastIndex = 0;
  for (let match = regex.exec(rest); match !== null; match = regex.exec(rest)) {
    const line = lineAt(text, base + match.index);
    if (base + match.index >= text.bytes.length) return;
    yield line;
    const next = (text.starts[line + 1] ?? text.bytes.length) - base;
    if (next >= rest.length) return;
    regex.lastIndex = next;
  }
}

/** Without a rule for the path's language a line that begins with a letter, `_` or `$` begins a function. */
export function beginsLikeFunction(line: string): boolean {
  return /^[A-Za-z_$]/.test(line);
}

function compile(pattern: string, where: string): RegExp {
  try {
    return basicRegex(pattern);
  } catch (error) {
    if (error instanceof PatternFault) throw fault(pattern, where, error.message);
    throw error;
  }
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
