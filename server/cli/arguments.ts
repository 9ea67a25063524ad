/** The command line of `blame`: which options there are and what they collect. */
import { diffAlgorithmNamed } from '../blame/configuredOptions.ts';
import type { BlameOptions } from '../blame/types.ts';
import { isRevisionOption } from '../git/revisionOptions.ts';
import { Fatal } from './faults.ts';
import { type OptionSpec, type ParsedWords, parseOptions, UsageError } from './optionParser.ts';
import { withoutEffect } from './optionsWithoutEffect.ts';

type DiffAlgorithm = BlameOptions['diffAlgorithm'];

type OutputFormat = 'human' | 'annotate' | 'porcelain' | 'linePorcelain' | 'incremental';

/** Mutable while options are read; null means that the option was not given and configuration or git's default rules. */
export interface BlameArguments {
  format: OutputFormat;
  incremental: boolean;
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
  copyScore: number;
  ignoreRevs: string[];
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
  /** Argument of `--since`; a number of seconds is one of `--max-age`. */
  since: string | number | null;
  /** Argument of `--until`, or of `--min-age`. */
  until: string | number | null;
  /** Argument of `--date`. */
  date: string | null;
  /** Digits, or 0 for the whole id. */
  abbrev: number | null;
}

const SPECS: readonly OptionSpec<BlameArguments>[] = [
  flag('incremental', null, (args, on) => {
    args.incremental = on;
  }),
  flag('porcelain', 'p', (args, on) => setFormat(args, 'porcelain', on)),
  flag('line-porcelain', null, (args, on) => setFormat(args, 'linePorcelain', on)),
  flag(null, 'c', (args, on) => setFormat(args, 'annotate', on)),
  flag('root', null, (args, on) => {
    args.root = on;
  }),
  flag(null, 'b', (args, on) => {
    args.blankBoundary = on;
  }),
  flag('show-email', 'e', (args, on) => {
    args.showEmail = on;
  }),
  flag('show-name', 'f', (args, on) => {
    args.showName = on;
  }),
  flag('show-number', 'n', (args, on) => {
    args.showNumber = on;
  }),
  flag(null, 'l', (args, on) => {
    args.longHash = on;
  }),
  flag(null, 't', (args, on) => {
    args.rawTimestamp = on;
  }),
  flag(null, 's', (args, on) => {
    args.suppressAuthor = on;
  }),
  flag('color-lines', null, (args, on) => {
    args.colorLines = on;
  }),
  flag('color-by-age', null, (args, on) => {
    args.colorByAge = on;
  }),
  { long: 'find-copies-harder', value: 'none', apply: findCopiesHarder },
  flag('show-stats', null, (args, on) => {
    args.showStats = on;
  }),
  flag('score-debug', null, (args, on) => {
    args.scoreDebug = on;
  }),
  flag('progress', null, (args, on) => {
    args.progress = on;
  }),
  flag('textconv', null, (args, on) => {
    args.textconv = on;
  }),
  flag('reverse', null, (args, on) => {
    args.reverse = on;
  }),
  flag('first-parent', null, (args, on) => {
    args.firstParent = on;
  }),
  flag('follow', null, (args, on) => {
    args.follow = on;
  }),
  flag('indent-heuristic', null, (args, on) => {
    args.indentHeuristic = on;
  }),
  flag('minimal', null, (args, on) => {
    args.diffAlgorithm = on ? 'minimal' : 'myers';
  }),
  flag(null, 'w', (args, on) => {
    args.ignoreWhitespace = on;
  }),
  { long: 'diff-algorithm', value: 'required', apply: setAlgorithm },
  { long: 'abbrev', value: 'optional', negatable: true, apply: setAbbrev },
  { long: 'since', value: 'required', exact: true, apply: setSince },
  { long: 'after', value: 'required', exact: true, apply: setSince },
  { long: 'max-age', value: 'required', exact: true, apply: setMaxAge },
  { long: 'until', value: 'required', exact: true, apply: setUntil },
  { long: 'before', value: 'required', exact: true, apply: setUntil },
  { long: 'min-age', value: 'required', exact: true, apply: setMinAge },
  { long: 'date', value: 'required', apply: setDate },
  { long: 'encoding', value: 'required', apply: setEncoding },
  { short: 'S', value: 'required', apply: setGraftFile },
  { long: 'contents', value: 'required', apply: setContents },
  { short: 'L', value: 'required', apply: ({ ranges }, value) => ranges.push(value ?? '') },
  { short: 'M', value: 'optional', apply: setMoves },
  { short: 'C', value: 'optional', apply: setCopies },
  { long: 'ignore-rev', value: 'required', apply: ({ ignoreRevs }, value) => ignoreRevs.push(value ?? '') },
  {
    long: 'ignore-revs-file',
    value: 'required',
    apply: ({ ignoreRevsFiles }, value) => ignoreRevsFiles.push(value ?? ''),
  },
  { long: 'relative-date', value: 'none', exact: true, apply: setRelativeDate },
  ...['max-count', 'skip'].map(
    (long): OptionSpec<BlameArguments> => ({ long, value: 'required', exact: true, apply: checkCount }),
  ),
  ...withoutEffect,
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

function setFormat(args: BlameArguments, format: OutputFormat, on: boolean): void {
  args.format = on ? format : 'human';
}

function setSince(args: BlameArguments, value: string | null): void {
  args.since = value;
}

function setMaxAge(args: BlameArguments, value: string | null): void {
  args.since = ageFrom(value);
}

function setUntil(args: BlameArguments, value: string | null): void {
  args.until = value;
}

function setMinAge(args: BlameArguments, value: string | null): void {
  args.until = ageFrom(value);
}

function ageFrom(value: string | null): number {
  if (value === null || !/^\s*[+-]?\d*$/.test(value))
    throw new Fatal(`'${value}': not a number of seconds since epoch`);
  return Number(value);
}

function checkCount(_: BlameArguments, value: string | null): void {
  if (!/^\s*[+-]?\d+$/.test(value ?? '')) throw new Fatal(`'${value}': not an integer`);
}

function setRelativeDate(args: BlameArguments): void {
  args.date = 'relative';
}

function setDate(args: BlameArguments, value: string | null): void {
  args.date = value;
}

function setEncoding(args: BlameArguments, value: string | null): void {
  args.encoding = value;
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
    throw new UsageError('option diff-algorithm accepts "myers", "minimal", "patience" and "histogram"');
  }
  args.diffAlgorithm = algorithm;
}

