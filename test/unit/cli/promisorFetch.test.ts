/** What is fetched, from where, and when nothing is. */
import { expect, test } from 'vitest';
import { promisorFetch } from '../../../server/cli/promisorFetch.ts';
import type { CommandIo } from '../../../server/cli/session.ts';
import { configOf } from '../../../server/git/config.ts';

const config = (...entries: [string, string][]) =>
  configOf(
    entries.map(([key, value]) => ({ key, value, file: '', line: 0 })),
    { home: '/', userDirectory: '/' },
  );

function io(answers: readonly boolean[], environment = {}): { io: CommandIo; calls: string[] } {
  const calls: string[] = [];
  const runGit = (args: readonly string[], input: string) => {
    calls.push(`${args[3]} ${input.trim()}`);
    return answers[calls.length - 1] === true;
  };
  return { io: { environment, runGit } as Partial<CommandIo> as CommandIo, calls };
}

const TWO = config(
  ['remote.a.promisor', 'true'],
  ['remote.b.promisor', 'true'],
  ['remote.c.promisor', 'no'],
  ['extensions.partialclone', 'a'],
);

test('the remotes are asked in order until one has it, and once for an object', () => {
  const { io: world, calls } = io([false, true, true]);
  const fetch = promisorFetch(TWO, world);
  expect(fetch?.('1')).toBe(true);
  expect(fetch?.('1')).toBe(false);
  expect(fetch?.('2')).toBe(true);
  expect(calls).toEqual(['b 1', 'a 1', 'b 2']);
});

test('nobody has it', () => {
  const { io: world, calls } = io([]);
  expect(promisorFetch(TWO, world)?.('1')).toBe(false);
  expect(calls).toEqual(['b 1', 'a 1']);
});

test.each([
  ['a complete clone', config(['remote.a.url', 'x']), {}],
  ['GIT_NO_LAZY_FETCH', TWO, { GIT_NO_LAZY_FETCH: '1' }],
])('nothing is fetched: %s', (_why, configuration, environment) => {
  expect(promisorFetch(configuration, io([], environment).io)).toBeNull();
});

test('nothing is fetched where git is not to be run', () => {
  expect(promisorFetch(TWO, { environment: {} } as Partial<CommandIo> as CommandIo)).toBeNull();
});
