/** Errors as clients get them. */
import { expect, it } from 'vitest';
import { Cancelled } from '../../../server/base/cancel.ts';
import { SwitchableLog } from '../../../server/base/log.ts';
import { GitError } from '../../../server/git/errors.ts';
import {
  faultData,
  InvalidParams,
  ServerStops,
  StaleVersion,
  toResponseError,
} from '../../../server/lsp/errors.ts';
import { QueueFull } from '../../../server/scheduler/job.ts';

const fault = new GitError('noSuchPath', 'no such path', { path: 'f', hint: 'look elsewhere' });

it.each<[Error, number, unknown, boolean]>([
  [new Cancelled(), -32800, undefined, false],
  [new StaleVersion('old'), -32801, undefined, false],
  [new InvalidParams('bad'), -32602, undefined, false],
  [new RangeError('file has only 3 lines'), -32602, undefined, false],
  [new ServerStops(), -32802, { retriggerRequest: false }, false],
  [new QueueFull(), -32802, { retriggerRequest: true }, false],
  [fault, -32803, { code: 'noSuchPath', path: 'f', hint: 'look elsewhere' }, false],
  [new TypeError('x is undefined'), -32603, undefined, true],
])('%s has its code, and only bugs are logged', (error, code, data, logged) => {
  const lines: string[] = [];
  const answer = toResponseError(error, new SwitchableLog('debug', (_, message) => lines.push(message)));
  expect([answer.code, answer.data, answer.message]).toEqual([code, data, error.message]);
  expect(lines.length > 0).toBe(logged);
});

it('says of an error that is no fault that it is none', () => {
  expect(faultData(new Error('x'))).toBeNull();
});
