/** Sorting with polls in between: the same order as at once. */
import { expect, test } from 'vitest';
import { neverCancelled, Pace } from '../../../server/base/cancel.ts';
import { sortInSteps } from '../../../server/base/sortInSteps.ts';
import { randomNumbers } from '../../support/packFixture.ts';

test.each([0, 1, 4096, 4097, 30_000])('%i items, equal ones as they were before', (count) => {
  const random = randomNumbers(count + 1);
  const items = Array.from({ length: count }, (_, place) => ({ key: random() % 100, place }));
  const sorted = sortInSteps(items, (a, b) => a.key - b.key, new Pace(neverCancelled, 1));
  expect(sorted).toEqual([...items].sort((a, b) => a.key - b.key));
});

test('polls lie a counted number of items apart', () => {
  let polls = 0;
  sortInSteps(
    Array.from({ length: 30_000 }, (_, index) => -index),
    (a, b) => a - b,
    new Pace({ check: () => void polls++ }, 1 << 12),
  );
  // Eight blocks, and each item merged three times, but for those that had no partner.
  expect(polls).toBeGreaterThanOrEqual(24);
});
