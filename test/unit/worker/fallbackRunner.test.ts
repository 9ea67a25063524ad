/** Which questions go to git. */
import { describe, expect, it } from 'vitest';
import type { Repository } from '../../../server/git/repository.ts';
import { type EngineChoice, FallbackRunner, gitChooser } from '../../../server/worker/fallbackRunner.ts';
import type { GitEngine } from '../../../server/worker/gitEngine.ts';
import type { Runner } from '../../../server/worker/messages.ts';

const repository = (refFormat: Repository['refFormat']) => ({ gitDir: '/r', refFormat }) as Repository;

it.each<[EngineChoice, Repository['refFormat'], boolean, number]>([
  ['auto', 'files', false, 0],
  ['auto', 'reftable', true, 1],
  ['native', 'reftable', false, 0],
  ['git', 'files', true, 0],
])('with %s and references of format %s: %s', (choice, format, expected, told) => {
  const messages: string[] = [];
  const usesGit = gitChooser(choice, (message) => messages.push(message));
  expect([usesGit(repository(format)), usesGit(repository(format))]).toEqual([expected, expected]);
  expect(messages.length).toBe(told);
});

describe('a runner with git behind it', () => {
  const signal = new AbortController().signal;

  function stage(byGit: boolean) {
    const log: string[] = [];
    const inner = {
      call: async (method: string, params: unknown) => {
        log.push(`engine ${method}`);
        return params;
      },
      ...Object.fromEntries(
        ['pause', 'resume', 'prepare', 'close'].map((name) => [name, () => log.push(`engine ${name}`)]),
      ),
    } as unknown as Runner;
    const git = {
      blame: async () => log.push('git blame'),
      revision: async (_: unknown, name: string) => `id(${name})`,
      ...Object.fromEntries(
        ['pause', 'resume', 'close'].map((name) => [name, () => log.push(`git ${name}`)]),
      ),
    } as unknown as GitEngine;
    return { runner: new FallbackRunner({ inner, git, usesGit: () => byGit }), log };
  }

  it.each([
    [true, ['git blame', 'engine overlay', 'engine commit']],
    [false, ['engine blame', 'engine overlay', 'engine commit']],
  ])('asks it (%s) for blame alone', async (byGit, calls) => {
    const { runner, log } = stage(byGit);
    for (const method of ['blame', 'overlay', 'commit'] as const) {
      await runner.call(method, { repository: repository('files') } as never, { signal });
    }
    expect(log).toEqual(calls);
  });

  it.each([
    ['v1', ['id(v1)']],
    [
      ['^v1', 'v2'],
      ['^id(v1)', 'id(v2)'],
    ],
    ['v1..v2', ['^id(v1)', 'id(v2)']],
    ['v1..', ['^id(v1)', 'id(HEAD)']],
    [undefined, undefined],
  ])('lets it look up the names in %j', async (revision, ids) => {
    const { runner } = stage(true);
    const asked = revision === undefined ? {} : { revision };
    const params = { repository: repository('reftable'), asked } as never;
    const answer = (await runner.call('options', params, { signal })) as unknown as { asked: object };
    expect(answer.asked).toEqual(ids === undefined ? {} : { revision: ids });
    expect(
      await runner.call('revision', { ...(params as object), revision: 'v1' } as never, { signal }),
    ).toBe('id(v1)');
  });

  it('holds both up', () => {
    const { runner, log } = stage(true);
    void runner.pause();
    runner.resume();
    runner.prepare();
    runner.close();
    expect(log).toEqual([
      'engine pause',
      'git pause',
      'engine resume',
      'git resume',
      'engine prepare',
      'engine close',
      'git close',
    ]);
  });
});
