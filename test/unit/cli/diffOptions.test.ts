/** Options of diffs among those of blame. */
import { expect, test } from 'vitest';
import { parseArguments } from '../../../server/cli/arguments.ts';
import { diffOptions } from '../../../server/cli/diffOptions.ts';

const { args: defaults } = parseArguments([]);

test('every option is there once', () => {
  const names = diffOptions.flatMap(({ long, short }) => [long, short].filter((name) => name !== undefined));
  expect(names.length).toBeGreaterThan(80);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  [['--no-follow', '--no-indent-heuristic'], { follow: false, indentHeuristic: false }],
  [['--no-textconv'], { textconv: false }],
  [['--find-copies-harder'], { findCopiesHarder: true }],
  [
    ['-U3', '-zR', '-G', 'x', '--stat', '--stat-width', '3', '--full-index', '--no-full-index', '--patience'],
    {},
  ],
])('%j', (argv, changed) => {
  expect(parseArguments(argv)).toMatchObject({ args: { ...defaults, ...changed }, words: { words: [] } });
});
