/** Which of a blame's options decide how two files are compared, and what the diff calls them. */
import type { DiffOptions } from '../diff/lineDiff.ts';
import type { BlameOptions } from './types.ts';

export type CompareOptions = Pick<BlameOptions, 'diffAlgorithm' | 'indentHeuristic' | 'ignoreWhitespace'>;

/** The options of a blame, or of what is asked beside one, as the diff names them. */
export function diffOptions({
  diffAlgorithm,
  indentHeuristic,
  ignoreWhitespace,
}: CompareOptions): DiffOptions {
  return { algorithm: diffAlgorithm, indentHeuristic, ignoreWhitespace };
}
