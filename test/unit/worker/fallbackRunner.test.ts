/** Which questions go to git. */
import { describe, expect, it } from 'vitest';
import type { Repository } from '../../../server/git/repository.ts';
import { type EngineChoice, FallbackRunner, gitChooser } from '../../../server/worker/fallbackRunner.ts';
import type { GitEngine } from '../../../server/worker/gitEngine.ts';
import type { CallOptions, Runner, WorkTime } from '../../../server/worker/messages.ts';

const repository = (refFormat: Repository['refFormat'], more: Partial<Repository> = {}) =>
  ({ gitDir: '/r', refFormat, ...more }) as Repository;

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

it('says of a format that nobody knows that git blames there', () => {
  const messages: string[] = [];
  const usesGit = gitChooser('auto', (message) => messages.push(message));
  const strange = repository('files', { unknownFormat: 'repository extension x is not supported' });
  expect([usesGit(strange), usesGit(strange)]).toEqual([true, true]);
  expect(messages).toEqual(['/r: repository extension x is not supported, so git blames here']);
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
      isTracked: async (_: unknown, path: string) => path === 'tracked',
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

  it('makes nothing for later blames where git makes them', async () => {
    const { runner, log } = stage(true);
    for (const method of ['history', 'longFiles'] as const) {
      const params = { repository: repository('files') } as never;
      expect(await runner.call(method, params, { signal })).toBeNull();
    }
    expect(log).toEqual([]);
  });

  it('knows when the last call was worked on, if it was', async () => {
    const time: WorkTime = { thread: 3, start: 10, end: 20, stood: [] };
    const told: WorkTime[] = [];
    const inner = {
      call: async (method: string, _: unknown, { onWorked }: CallOptions) => {
        if (method === 'overlay') onWorked?.(time);
      },
    } as unknown as Runner;
    const runner = new FallbackRunner({ inner, git: {} as GitEngine, usesGit: () => false });
    expect(runner.lastWork).toBeNull();
    const params = { repository: repository('files') } as never;
    await runner.call('overlay', params, { signal, onWorked: (work) => told.push(work) });
    expect([runner.lastWork, told]).toEqual([time, [time]]);
    await runner.call('commit', params, { signal });
    expect(runner.lastWork).toBeNull();
  });

  it.each(['tracked', 'other'])('reads nothing by itself in a format it does not know: %s', async (path) => {
    const { runner, log } = stage(true);
    const strange = repository('files', { unknownFormat: 'version 7' });
    const overlay = await runner.call('overlay', { repository: strange, path } as never, { signal });
    expect(overlay).toMatchObject({ blob: null, tracked: path === 'tracked' });
    const commit = runner.call('commit', { repository: strange } as never, { signal });
    await expect(commit).rejects.toMatchObject({ code: 'unsupportedRepository', message: 'version 7' });
    expect(log).toEqual([]);
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
