/** Milliseconds that pass. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { performance as monotonic } from '../../../server/base/monotonic.ts';

it('counts milliseconds, in parts of them', async () => {
  const [began, ours] = [performance.now(), monotonic.now()];
  await wait(30);
  const [theirs, passed] = [performance.now() - began, monotonic.now() - ours];
  expect(Math.abs(theirs - passed)).toBeLessThan(5);
  expect(passed).toBeGreaterThan(25);
  const readings = Array.from({ length: 1000 }, () => monotonic.now());
  expect(readings).toEqual(readings.toSorted((a, b) => a - b));
  expect(readings.some((each) => !Number.isInteger(each))).toBe(true);
});
