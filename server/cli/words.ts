/** Tells revisions from the path among the words of a command line. */
import type { ParsedWords } from './optionParser.ts';
import { UsageError } from './optionParser.ts';

export interface Question {
  readonly path: string;
  readonly revisions: readonly string[];
}

/**
 * The forms are `[revisions] -- path`, `-- path revision`, `[revisions] path` and `path revision`, the last one when
 * the second word names an existing object. Throws `UsageError` when no form fits.
 */
export async function splitWords(
  { words, beforeDashes, endOfOptions }: ParsedWords,
  isObject: (word: string) => Promise<boolean>,
): Promise<Question> {
  if (beforeDashes !== null) return aroundDashes(words, beforeDashes, endOfOptions);
  const [first, second] = words;
  if (first === undefined) throw new UsageError('');
  if (second !== undefined && words.length === 2 && (await isObject(second))) {
    return { path: first, revisions: [second] };
  }
  return lastIsPath(words);
}

/** After `--end-of-options` the word next to it counts as the `--` would. */
function aroundDashes(words: readonly string[], before: number, endOfOptions: boolean): Question {
  // There a `--` is a word like others until revisions are told from the path.
  const plain = endOfOptions && words.at(-2) === '--' ? words.toSpliced(-2, 1) : words;
  if (plain.length < words.length && words.length - before === 2) return lastIsPath(plain);
  const after = words.length - before - (endOfOptions ? 1 : 0);
  if (after === 1) return lastIsPath(words);
  if (after === 2 && before === 0 && !endOfOptions) {
    return { path: words[0] as string, revisions: [words[1] as string] };
  }
  throw new UsageError('');
}

function lastIsPath(words: readonly string[]): Question {
  return { path: words.at(-1) as string, revisions: words.slice(0, -1) };
}
