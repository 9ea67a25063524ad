/** Options of diffs, as far as a blame takes them: most do nothing here, but are no mistake either. */
import type { BlameArguments } from './arguments.ts';
import type { OptionSpec } from './optionParser.ts';

type Spec = OptionSpec<BlameArguments>;

/** `name`, `name:letter` or `:letter`. */
const FLAGS = `
patch:p no-patch:s :u raw patch-with-raw patch-with-stat numstat shortstat cumulative check summary name-only name-status
binary :z no-prefix default-prefix irreversible-delete:D no-renames ignore-all-space:w ignore-space-change:b
ignore-space-at-eol ignore-cr-at-eol ignore-blank-lines patience histogram ita-invisible-in-index
ita-visible-in-index pickaxe-all pickaxe-regex
`;

const NEGATABLE_FLAGS = `
function-context:W compact-summary full-index rename-empty text:a :R exit-code quiet ext-diff
`;

const WITH_OPTIONAL_VALUE = `
unified:U dirstat:X dirstat-by-file stat break-rewrites:B find-renames find-copies word-diff color-words
ignore-submodules submodule
`;

const NEGATABLE_WITH_OPTIONAL_VALUE = 'color color-moved relative';

const WITH_VALUE = `
stat-width stat-name-width stat-graph-width stat-count ws-error-highlight src-prefix dst-prefix line-prefix
inter-hunk-context output-indicator-new output-indicator-old output-indicator-context :l anchored word-diff-regex :G :O
rotate-to skip-to find-object diff-filter max-depth output
`;

const NEGATABLE_WITH_VALUE = 'ignore-matching-lines:I color-moved-ws';

/** Only those that change which lines are equal, or where they may come from, have an effect. */
export const diffOptions: readonly Spec[] = [
  { long: 'follow', value: 'none', negatable: true, apply: follow },
  { long: 'textconv', value: 'none', negatable: true, apply: textconv },
  { long: 'indent-heuristic', value: 'none', negatable: true, apply: indentHeuristic },
  { long: 'find-copies-harder', value: 'none', negatable: true, apply: findCopiesHarder },
  ...inert(FLAGS, { value: 'none', negatable: false }),
  ...inert(NEGATABLE_FLAGS, { value: 'none', negatable: true }),
  ...inert(WITH_OPTIONAL_VALUE, { value: 'optional', negatable: false }),
  ...inert(NEGATABLE_WITH_OPTIONAL_VALUE, { value: 'optional', negatable: true }),
  ...inert(WITH_VALUE, { value: 'required', negatable: false }),
  ...inert(NEGATABLE_WITH_VALUE, { value: 'required', negatable: true }),
];

function inert(names: string, kind: Pick<Spec, 'value' | 'negatable'>): Spec[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => {
      const [long, short] = name.split(':');
      return { ...kind, ...(long ? { long } : {}), ...(short ? { short } : {}), apply: () => {} };
    });
}

function follow(args: BlameArguments, _value: string | null, on: boolean): void {
  args.follow = on;
}

function textconv(args: BlameArguments, _value: string | null, on: boolean): void {
  args.textconv = on;
}

function indentHeuristic(args: BlameArguments, _value: string | null, on: boolean): void {
  args.indentHeuristic = on;
}

/** Another name for giving `-C` twice. */
function findCopiesHarder(args: BlameArguments, _value: string | null, on: boolean): void {
  args.findCopiesHarder = on;
}
