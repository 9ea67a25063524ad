/** Options of revision walks among those of blame. */
import { expect, test } from 'vitest';
import { parseArguments } from '../../../server/cli/arguments.ts';
import { OptionFault } from '../../../server/cli/optionParser.ts';
import { revisionOptions } from '../../../server/cli/revisionOptions.ts';

const { args: defaults } = parseArguments([]);

test('every option is there once', () => {
  const names = revisionOptions.flatMap(({ long, short }) =>
    [long, short].filter((name) => name !== undefined),
  );
  expect(names.length).toBeGreaterThan(80);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  [['--first-parent', '--reverse'], { firstParent: true, reverse: true }],
  [['--since=a', '--until', 'b'], { since: 'a', until: 'b' }],
  [['--max-age=5', '--min-age=6'], { since: 5, until: 6 }],
  [['--encoding=latin1', '--date', 'raw'], { encoding: 'latin1', date: 'raw' }],
  [['--graph'], { rewriteParents: true }],
  [['--ignore-missing'], { ignoreMissing: true }],
  [['--merges', '-3', '--pretty=short', '--pretty', '-i', '--skip', '2', '--grep=x'], {}],
])('%j', (argv, changed) => {
  expect(parseArguments(argv)).toMatchObject({ args: { ...defaults, ...changed }, words: { words: [] } });
});

test.each([
  [['--skip', 'f'], "'f': not an integer"],
  [['--min-age=x'], "'x': not a number of seconds since epoch"],
  [['--grep'], "Option '--grep' requires a value"],
])('%j is fatal', (argv, message) => {
  expect(() => parseArguments(argv)).toThrow(new OptionFault(message));
});
