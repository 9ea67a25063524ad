/** Makes a failing pair of texts small: takes lines away as long as it keeps failing. */
import type { TextPair } from './arbitraryText.ts';

/** A pair from which no single line can be taken without the failure going away, or as small as the tries allow. */
export function reduceTexts(pair: TextPair, fails: (pair: TextPair) => boolean, tries = 2000): TextPair {
  let left = tries;
  let smallest = pair;
  const attempt = (candidate: TextPair) => {
    if (left-- <= 0 || !fails(candidate)) return false;
    smallest = candidate;
    return true;
  };
  for (let again = true; again && left > 0; ) {
    again = false;
    for (const side of ['before', 'after'] as const) {
      for (let size = 256; size >= 1; size >>= 1) {
        for (let at = 0; left > 0 && at < linesOf(smallest[side]).length; ) {
          const text = linesOf(smallest[side]).toSpliced(at, size).join('');
          if (attempt({ ...smallest, [side]: text })) again = true;
          else at += size;
        }
      }
    }
  }
  return smallest;
}

/** Lines with their newlines. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