function setAbbrev(args: BlameArguments, value: string | null, on: boolean): void {
  if (!on) args.abbrev = 0;
  else if (value !== null) {
    if (!/^[+-]?\d+$/.test(value)) throw new UsageError("option `abbrev' expects a numerical value");
    const digits = Number.parseInt(value, 10);
    args.abbrev = digits === 0 ? 0 : Math.max(4, digits);
  }
}

/** A score that is 0 or does not parse completely means the default. */
function scoreFrom(value: string | null, otherwise: number): number {
  return value !== null && /^\d+$/.test(value) ? Number.parseInt(value, 10) || otherwise : otherwise;
}

function setMoves(args: BlameArguments, value: string | null): void {
  args.moves = true;
  args.moveScore = scoreFrom(value, args.moveScore);
}

function setCopies(args: BlameArguments, value: string | null): void {
  args.moves = true;
  args.copies = Math.min(3, args.copies + 1) as 1 | 2 | 3;
  args.copyScore = scoreFrom(value, args.copyScore);
}

/** Another name for giving `-C` twice. */
function findCopiesHarder(args: BlameArguments): void {
  args.moves = true;
  if (args.copies < 2) args.copies = 2;
}

/** Throws `UsageError`. */
export function parseArguments(argv: readonly string[]): { args: BlameArguments; words: ParsedWords } {
  const args: BlameArguments = {
    format: 'human',
    incremental: false,
    ranges: [],
    contents: null,
    reverse: false,
    firstParent: false,
    follow: true,
    ignoreWhitespace: false,
    diffAlgorithm: null,
    indentHeuristic: null,
    moves: false,
    moveScore: 20,
    copies: 0,
    copyScore: 40,
    ignoreRevs: [],
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
    date: null,
    abbrev: null,
  };
  const words = parseOptions({ specs: SPECS, staysWord: isRevisionOption }, argv, args);
  if (args.incremental) args.format = 'incremental';
  return { args, words };
}
