/** Where a repository's parts are, usually and by the environment. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Repository } from '../../../server/git/repository.ts';
import { placesInEnvironment, placesOf } from '../../../server/git/repositoryPlaces.ts';

const repository: Repository = {
  gitDir: '/r/.git/worktrees/w',
  commonDir: '/r/.git',
  workTree: '/w',
  objectFormat: 'sha1',
  refFormat: 'files',
};

test('usually they are in the git directories', () => {
  expect(placesOf(repository)).toEqual({
    indexFile: resolve('/r/.git/worktrees/w/index'),
    objectsDir: resolve('/r/.git/objects'),
    alternateObjectDirs: [],
    shallowFile: resolve('/r/.git/shallow'),
  });
});

test.each([
  [{}, {}],
  [{ GIT_INDEX_FILE: 'i' }, { indexFile: resolve('/top/i') }],
  [
    { GIT_OBJECT_DIRECTORY: '/o', GIT_SHALLOW_FILE: 's' },
    { objectsDir: resolve('/o'), shallowFile: resolve('/top/s') },
  ],
  [
    { GIT_ALTERNATE_OBJECT_DIRECTORIES: 'a::"b:\\"c":/d' },
    { alternateObjectDirs: [resolve('/top/a'), resolve('/top/b:"c'), resolve('/d')] },
  ],
  [{ GIT_ALTERNATE_OBJECT_DIRECTORIES: '' }, {}],
])('%j', (environment, places) => {
  expect(placesInEnvironment(environment, '/top')).toEqual(places);
  expect(placesOf({ ...repository, places })).toEqual({ ...placesOf(repository), ...places });
});
