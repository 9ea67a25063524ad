/** The option parser on a small set of options. */
import { expect, test } from 'vitest';
import {
  type OptionSpec,
  type OptionTable,
  parseOptions,
  UsageError,
} from '../../../server/cli/optionParser.ts';

const own: OptionSpec<string[]>[] = [
  {
    short: 'a',
    long: 'alpha',
    value: 'none',
    negatable: true,
    apply: (seen, _value, on) => seen.push(`alpha:${on}`),
  },
  { short: 'L', value: 'required', apply: (seen, value) => seen.push(`L:${value}`) },
  { short: 'M', value: 'optional', apply: (seen, value) => seen.push(`M:${value}`) },
  { long: 'also', value: 'required', apply: (seen, value) => seen.push(`also:${value}`) },
  { long: 'maybe', value: 'optional', apply: (seen, value) => seen.push(`maybe:${value}`) },
];

const named = (long: string, value: OptionSpec<string[]>['value']): OptionSpec<string[]> => ({
  long,
  short: long[0] ?? '',
  value,
  apply: (seen, given) => seen.push(`${long}:${given}`),
});

const tables: OptionTable<string[]>[] = [
  { specs: own, style: 'abbreviated' },
  { specs: [named('exact', 'none'), named('given', 'required')], style: 'exact' },
  { specs: [named('bundle', 'none'), named('xtra', 'none')], style: 'bundled' },
];

const parser = { tables, staysWord: (word: string) => word === '--kept' };

function check(...argv: string[]): string {
  const seen: string[] = [];
  try {
    const { words, beforeDashes } = parseOptions(parser, argv, seen);
    return `${seen.join(' ')} | ${words.join(' ')} | ${beforeDashes}`;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  [['-a', 'w'], 'alpha:true | w | null'],
  [['w', '-aL1'], 'alpha:true L:1 | w | null'],
  [['-L', '1,2', 'w'], 'L:1,2 | w | null'],
  [['-M', 'w'], 'M:null | w | null'],
  [['-M30', 'w'], 'M:30 | w | null'],
  [['--no-alpha'], 'alpha:false |  | null'],
  [['--alp'], 'alpha:true |  | null'],
  [['--also=x', '--also', 'y'], 'also:x also:y |  | null'],
  [['--maybe', 'w', '--maybe=1'], 'maybe:null maybe:1 | w | null'],
  [['r', '--', '-a', 'p'], ' | r -a p | 1'],
  [['-'], ' | - | null'],
  [['--kept', 'w'], ' | --kept w | null'],
  [['-Z'], "unknown option `-Z'"],
  [['--what=1'], "unknown option `--what=1'"],
  [['-e', '--given', 'v'], 'exact:null given:v |  | null'],
  [['-ae'], 'alpha:true exact:null |  | null'],
  [['-ea'], "unknown option `-ea'"],
  [['--exa'], "unknown option `--exa'"],
  [['--exact=1'], "unknown option `--exact=1'"],
  [['--given'], "Option '--given' requires a value"],
  [['-bxa'], 'bundle:null xtra:null alpha:true |  | null'],
  [['--bund'], "unknown option `--bund'"],
  [['a', '--end-of-options', '-b'], ' | a -b | 1'],
  [['--what'], "unknown option `--what'"],
  [['--al'], 'ambiguous option: al (could be --alpha or --also)'],
  [['-L'], "switch `L' requires a value"],
  [['--also'], "option `also' requires a value"],
  [['--alpha=1'], "option `alpha' takes no value"],
])('%j', (argv, expected) => {
  expect(check(...argv)).toBe(expected);
});

test.each([
  [['-h'], 'stdout'],
  [['-ah', 'w'], 'stdout'],
  [['--help', 'w'], 'stdout'],
  [['--al'], 'stdout'],
  [['--what'], 'stderr'],
  [['-L'], 'nowhere'],
] as const)('%j: usage to %s', (argv, usage) => {
  let thrown: unknown;
  try {
    parseOptions(parser, argv, []);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UsageError);
  expect((thrown as UsageError).usage).toBe(usage);
});
