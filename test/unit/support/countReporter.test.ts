/** The line that scripts read. */
import { expect, it } from 'vitest';
import { countReporter } from '../../support/countReporter.ts';

type End = NonNullable<ReturnType<typeof countReporter>['onTestRunEnd']>;

function printed(
  tests: readonly (readonly [string, string])[],
  { loadErrors = 0, strayErrors = 0, groupErrors = 0 } = {},
): string[] {
  const lines: string[] = [];
  const children = tests.map(([state, fullName]) => ({ fullName, result: () => ({ state }) }));
  const module = {
    children: {
      allTests: () => children,
      allSuites: () => [{ errors: () => Array(groupErrors).fill(new Error()) }, { errors: () => [] }],
    },
    errors: () => Array(loadErrors).fill(new Error()),
  };
  const reporter = countReporter((line) => lines.push(line));
  const modules = [module] as unknown as Parameters<End>[0];
  reporter.onTestRunEnd?.(modules, Array(strayErrors).fill({ message: '' }), 'passed');
  return lines;
}

it('counts what passed, failed and was skipped', () => {
  const tests = [
    ['passed', 'a > one'],
    ['failed', 'a > two'],
    ['skipped', 'b (skipped: no git binary) > three'],
    ['skipped', 'b (skipped: no git binary) > four'],
  ] as const;
  expect(printed(tests)).toEqual(['b (skipped: no git binary)', '1 passed, 1 failed, 2 skipped']);
});

it('counts what never got as far as a test', () => {
  expect(printed([['passed', 'a']], { loadErrors: 1, strayErrors: 2 })).toEqual([
    '1 passed, 3 failed, 0 skipped',
  ]);
  const unprepared = printed([['skipped', 'a']], { groupErrors: 1 });
  expect(unprepared).toEqual(['0 passed, 1 failed, 1 skipped']);
});
