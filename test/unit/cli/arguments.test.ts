/** The options of the command and what they collect. */
import { expect, test } from 'vitest';
import { type BlameArguments, parseArguments } from '../../../server/cli/arguments.ts';
import { UsageError } from '../../../server/cli/optionParser.ts';

const defaults = parseArguments([]).args;

/** What differs from the defaults. */
function check(...argv: string[]): Partial<BlameArguments> {
  const changed = Object.entries(parseArguments(argv).args).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key as keyof BlameArguments]),
  );
  return Object.fromEntries(changed);
}

test.each<[string[], Partial<BlameArguments>]>([
  [['-p'], { format: 'porcelain' }],
  [['-p', '--line-porcelain'], { format: 'linePorcelain' }],
  [['-p', '--no-porcelain'], {}],
  [['--incremental', '-p'], { format: 'incremental', incremental: true }],
  [['-c'], { format: 'annotate' }],
  [['-L1,2', '-L', '4'], { ranges: ['1,2', '4'] }],
  [['-M'], { moves: true }],
  [['-M5'], { moves: true, moveScore: 5 }],
  [['-M0', '-M5x'], { moves: true }],
  [['-C', '-C7'], { moves: true, copies: 2, copyScore: 7 }],
  [['-C', '-C', '-C', '-C'], { moves: true, copies: 3 }],
  [['--minimal'], { diffAlgorithm: 'minimal' }],
  [['--diff-algorithm=Default'], { diffAlgorithm: 'myers' }],
  [['--patience'], {}],
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
  expect(parseArguments(['HEAD', '-w', '--', 'f']).words).toEqual({ words: ['HEAD', 'f'], beforeDashes: 1 });
});

test.each([
  ['--diff-algorithm=fast', 'option diff-algorithm accepts "myers", "minimal", "patience" and "histogram"'],
  ['--abbrev=x', "option `abbrev' expects a numerical value"],
])('%s is wrong usage', (option, message) => {
  expect(() => parseArguments([option])).toThrow(new UsageError(message));
});
