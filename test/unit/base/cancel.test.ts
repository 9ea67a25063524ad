/** Polls by counted work. */
import { expect, it } from 'vitest';
import { Cancelled, neverCancelled, Pace } from '../../../server/base/cancel.ts';

it.each<[every: number, steps: readonly number[], polledAfter: readonly number[]]>([
  [3, [1, 1, 1, 1, 1, 1, 1], [3, 6]],
  [3, [2, 2, 2, 2], [4, 8]],
  [3, [100, 1, 1, 1], [100, 103]],
  [1, [1, 1], [1, 2]],
  [10, [9], []],
])('polls after every %i units: %j', (every, steps, polledAfter) => {
  const polled: number[] = [];
  let done = 0;
  const pace = new Pace({ check: () => void polled.push(done) }, every);
  for (const units of steps) {
    done += units;
    pace.did(units);
  }
  expect(polled).toEqual(polledAfter);
});

it('lets what a poll throws through, unless nobody can abandon the work', () => {
  const cancel = {
    check() {
      throw new Cancelled();
    },
  };
  expect(() => new Pace(cancel, 1).did(1)).toThrow(Cancelled);
  expect(() => new Pace(neverCancelled, 1).did(1)).not.toThrow();
});
