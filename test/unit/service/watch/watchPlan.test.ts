/** What is watched of which repository. */
import { expect, it } from 'vitest';
import type { Repository } from '../../../../server/git/repository.ts';
import { watchPlan } from '../../../../server/service/watch/watchPlan.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

const plain: Repository = fakeRepository;
const sources = { config: ['/home/.gitconfig'], ignoreRevs: ['/top/.ignore'], mailmap: ['/top/.mailmap'] };

function filesOf(repository: Repository, branch: string | null, open: string[] = []): readonly string[] {
  return watchPlan({ repository, branch, sources, open }).files;
}

it('is HEAD, its branch, and all that options, names and history hang on', () => {
  const files = filesOf(plain, 'refs/heads/feature/x', ['/top/src']);
  for (const file of [
    ...['HEAD', 'MERGE_HEAD', 'packed-refs', 'refs/heads/feature/x', 'shallow', 'info/grafts'].map(
      (name) => `/top/.git/${name}`,
    ),
    ...['objects/info/commit-graph', 'objects/pack', 'info/attributes', 'refs/replace'].map(
      (name) => `/top/.git/${name}`,
    ),
    '/home/.gitconfig',
    '/top/.ignore',
    '/top/.mailmap',
    '/top/.gitattributes',
    '/top/src/.gitattributes',
  ])
    expect(files).toContain(file);
  expect(new Set(files).size).toBe(files.length);
});

it('looks for HEAD in the worktree and for branches in what worktrees share', () => {
  const linked = { ...plain, gitDir: '/top/.git/worktrees/w', workTree: '/w' };
  const files = filesOf(linked, 'refs/heads/main');
  expect(files).toContain('/top/.git/worktrees/w/HEAD');
  expect(files).toContain('/top/.git/refs/heads/main');
  expect(files).toContain('/w/.gitattributes');
  expect(files).not.toContain('/top/.git/HEAD');
});

it('knows of references in tables, of no branch, and of no work tree', () => {
  expect(filesOf({ ...plain, refFormat: 'reftable' }, null)).toContain('/top/.git/reftable/tables.list');
  const bare = filesOf({ ...plain, workTree: null }, null);
  expect(bare.filter((file) => file.endsWith('.gitattributes'))).toEqual([]);
});

it('has the attributes of every directory between a document and the top', () => {
  const files = filesOf(plain, null, ['/top/a/b/c', '/elsewhere/link']);
  const attributes = files.filter((file) => file.endsWith('.gitattributes'));
  expect(attributes).toEqual(
    ['/top', '/top/a/b/c', '/top/a/b', '/top/a', '/elsewhere/link'].map((each) => `${each}/.gitattributes`),
  );
});

it('is bounded', () => {
  const many = Array.from({ length: 1000 }, (_, index) => `/top/d${index}`);
  expect(filesOf(plain, null, many).length).toBeLessThan(60);
});
