/** What the engine and the encoding of its output are told by the command line and the configuration. */
import { configuredOptions } from '../blame/configuredOptions.ts';
import { type BlameOptions, defaultOptions } from '../blame/types.ts';
import { approximateDate } from '../git/approximateDate.ts';
import type { Session } from './session.ts';

/** The command line counts before the configuration. */
export function engineOptions({ args, config, source }: Session): BlameOptions {
  const configured = configuredOptions(config);
  return {
    ...defaultOptions,
    ignoreWhitespace: args.ignoreWhitespace,
    diffAlgorithm: args.diffAlgorithm ?? configured.diffAlgorithm,
    indentHeuristic: args.indentHeuristic ?? configured.indentHeuristic,
    firstParent: args.firstParent,
    showRoot: args.root ?? configured.showRoot,
    followRenames: args.follow,
    moveScore: args.moves ? args.moveScore : null,
    detectCopies: args.copies,
    copyScore: args.copyScore,
    since: secondsOf(args.since, source.now),
    until: secondsOf(args.until, source.now),
  };
}

function secondsOf(text: string | number | null, now: number): number | null {
  return typeof text === 'string' ? approximateDate(text, now) : text;
}

export function outputEncoding({ args, config }: Session): string {
  return (
    args.encoding ?? config.get('i18n.logOutputEncoding') ?? config.get('i18n.commitEncoding') ?? 'UTF-8'
  );
}
