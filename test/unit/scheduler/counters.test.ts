/** Figures of real work. */
import { expect, it } from 'vitest';
import { countAbandoned, newCounters } from '../../../server/scheduler/counters.ts';

it('keeps the longest and the sum of abandoned work', () => {
  const counters = newCounters();
  for (const now of [3, 10, 4]) countAbandoned(counters, { since: 0, now, worked: null });
  expect(counters.abandonedMs).toEqual({ max: 10, total: 17 });
});

it.each([
  ['ended before it was abandoned, which was heard later', { start: 1, end: 4 }, 0],
  ['ended a while after', { start: 1, end: 8 }, 3],
  ['had to wait for its thread', { start: 12, end: 14 }, 2],
  ['says that it goes on', { start: 1, end: 99 }, 15],
  ['can not say', null, 15],
])('counts what a lane has done of abandoned work: it %s', (_, worked, ms) => {
  const counters = newCounters();
  countAbandoned(counters, { since: 5, now: 20, worked });
  expect(counters.abandonedMs).toEqual({ max: ms, total: ms });
});
