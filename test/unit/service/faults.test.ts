/** Telling faults apart. */
import { expect, it } from 'vitest';
import { GitError } from '../../../server/git/errors.ts';
import { Dropped, QueueFull, Superseded } from '../../../server/scheduler/job.ts';
import { asGitError, isDropped, isQueueFull, isSuperseded } from '../../../server/service/faults.ts';

it.each([
  [new GitError('tooLarge', 'x'), 'git'],
  [new Superseded(), 'superseded'],
  [new Dropped(), 'superseded,dropped'],
  [new QueueFull(), 'full'],
  [new Error('x'), ''],
])('%s', (error, kind) => {
  const kinds = [
    asGitError(error) && 'git',
    isSuperseded(error) && 'superseded',
    isQueueFull(error) && 'full',
    isDropped(error) && 'dropped',
  ];
  expect(kinds.filter(Boolean).join()).toBe(kind);
});
