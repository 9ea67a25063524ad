/** A repository of the usual form that is on no disk. */
import type { Repository } from '../../server/git/repository.ts';

export const fakeRepository = {
  gitDir: '/top/.git',
  commonDir: '/top/.git',
  workTree: '/top',
  objectFormat: 'sha1',
  refFormat: 'files',
} as const satisfies Repository;
