/** What git accepts here for the sake of its other commands, without effect on what is blamed or printed. */
import type { OptionSpec } from './optionParser.ts';

const SWITCHES =
  'patience histogram ignore-space-change ignore-space-at-eol ignore-cr-at-eol ignore-blank-lines ' +
  'merges no-merges no-min-parents no-max-parents topo-order date-order author-date-order dense sparse boundary ' +
  'left-right full-history full-diff show-pulls remove-empty in-commit-order ignore-missing oneline abbrev-commit ' +
  'no-abbrev-commit log-size all-match invert-grep basic-regexp extended-regexp fixed-strings regexp-ignore-case ' +
  'raw stat numstat shortstat summary name-only name-status no-patch text full-index binary exit-code quiet ' +
  'ext-diff no-ext-diff no-renames function-context no-color';
const WITH_VALUES = 'anchored grep author committer grep-reflog';

function nothing(): void {}

/** For any command: nothing is collected. */
export const withoutEffect: readonly OptionSpec<unknown>[] = [
  ...SWITCHES.split(' ').map(
    (long): OptionSpec<unknown> => ({ long, value: 'none', exact: true, apply: nothing }),
  ),
  ...WITH_VALUES.split(' ').map(
    (long): OptionSpec<unknown> => ({ long, value: 'required', exact: true, apply: nothing }),
  ),
];
