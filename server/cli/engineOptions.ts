/** What the engine and the encoding of its output are told by the command line and the configuration. */
import { type BlameOptions, defaultOptions } from '../blame/types.ts';
import { approximateDate } from '../git/approximateDate.ts';
import type { Config } from '../git/config.ts';
import { diffAlgorithmNamed } from './arguments.ts';
import { Fatal } from './faults.ts';
import type { Session } from './session.ts';

/** The command line counts before the configuration. */
export function engineOptions({ args, config, source }: Session): BlameOptions {
  return {
    ...defaultOptions,
    ignoreWhitespace: args.ignoreWhitespace,
    diffAlgorithm: args.diffAlgorithm ?? configuredAlgorithm(config),
    indentHeuristic: args.indentHeuristic ?? config.bool('diff.indentHeuristic') ?? true,
    firstParent: args.firstParent,
    showRoot: args.root ?? config.bool('blame.showRoot') ?? false,
    followRenames: args.follow,
    moveScore: args.moves ? args.moveScore : null,
    detectCopies: args.copies,
    copyScore: args.copyScore,
    since: args.since === null ? null : approximateDate(args.since, source.now),
  };
}

function configuredAlgorithm(config: Config): BlameOptions['diffAlgorithm'] {
  const name = config.get('diff.algorithm');
  if (name === null) return 'myers';
  const algorithm = diffAlgorithmNamed(name);
  if (algorithm === null) throw new Fatal(`unknown value for config 'diff.algorithm': ${name}`);
  return algorithm;
}

export function outputEncoding({ args, config }: Session): string {
  return (
    args.encoding ?? config.get('i18n.logOutputEncoding') ?? config.get('i18n.commitEncoding') ?? 'UTF-8'
  );
}
