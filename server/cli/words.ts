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
  { words, beforeDashes }: ParsedWords,
  isRevision: (word: string) => Promise<boolean>,
): Promise<Question> {
  if (beforeDashes !== null) return aroundDashes(words.slice(0, beforeDashes), words.slice(beforeDashes));
  const [first, second] = words;
  if (first === undefined) throw new UsageError('');
  if (second !== undefined && words.length === 2 && (await isRevision(second))) {
    return { path: first, revisions: [second] };
  }
  return { path: words.at(-1) as string, revisions: words.slice(0, -1) };
}

function aroundDashes(before: readonly string[], after: readonly string[]): Question {
  const [path, revision] = after;
  if (path !== undefined && after.length === 1) return { path, revisions: before };
  if (path !== undefined && revision !== undefined && after.length === 2 && before.length === 0) {
    return { path, revisions: [revision] };
  }
  throw new UsageError('');
}
