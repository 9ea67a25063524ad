/** What the engine is told by the command line. */
import { expect, test } from 'vitest';
import { parseArguments } from '../../../server/cli/arguments.ts';
import { engineOptions, outputEncoding } from '../../../server/cli/engineOptions.ts';
import type { Session } from '../../../server/cli/session.ts';
import { configOf } from '../../../server/git/config.ts';

const NOW = 1_700_000_000;

function session(argv: readonly string[], settings: Readonly<Record<string, string>> = {}): Session {
  const entries = Object.entries(settings).map(([key, value]) => ({ key, value, file: '', line: 0 }));
  const config = configOf(entries, { home: '/', userDirectory: '/' });
  const { args } = parseArguments(argv);
  return { args, config, source: { now: NOW } } as Partial<Session> as Session;
}

test.each([
  [[], { moveScore: null, detectCopies: 0, since: null, until: null }],
  [['-M'], { moveScore: 20, detectCopies: 0 }],
  [['-C'], { moveScore: 20, detectCopies: 1, copyScore: 40 }],
  [['--find-copies-harder'], { moveScore: 20, detectCopies: 2 }],
  [['-C', '-C', '-C', '--find-copies-harder'], { detectCopies: 3 }],
  [['--since=nonsense', '--max-age=5'], { since: 5 }],
  [['--since=nonsense'], { since: NOW }],
  [['--no-follow', '-w'], { followRenames: false, ignoreWhitespace: true }],
])('%j', (argv, expected) => {
  expect(engineOptions(session(argv))).toMatchObject(expected);
});

test('the command line counts before the configuration', () => {
  const settings = { 'diff.algorithm': 'patience', 'blame.showroot': 'true', 'i18n.logoutputencoding': 'x' };
  expect(engineOptions(session([], settings))).toMatchObject({ diffAlgorithm: 'patience', showRoot: true });
  const other = session(['--diff-algorithm=histogram', '--no-root', '--encoding=y'], settings);
  expect(engineOptions(other)).toMatchObject({ diffAlgorithm: 'histogram', showRoot: false });
  expect(outputEncoding(other)).toBe('y');
  expect(outputEncoding(session([], settings))).toBe('x');
});
