/** Telling faults apart. */
import { expect, it } from 'vitest';
import { GitError } from '../../../server/git/errors.ts';
import { QueueFull, Superseded } from '../../../server/scheduler/job.ts';
import { asGitError, isQueueFull, isSuperseded } from '../../../server/service/faults.ts';

it.each([
  [new GitError('tooLarge', 'x'), 'git'],
  [new Superseded(), 'superseded'],
  [new QueueFull(), 'full'],
  [new Error('x'), ''],
])('%s', (error, kind) => {
  const kinds = [
    asGitError(error) && 'git',
    isSuperseded(error) && 'superseded',
    isQueueFull(error) && 'full',
  ];
  expect(kinds.filter(Boolean).join()).toBe(kind);
});
