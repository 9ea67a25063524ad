/** The option parser on a small set of options. */
import { expect, test } from 'vitest';
import { type OptionSpec, parseOptions } from '../../../server/cli/optionParser.ts';

const specs: OptionSpec<string[]>[] = [
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
  { long: 'exact', value: 'none', exact: true, apply: (seen) => seen.push('exact') },
  { long: 'maybe', value: 'optional', apply: (seen, value) => seen.push(`maybe:${value}`) },
];

function check(...argv: string[]): string {
  const seen: string[] = [];
  try {
    const { words, beforeDashes } = parseOptions(
      { specs, staysWord: (word) => word === '--kept' },
      argv,
      seen,
    );
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
  [['--kept', '-3', 'w'], ' | --kept w | null'],
  [['--exac'], "unknown option `--exac'"],
  [['--exact'], 'exact |  | null'],
  [['-x'], "unknown option `-x'"],
  [['--what'], "unknown option `--what'"],
  [['--al'], 'ambiguous option: al (could be --alpha or --also)'],
  [['-L'], "switch `L' requires a value"],
  [['--also'], "option `also' requires a value"],
  [['--alpha=1'], "option `alpha' takes no value"],
])('%j', (argv, expected) => {
  expect(check(...argv)).toBe(expected);
});
