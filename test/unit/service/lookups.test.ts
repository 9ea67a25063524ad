/** Questions about commits and remotes: asked once, and asked again when something has changed. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../server/base/sharedText.ts';
import { fsPathOf } from '../../../server/service/lookups.ts';
import { type FakeWorld, fakeService } from '../../support/fakeService.ts';

const waiting = { signal: new AbortController().signal, priority: () => 'cursor' as const };
const asked = ({ calls }: FakeWorld, name: string) => calls.filter(({ method }) => method === name).length;
const id = 'a'.repeat(40);

async function stage() {
  const { service, world } = fakeService();
  const place = await service.lookups.placeOf('/top/f');
  if (!place) throw new Error('no place');
  return { lookups: service.lookups, world, repository: place.repository };
}

describe('a commit', () => {
  it('is described once, its name looked up unless it is an id', async () => {
    const { lookups, world } = await stage();
    const query = { fsPath: '/top/f', commit: id, path: null };
    const first = await lookups.describeCommit(query, waiting);
    expect(await lookups.describeCommit(query, waiting)).toBe(first);
    await lookups.describeCommit({ ...query, commit: 'HEAD' }, waiting);
    expect([asked(world, 'commit'), asked(world, 'revision')]).toEqual([2, 1]);
  });

  it('is described anew when people are called otherwise', async () => {
    const { lookups, world } = await stage();
    const query = { fsPath: '/top/f', commit: id, path: null };
    await lookups.describeCommit(query, waiting);
    world.mailmap = 'changed';
    await lookups.describeCommit(query, waiting);
    expect(asked(world, 'commit')).toBe(2);
  });
});

it('the change of a line is looked up once for all lines that share it, in one text', async () => {
  const { lookups, world, repository } = await stage();
  const options = { ignoreWhitespace: false, diffAlgorithm: 'myers', indentHeuristic: true } as const;
  const shown = { after: { commit: id, path: 'f' }, before: null, options };
  const change = (text: string, line: number) =>
    lookups.changeAt(repository, { ...shown, line, text: textOf(Buffer.from(text), text) }, waiting);
  world.lineHunk = { diff: 'first', lineBefore: 0, sameDiff: { start: 0, end: 2 } };
  expect([await change('a', 0), await change('a', 1), await change('a', 0)]).toEqual(Array(3).fill('first'));
  expect(asked(world, 'lineHunk')).toBe(1);
  world.lineHunk = { diff: 'second', lineBefore: 0, sameDiff: { start: 2, end: 3 } };
  expect([await change('a', 2), await change('a', 1)]).toEqual(['second', 'first']);
  await change('b', 2);
  expect(asked(world, 'lineHunk')).toBe(3);
});

describe('remotes', () => {
  const remote = (name: string, lacks: readonly string[] | 'everything' | null) => ({
    name,
    urls: [`gh:${name}/x`],
    pushUrls: [],
    lacks,
  });
  const rewrites = [{ base: 'https://github.com/', prefix: 'gh:', push: false }];

  it('come in order, with addresses and what they have', async () => {
    const { lookups, world, repository } = await stage();
    const remotes = [
      remote('other', null),
      remote('origin', []),
      remote('mine', [id]),
      remote('upstream', 'everything'),
    ];
    world.remotes = { remotes, rewrites, branchRemote: 'mine', files: ['refs'] };
    const found = await lookups.remotesOf(repository, id, waiting);
    expect(found.map(({ name, hasCommit }) => [name, hasCommit])).toEqual([
      ['upstream', false],
      ['mine', false],
      ['origin', true],
      ['other', null],
    ]);
    expect(found[1]?.urls).toEqual(['https://github.com/mine/x', 'gh:mine/x']);
  });

  it('are looked at again when references change, and after a while', async () => {
    const { lookups, world, repository } = await stage();
    const look = () => lookups.remotesOf(repository, id, waiting);
    await look();
    await look();
    expect(asked(world, 'remotes')).toBe(1);
    world.mailmap = 'some file has changed';
    await look();
    expect(asked(world, 'remotes')).toBe(2);
    world.time += 61_000;
    await look();
    expect(asked(world, 'remotes')).toBe(3);
  });
});

it('a path has a place in a work tree alone', async () => {
  const { repository } = await stage();
  expect(fsPathOf(repository, 'd/\xc3\xa9.c')).toBe('/top/d/é.c');
  expect(fsPathOf({ ...repository, workTree: null }, 'f')).toBeNull();
});
