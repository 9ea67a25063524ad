/** Figures of real work. */
import { expect, it } from 'vitest';
import { countAbandoned, newCounters } from '../../../server/scheduler/counters.ts';

it('keeps the longest and the sum of abandoned work', () => {
  const counters = newCounters();
  for (const ms of [3, 10, 4]) countAbandoned(counters, ms);
  expect(counters.abandonedMs).toEqual({ max: 10, total: 17 });
});
