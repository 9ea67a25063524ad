/** Files and where they belong. */
import { describe, expect, it } from 'vitest';
import type { Repository } from '../../../../server/git/repository.ts';
import { Workspace } from '../../../../server/service/repository/workspace.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

const repository: Repository = fakeRepository;

function stage() {
  const world = {
    is: {} as Partial<Repository>,
    time: 0,
    exists: true,
    searches: 0,
    looks: [] as string[],
    later: [] as (() => unknown)[],
  };
  const workspace = new Workspace({
    discover: async () => {
      world.searches++;
      return world.exists ? { ...repository, ...world.is } : null;
    },
    isPlainlyBelow: async (ancestor, directory) => {
      world.looks.push(`${ancestor} ${directory}`);
      return !directory.includes('nested');
    },
    pathIn: async (_, fsPath) => (fsPath.startsWith('/top') ? fsPath.slice('/top/'.length) : null),
    physicalPath: async (directory) => directory,
    followLink: async (fsPath) => fsPath.replace('link', 'real'),
    now: () => world.time,
    after: (_, action) => void world.later.push(action),
  });
  return { world, workspace };
}

describe('a workspace', () => {
  it.each([
    ['/top/a/b', { repository, path: 'a/b' }],
    ['/elsewhere/a', null],
    ['/top', null],
  ])('finds the place of %s', async (fsPath, place) => {
    expect(await stage().workspace.locate(fsPath)).toEqual(place);
  });

  it('finds the file behind a link that an editor shows', async () => {
    const { workspace } = stage();
    expect(await workspace.locateShown('/top/link')).toEqual({ repository, path: 'real' });
    expect(await workspace.locate('/top/link')).toEqual({ repository, path: 'link' });
  });

  it('remembers what it found for ten seconds, and what it did not find for one', async () => {
    const { world, workspace } = stage();
    const searchesAt = async (time: number) => {
      world.time = time;
      await workspace.locate('/top/a');
      return world.searches;
    };
    expect([await searchesAt(0), await searchesAt(9_999), await searchesAt(10_000)]).toEqual([1, 1, 2]);
    world.exists = false;
    expect([await searchesAt(20_000), await searchesAt(20_999), await searchesAt(21_000)]).toEqual([3, 3, 4]);
  });

  it('looks anew for what is in use before it is forgotten, and behind who asks', async () => {
    const { world, workspace } = stage();
    const knownAt = (time: number) => {
      world.time = time;
      return workspace.knownRepository('/top');
    };
    await workspace.locate('/top/a');
    const first = knownAt(4_999);
    expect([first, world.later.length]).toEqual([repository, 0]);
    expect([knownAt(5_000), knownAt(6_000), world.later.length, world.searches]).toEqual([
      first,
      first,
      1,
      1,
    ]);
    await world.later.pop()?.();
    // The same one, for whoever compares, and for ten seconds from then on.
    expect([knownAt(15_999) === first, knownAt(16_000), world.searches]).toEqual([true, null, 2]);
    await world.later.pop()?.();
    world.is = { refFormat: 'reftable' };
    knownAt(22_000);
    await world.later.pop()?.();
    expect(knownAt(22_001)).toEqual({ ...repository, refFormat: 'reftable' });
  });

  it('looks anew for one directory at a time, and says what is wrong to who asks', async () => {
    const { world, workspace } = stage();
    await workspace.locate('/top/a');
    await workspace.locate('/top/d/a');
    world.time = 9_000;
    for (const directory of ['/top', '/top/d', '/top']) workspace.knownRepository(directory);
    expect(world.later.length).toBe(1);
    world.exists = false;
    await world.later.pop()?.();
    expect([workspace.knownRepository('/top'), workspace.knownRepository('/top/d')]).toEqual([
      null,
      repository,
    ]);
  });

  it('does not search again below a directory that it knows, as long as that is remembered', async () => {
    const { world, workspace } = stage();
    await workspace.locate('/top/a');
    expect(await workspace.locate('/top/d/e/f')).toEqual({ repository, path: 'd/e/f' });
    world.time = 9_999;
    await workspace.locate('/top/d/e/f');
    await workspace.locate('/top/d/e/h/i');
    expect([world.searches, world.looks]).toEqual([1, ['/top /top/d/e', '/top/d/e /top/d/e/h']]);
    world.time = 10_000;
    await workspace.locate('/top/d/e/h/i');
    expect([world.searches, world.looks.length]).toEqual([2, 2]);
  });

  it('searches where something may be in between, and below what is in no repository', async () => {
    const { world, workspace } = stage();
    await workspace.locate('/top/a');
    await workspace.locate('/top/nested/f');
    world.exists = false;
    await workspace.locate('/elsewhere/a');
    await workspace.locate('/elsewhere/d/a');
    expect([world.searches, world.looks]).toEqual([4, ['/top /top/nested']]);
  });
});
