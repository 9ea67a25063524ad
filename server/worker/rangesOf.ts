/** The lines that a question's ranges name, by the rules of the repository for the path. */
import { finalText } from '../blame/finalText.ts';
import { functionRule, namesFunction } from '../blame/functionRule.ts';
import { beginsLikeFunction, RangeFault, RangeUsage } from '../blame/linePattern.ts';
import { parseRanges } from '../blame/lineRange.ts';
import type { LineRange } from '../blame/types.ts';
import type { AttributeSource } from '../git/attributes.ts';
import { bytesToText } from '../git/files.ts';
import type { RangeQuestion } from './engine.ts';

/** RangeError in git's words for a range that is malformed or not in the text. */
export async function rangesOf(
  source: AttributeSource,
  path: string,
  { lines, text }: RangeQuestion,
): Promise<LineRange[]> {
  const rule = lines.some(namesFunction) ? await functionRule(source, path) : beginsLikeFunction;
  // Expressions work on bytes.
  const ranges = lines.map((range) => Buffer.from(range).toString('latin1'));
  try {
    return parseRanges(ranges, {
      text: finalText(text, source.reader.cancel),
      cancel: source.reader.cancel,
      path,
      isFunctionLine: rule,
    });
  } catch (error) {
    if (error instanceof RangeUsage) throw notRanges(lines);
    if (error instanceof RangeFault) throw new RangeError(bytesToText(error.message));
    throw error;
  }
}

/** git only repeats its usage. */
export function notRanges(lines: readonly string[]): RangeError {
  return new RangeError(`malformed range of lines: ${lines.join(' ')}`);
}
