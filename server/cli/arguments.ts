/** The command line of `blame`: which options there are and what they collect. */
import { diffAlgorithmNamed } from '../blame/configuredOptions.ts';
import type { BlameOptions } from '../blame/types.ts';
import { isRevisionOption } from '../git/revisionOptions.ts';
import { diffOptions } from './diffOptions.ts';
import {
  type OptionSpec,
  type OptionTable,
  type ParsedWords,
  parseOptions,
  UsageError,
} from './optionParser.ts';
import { revisionOptions } from './revisionOptions.ts';

const MOVE_SCORE = 20;
const COPY_SCORE = 40;

type DiffAlgorithm = BlameOptions['diffAlgorithm'];

/** `git annotate` is `git blame` with other columns and a fixed form of dates. */
export type CommandName = 'blame' | 'annotate';

/**
 * Mutable while options are read; null means that the option was not given and configuration or git's default rules.
 * Of the output formats given, incremental wins over porcelain, and porcelain over the columns of annotate.
 */
export interface BlameArguments {
  readonly command: CommandName;
  incremental: boolean;
  porcelain: boolean;
  /** In porcelain, every line is complete in itself. */
  linePorcelain: boolean;
  /** The columns of `git annotate`. */
  annotateColumns: boolean;
  /** Arguments of `-L`, in order. */
  ranges: string[];
  contents: string | null;
  reverse: boolean;
  firstParent: boolean;
  follow: boolean;
  ignoreWhitespace: boolean;
  diffAlgorithm: DiffAlgorithm | null;
  indentHeuristic: boolean | null;
  moves: boolean;
  moveScore: number;
  copies: 0 | 1 | 2 | 3;
  /** Counts as `-C` given twice. */
  findCopiesHarder: boolean;
  copyScore: number;
  ignoreRevs: string[];
  /** Whether the configured files come before those of the command line. */
  configuredIgnoreRevs: boolean;
  /** Files in order; an empty name empties the set at that point. */
  ignoreRevsFiles: string[];
  root: boolean | null;
  blankBoundary: boolean | null;
  showEmail: boolean | null;
  showName: boolean;
  showNumber: boolean;
  longHash: boolean;
  rawTimestamp: boolean;
  suppressAuthor: boolean;
  colorLines: boolean;
  colorByAge: boolean;
  showStats: boolean;
  scoreDebug: boolean;
  /** Null: as standard error is a terminal or not. */
  progress: boolean | null;
  textconv: boolean;
  /** Argument of `-S`. */
  graftFile: string | null;
  /** Argument of `--encoding`. */
  encoding: string | null;
  /** Argument of `--since`, or of `--max-age` as a number of seconds. */
  since: string | number | null;
  /** Argument of `--until`, or of `--min-age`. */
  until: string | number | null;
  /** Revisions that don't exist are passed over. */
  ignoreMissing: boolean;
  /** An option was given that can't go with blaming forward. */
  rewriteParents: boolean;
  /** The revision that counts when none is named. */
  defaultRevision: string | null;
  /** Argument of `--date`. */
  date: string | null;
  /** Digits, or 0 for the whole id. */
  abbrev: number | null;
}

/** blame's own options, in the order in which git lists them when an abbreviation is ambiguous. */
const ownOptions: readonly OptionSpec<BlameArguments>[] = [
  flag('incremental', null, (args, on) => {
    args.incremental = on;
  }),
  flag(null, 'b', (args, on) => {
    args.blankBoundary = on;
  }),
  flag('root', null, (args, on) => {
    args.root = on;
  }),
  flag('show-stats', null, (args, on) => {
    args.showStats = on;
  }),
  flag('progress', null, (args, on) => {
    args.progress = on;
  }),
  flag('score-debug', null, (args, on) => {
    args.scoreDebug = on;
  }),
  flag('show-name', 'f', (args, on) => {
    args.showName = on;
  }),
  flag('show-number', 'n', (args, on) => {
    args.showNumber = on;
  }),
  flag('porcelain', 'p', (args, on) => {
    args.porcelain = on;
  }),
  flag('line-porcelain', null, (args, on) => {
    args.porcelain = on;
    args.linePorcelain = on;
  }),
  flag(null, 'c', (args, on) => {
    args.annotateColumns = on;
  }),
  flag(null, 't', (args, on) => {
    args.rawTimestamp = on;
  }),
  flag(null, 'l', (args, on) => {
    args.longHash = on;
  }),
  flag(null, 's', (args, on) => {
    args.suppressAuthor = on;
  }),
  flag('show-email', 'e', (args, on) => {
    args.showEmail = on;
  }),
  flag(null, 'w', (args, on) => {
    args.ignoreWhitespace = on;
  }),
  { long: 'diff-algorithm', value: 'required', apply: setAlgorithm },
  { long: 'ignore-rev', value: 'required', negatable: true, apply: listOf('ignoreRevs') },
  { long: 'ignore-revs-file', value: 'required', negatable: true, apply: setIgnoreRevsFile },
  flag('color-lines', null, (args, on) => {
    args.colorLines = on;
  }),
  flag('color-by-age', null, (args, on) => {
    args.colorByAge = on;
  }),
  flag('minimal', null, (args, on) => {
    args.diffAlgorithm = on ? 'minimal' : 'myers';
  }),
  { short: 'S', value: 'required', apply: setGraftFile },
  { long: 'contents', value: 'required', negatable: true, apply: setContents },
  { short: 'C', value: 'optional', apply: setCopies },
  { short: 'M', value: 'optional', apply: setMoves },
  { short: 'L', value: 'required', apply: listOf('ranges') },
  { long: 'abbrev', value: 'optional', negatable: true, apply: setAbbrev },
];

