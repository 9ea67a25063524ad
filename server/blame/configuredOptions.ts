/** What a repository's configuration says about how to blame, for whoever was not told otherwise. */
import { GitError } from '../git/errors.ts';
import type { BlameOptions } from './types.ts';

/** The configuration as far as it is asked here: null for a key that is not set. */
interface Configuration {
  get(key: string): string | null;
  bool(key: string): boolean | null;
}

const ALGORITHMS: Readonly<Record<string, BlameOptions['diffAlgorithm']>> = {
  default: 'myers',
  myers: 'myers',
  minimal: 'minimal',
  patience: 'patience',
  histogram: 'histogram',
};

/** Null when git does not know the name; case does not matter. */
export function diffAlgorithmNamed(name: string): BlameOptions['diffAlgorithm'] | null {
  return ALGORITHMS[name.toLowerCase()] ?? null;
}

/**
 * `diff.algorithm`, `diff.indentHeuristic` and `blame.showRoot`, or git's defaults. Throws GitError
 * 'unsupportedRepository' for a value that git refuses too.
 */
export function configuredOptions(
  config: Configuration,
): Pick<BlameOptions, 'diffAlgorithm' | 'indentHeuristic' | 'showRoot'> {
  return {
    diffAlgorithm: configuredAlgorithm(config),
    indentHeuristic: config.bool('diff.indentHeuristic') ?? true,
    showRoot: config.bool('blame.showRoot') ?? false,
  };
}

function configuredAlgorithm(config: Configuration): BlameOptions['diffAlgorithm'] {
  const name = config.get('diff.algorithm');
  if (name === null) return 'myers';
  const algorithm = diffAlgorithmNamed(name);
  if (algorithm === null)
    throw new GitError('unsupportedRepository', `unknown value for config 'diff.algorithm': ${name}`);
  return algorithm;
}
