/** The options of the command and what they collect. */
import { expect, test } from 'vitest';
import { type BlameArguments, parseArguments } from '../../../server/cli/arguments.ts';
import { OptionFault, UsageError } from '../../../server/cli/optionParser.ts';

const defaults = parseArguments([]).args;

/** What differs from the defaults. */
function check(...argv: string[]): Partial<BlameArguments> {
  const changed = Object.entries(parseArguments(argv).args).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key as keyof BlameArguments]),
  );
  return Object.fromEntries(changed);
}

test.each<[string[], Partial<BlameArguments>]>([
  [['-p'], { porcelain: true }],
  [['-p', '--line-porcelain'], { porcelain: true, linePorcelain: true }],
  [['--line-porcelain', '--no-porcelain'], { linePorcelain: true }],
  [['-p', '--no-porcelain'], {}],
  [['--incremental', '-p'], { incremental: true, porcelain: true }],
  [['-c'], { annotateColumns: true }],
  [['-L1,2', '-L', '4'], { ranges: ['1,2', '4'] }],
  [['-M'], { moves: true }],
  [['-M5'], { moves: true, moveScore: 5 }],
  [['-M0', '-M5x'], { moves: true }],
  [['-M5', '-M0'], { moves: true }],
  [['-C', '-C7'], { moves: true, copies: 2, copyScore: 7 }],
  [['-C', '-C', '-C', '-C'], { moves: true, copies: 3 }],
  [['--minimal'], { diffAlgorithm: 'minimal' }],
  [['--diff-algorithm=Default'], { diffAlgorithm: 'myers' }],
  [['--patience'], {}],
  [['--find-copies-harder'], { findCopiesHarder: true }],
  [['--ignore-rev', 'a', '--no-ignore-rev', '--ignore-rev=b'], { ignoreRevs: ['b'] }],
  [['--ignore-revs-file=a', '--no-ignore-revs-file'], { configuredIgnoreRevs: false }],
  [['--contents', 'a', '--no-contents'], {}],
  [['--max-age=12'], { since: 12 }],
  [['--relative-date'], { date: 'relative' }],
  [['--default', 'HEAD'], { defaultRevision: 'HEAD' }],
  [
    ['-12', '-i', '--max-count', '3', '--notes=x', '--notes', '-U5', '-waR', '--no-ext-diff'],
    { ignoreWhitespace: true },
  ],
  [['--abbrev=2'], { abbrev: 4 }],
  [['--abbrev=0'], { abbrev: 0 }],
  [['--no-abbrev'], { abbrev: 0 }],
  [['--abbrev'], {}],
  [['--no-root', '--no-follow'], { root: false, follow: false }],
  [['--after', '1 day'], { since: '1 day' }],
  [
    ['-wfnelts'],
    {
      ignoreWhitespace: true,
      showName: true,
      showNumber: true,
      showEmail: true,
      longHash: true,
      rawTimestamp: true,
      suppressAuthor: true,
    },
  ],
])('%j', (argv, expected) => {
  expect(check(...argv)).toEqual(expected);
});

test('other words are kept', () => {
  expect(parseArguments(['HEAD', '-w', '--', 'f']).words).toEqual({
    words: ['HEAD', 'f'],
    beforeDashes: 1,
    endOfOptions: false,
  });
});

test.each([
  ['--diff-algorithm=fast', 'option diff-algorithm accepts "myers", "minimal", "patience" and "histogram"'],
  ['--abbrev=x', "option `abbrev' expects a numerical value"],
])('%s is wrong usage', (option, message) => {
  expect(() => parseArguments([option])).toThrow(new UsageError(message, 'nowhere'));
});

test.each([
  ['--children=1', "unknown option `--children=1'"],
  ['--first', "unknown option `--first'"],
  ['--find-copies-h', "unknown option `--find-copies-h'"],
  ['-wK', "unknown option `-K'"],
  ['-rv', "unknown option `-rv'"],
])('%s is unknown: only blame itself knows abbreviations', (option, message) => {
  expect(() => parseArguments([option])).toThrow(new UsageError(message));
});

test('an option of revision walks without its value is fatal', () => {
  expect(() => parseArguments(['--since'])).toThrow(new OptionFault("Option '--since' requires a value"));
});

test.each([
  ['--max-count=x', "'x': not an integer"],
  ['--max-age=x', "'x': not a number of seconds since epoch"],
])('%s is fatal', (option, message) => {
  expect(() => parseArguments([option])).toThrow(new OptionFault(message));
});

test('annotate has columns of its own', () => {
  expect(parseArguments([], 'annotate').args).toEqual({
    ...defaults,
    command: 'annotate',
    annotateColumns: true,
  });
});
