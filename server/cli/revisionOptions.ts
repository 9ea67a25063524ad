/** Options of revision walks, as far as a blame takes them: most do nothing here, but are no mistake either. */
import type { BlameArguments } from './arguments.ts';
import { OptionFault, type OptionSpec } from './optionParser.ts';

type Spec = OptionSpec<BlameArguments>;

const WITHOUT_VALUE = `
topo-order 
date-order author-date-order dense sparse in-commit-order
remove-empty merges no-merges no-min-parents no-max-parents boundary left-right 
count objects objects-edge objects-edge-aggressive verify-objects
unpacked cc dd remerge-diff no-diff-merges combined-all-paths no-expand-tabs show-signature
no-show-signature show-notes-by-default no-notes standard-notes no-standard-notes oneline 
no-graph encode-email-headers no-encode-email-headers no-commit-id always abbrev-commit
no-abbrev-commit full-diff show-pulls full-history log-size basic-regexp extended-regexp
regexp-ignore-case fixed-strings perl-regexp all-match invert-grep children 
`;

const WITH_OPTIONAL_VALUE = `
no-kept-objects pretty expand-tabs show-notes notes show-linear-break 
format 
`;

const WITH_VALUE = `
since-as-filter diff-merges author committer
grep-reflog grep
`;

const COUNTS = 'max-count max-count-oldest skip min-parents max-parents graph-lane-limit';
/** These and blaming forward need the links between commits for themselves. */
const PARENT_REWRITERS = 'graph parents';

/** Each must be a word of its own. What simplifies or compares histories is missing: it could change a blame forward. */
export const revisionOptions: readonly Spec[] = [
  { long: 'first-parent', value: 'none', apply: firstParent },
  { long: 'reverse', value: 'none', apply: reverse },
  { long: 'since', value: 'required', apply: since },
  { long: 'after', value: 'required', apply: since },
  { long: 'until', value: 'required', apply: until },
  { long: 'before', value: 'required', apply: until },
  { long: 'max-age', value: 'required', apply: maxAge },
  { long: 'min-age', value: 'required', apply: minAge },
  ...named(COUNTS, 'required', (_args, value) => count(value)),
  ...named(PARENT_REWRITERS, 'none', rewriteParents),
  { long: 'ignore-missing', value: 'none', apply: ignoreMissing },
  { long: 'date', value: 'required', apply: date },
  { long: 'encoding', value: 'required', apply: encoding },
  { long: 'relative-date', value: 'none', apply: (args) => date(args, 'relative') },
  { long: 'default', value: 'required', apply: defaultRevision },
  ...named(WITHOUT_VALUE, 'none'),
  ...named(WITH_OPTIONAL_VALUE, 'optional'),
  ...named(WITH_VALUE, 'required'),
  ...'m r v E i F P'.split(' ').map((short): Spec => ({ short, value: 'none', apply: nothing })),
  // A number of commits, as of old: the rest of its digits follow as a value would.
  ...'0 1 2 3 4 5 6 7 8 9'.split(' ').map((short): Spec => ({ short, value: 'optional', apply: nothing })),
];

function named(names: string, value: Spec['value'], apply: Spec['apply'] = nothing): Spec[] {
  return names
    .trim()
    .split(/\s+/)
    .map((long) => ({ long, value, apply }));
}

function nothing(): void {}

/** Throws `OptionFault`. */
function count(value: string | null): void {
  if (!/^\s*[+-]?\d+$/.test(value ?? '')) throw new OptionFault(`'${value}': not an integer`);
}

/** Throws `OptionFault`. */
function seconds(value: string | null): number {
  if (!/^\s*\+?\d+$/.test(value ?? ''))
    throw new OptionFault(`'${value}': not a number of seconds since epoch`);
  return Number.parseInt(value ?? '', 10);
}

function rewriteParents(args: BlameArguments): void {
  args.rewriteParents = true;
}

function ignoreMissing(args: BlameArguments): void {
  args.ignoreMissing = true;
}

function firstParent(args: BlameArguments): void {
  args.firstParent = true;
}

function reverse(args: BlameArguments): void {
  args.reverse = true;
}

function since(args: BlameArguments, value: string | null): void {
  args.since = value;
}

function until(args: BlameArguments, value: string | null): void {
  args.until = value;
}

function minAge(args: BlameArguments, value: string | null): void {
  args.until = seconds(value);
}

function maxAge(args: BlameArguments, value: string | null): void {
  args.since = seconds(value);
}

function date(args: BlameArguments, value: string | null): void {
  args.date = value;
}

function encoding(args: BlameArguments, value: string | null): void {
  args.encoding = value;
}

function defaultRevision(args: BlameArguments, value: string | null): void {
  args.defaultRevision = value;
}