/** What blame does not know itself is offered to the options of revision walks, then to those of diffs. */
const tables: readonly OptionTable<BlameArguments>[] = [
  { specs: ownOptions, style: 'abbreviated' },
  { specs: revisionOptions, style: 'exact' },
  { specs: diffOptions, style: 'bundled' },
];

function flag(
  long: string | null,
  short: string | null,
  set: (args: BlameArguments, on: boolean) => void,
): OptionSpec<BlameArguments> {
  return {
    ...(long === null ? {} : { long, negatable: true }),
    ...(short === null ? {} : { short }),
    value: 'none',
    apply: (args, _value, on) => set(args, on),
  };
}

/** Collects values in order; the negated option forgets them. */
function listOf(name: 'ignoreRevs' | 'ignoreRevsFiles' | 'ranges'): OptionSpec<BlameArguments>['apply'] {
  return (args, value) => {
    if (value === null) args[name] = [];
    else args[name].push(value);
  };
}

function setIgnoreRevsFile(args: BlameArguments, value: string | null): void {
  if (value === null) args.configuredIgnoreRevs = false;
  listOf('ignoreRevsFiles')(args, value, value !== null);
}

function setGraftFile(args: BlameArguments, value: string | null): void {
  args.graftFile = value;
}

function setContents(args: BlameArguments, value: string | null): void {
  args.contents = value;
}

function setAlgorithm(args: BlameArguments, value: string | null): void {
  const algorithm = diffAlgorithmNamed(value ?? '');
  if (algorithm === null) {
    throw new UsageError(
      'option diff-algorithm accepts "myers", "minimal", "patience" and "histogram"',
      'nowhere',
    );
  }
  args.diffAlgorithm = algorithm;
}

function setAbbrev(args: BlameArguments, value: string | null, on: boolean): void {
  if (!on) args.abbrev = 0;
  else if (value !== null) {
    if (!/^[+-]?\d+$/.test(value))
      throw new UsageError("option `abbrev' expects a numerical value", 'nowhere');
    const digits = Number.parseInt(value, 10);
    args.abbrev = digits === 0 ? 0 : Math.max(4, digits);
  }
}

/** A score that is 0 or does not parse completely means the default. */
function scoreFrom(value: string, otherwise: number): number {
  return /^\d+$/.test(value) ? Number.parseInt(value, 10) || otherwise : otherwise;
}

function setMoves(args: BlameArguments, value: string | null): void {
  args.moves = true;
  if (value !== null) args.moveScore = scoreFrom(value, MOVE_SCORE);
}

function setCopies(args: BlameArguments, value: string | null): void {
  args.moves = true;
  args.copies = Math.min(3, args.copies + 1) as 1 | 2 | 3;
  if (value !== null) args.copyScore = scoreFrom(value, COPY_SCORE);
}

/** Throws `UsageError` and `OptionFault`. */
export function parseArguments(
  argv: readonly string[],
  command: CommandName = 'blame',
): { args: BlameArguments; words: ParsedWords } {
  const args: BlameArguments = {
    command,
    incremental: false,
    porcelain: false,
    linePorcelain: false,
    annotateColumns: command === 'annotate',
    ranges: [],
    contents: null,
    reverse: false,
    firstParent: false,
    follow: true,
    ignoreWhitespace: false,
    diffAlgorithm: null,
    indentHeuristic: null,
    moves: false,
    moveScore: MOVE_SCORE,
    copies: 0,
    findCopiesHarder: false,
    copyScore: COPY_SCORE,
    ignoreRevs: [],
    configuredIgnoreRevs: true,
    ignoreRevsFiles: [],
    root: null,
    blankBoundary: null,
    showEmail: null,
    showName: false,
    showNumber: false,
    longHash: false,
    rawTimestamp: false,
    suppressAuthor: false,
    colorLines: false,
    colorByAge: false,
    showStats: false,
    scoreDebug: false,
    progress: null,
    textconv: true,
    graftFile: null,
    encoding: null,
    since: null,
    until: null,
    ignoreMissing: false,
    rewriteParents: false,
    defaultRevision: null,
    date: null,
    abbrev: null,
  };
  return { args, words: parseOptions({ tables, staysWord: isRevisionOption }, argv, args) };
}
