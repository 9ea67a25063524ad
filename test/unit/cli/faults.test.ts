/** Which errors are faults of the input, and how they are put. */
import { expect, test } from 'vitest';
import { describeFailure, Fatal } from '../../../server/cli/faults.ts';
import { RangeFault } from '../../../server/cli/linePattern.ts';
import { UsageError } from '../../../server/cli/optionParser.ts';
import { DateFault } from '../../../server/cli/timezones.ts';
import { GitError } from '../../../server/git/errors.ts';

test.each([
  new Fatal('what'),
  new RangeFault('what'),
  new DateFault('what'),
  new GitError('noSuchPath', 'what', { path: 'p' }),
])('%s is fatal', (error) => {
  expect(describeFailure(error)).toEqual({ exitCode: 128, message: 'fatal: what\n' });
});

test('wrong usage names the mistake, then the usage', () => {
  const failure = describeFailure(new UsageError('no such thing'));
  expect(failure?.exitCode).toBe(129);
  expect(failure?.message).toMatch(/^error: no such thing\nusage: /);
  expect(describeFailure(new UsageError(''))?.message).toMatch(/^usage: /);
});

test.each([new Error('a bug'), new RangeError('a bug'), 'text', null])('%s is a bug', (error) => {
  expect(describeFailure(error)).toBeNull();
});
