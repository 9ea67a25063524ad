/** Which errors are faults of the input, and how they are put. */
import { expect, test } from 'vitest';
import { RangeFault, RangeUsage } from '../../../server/blame/linePattern.ts';
import { describeFailure, Fatal } from '../../../server/cli/faults.ts';
import { OptionFault, UsageError } from '../../../server/cli/optionParser.ts';
import { GitError } from '../../../server/git/errors.ts';
import { DateFault } from '../../../server/present/timezones.ts';

test.each([
  new Fatal('what'),
  new RangeFault('what'),
  new OptionFault('what'),
  new DateFault('what'),
  new GitError('noSuchPath', 'what', { path: 'p' }),
])('%s is fatal', (error) => {
  expect(describeFailure(error, 'blame')).toEqual({ exitCode: 128, message: 'fatal: what\n', answer: '' });
});

test('wrong usage names the mistake, then the usage', () => {
  const failure = describeFailure(new UsageError('no such thing'), 'annotate');
  expect(failure?.exitCode).toBe(129);
  expect(failure?.message).toMatch(/^error: no such thing\nusage: git annotate \[/);
  expect(describeFailure(new UsageError(''), 'blame')?.message).toMatch(/^usage: /);
});

test('usage that was asked for is an answer', () => {
  const failure = describeFailure(new UsageError('', 'stdout'), 'blame');
  expect(failure).toMatchObject({ exitCode: 129, message: '' });
  expect(failure?.answer).toMatch(/^usage: git blame \[/);
});

test('a malformed range shows the synopsis alone', () => {
  expect(describeFailure(new RangeUsage('x'), 'blame')).toEqual({
    exitCode: 129,
    message: 'usage: git blame [<options>] [<rev-opts>] [<rev>] [--] <file>\n',
    answer: '',
  });
});

test.each([new Error('a bug'), new RangeError('a bug'), 'text', null])('%s is a bug', (error) => {
  expect(describeFailure(error, 'blame')).toBeNull();
});
