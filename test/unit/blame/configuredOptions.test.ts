/** Configuration that changes who is blamed. */
import { expect, it, test } from 'vitest';
import { configuredOptions, diffAlgorithmNamed } from '../../../server/blame/configuredOptions.ts';

/** A configuration of these values; switches are written as git has them. */
function options(values: Readonly<Record<string, string>>) {
  const get = (key: string) => values[key] ?? null;
  return configuredOptions({ get, bool: (key) => (get(key) === null ? null : get(key) === 'true') });
}

test.each([
  [{}, { diffAlgorithm: 'myers', indentHeuristic: true, showRoot: false }],
  [{ 'diff.algorithm': 'Histogram' }, { diffAlgorithm: 'histogram', indentHeuristic: true, showRoot: false }],
  [
    { 'diff.indentHeuristic': 'false', 'blame.showRoot': 'true' },
    { diffAlgorithm: 'myers', indentHeuristic: false, showRoot: true },
  ],
])('%j', (values, expected) => {
  expect(options(values as Record<string, string>)).toEqual(expected);
});

it('refuses an algorithm that nobody knows', () => {
  expect(() => options({ 'diff.algorithm': 'fast' })).toThrow(
    "unknown value for config 'diff.algorithm': fast",
  );
});

test('names of algorithms', () => {
  expect(['MYERS', 'patience', 'default', 'fast'].map(diffAlgorithmNamed)).toEqual([
    'myers',
    'patience',
    'myers',
    null,
  ]);
});
