/** Answers that do without what takes too long. */
import { expect, it } from 'vitest';
import { within } from '../../../server/lsp/budget.ts';

it('has what is there in time, and null for what is not or fails', async () => {
  const faults: unknown[] = [];
  const ask = <Value>(work: Promise<Value>) => within(20, work, (fault) => void faults.push(fault));
  expect(await ask(Promise.resolve(7))).toBe(7);
  expect(await ask(new Promise(() => undefined))).toBeNull();
  expect(await ask(Promise.reject(new Error('no')))).toBeNull();
  expect(faults).toEqual([new Error('no')]);
});
