/** What is committed. */
import { expect, it } from 'vitest';
import { isCommitted } from '../../../server/service/annotations.ts';

it('knows what is not committed', () => {
  expect(['0'.repeat(40), '0'.repeat(64), 'ab', '0a'].map(isCommitted)).toEqual([false, false, true, true]);
});
