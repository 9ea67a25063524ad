/** What the engine and the encoding of its output are told by the command line and the configuration. */
import { configuredOptions } from '../blame/configuredOptions.ts';
import { type BlameOptions, defaultOptions } from '../blame/types.ts';
import { approximateDate } from '../git/approximateDate.ts';
import type { BlameArguments } from './arguments.ts';
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
    moveScore: args.moves || args.findCopiesHarder ? args.moveScore : null,
    detectCopies: copyLevel(args),
    copyScore: args.copyScore,
    since: secondsOf(args.since, source.now),
    until: secondsOf(args.until, source.now),
  };
}

/** How hard copies are looked for. */
export function copyLevel({ copies, findCopiesHarder }: BlameArguments): BlameOptions['detectCopies'] {
  return findCopiesHarder && copies < 2 ? 2 : copies;
}

/** A text that says nothing of a date means now. */
function secondsOf(text: string | number | null, now: number): number | null {
  return typeof text === 'string' ? (approximateDate(text, now) ?? now) : text;
}

export function outputEncoding({ args, config }: Session): string {
  return (
    args.encoding ?? config.get('i18n.logOutputEncoding') ?? config.get('i18n.commitEncoding') ?? 'UTF-8'
  );
}
