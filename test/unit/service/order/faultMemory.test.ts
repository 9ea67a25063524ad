/** Failures remembered for a while. */
import { expect, it } from 'vitest';
import { FaultMemory, REMEMBERED_FOR } from '../../../../server/service/order/faultMemory.ts';

function stage() {
  const clock = { time: 0 };
  const faults = new FaultMemory(() => clock.time);
  const fails = (key: string) => {
    try {
      faults.recall(key);
      return null;
    } catch (error) {
      return error;
    }
  };
  return { faults, clock, fails };
}

it('come back until their time is over', () => {
  const { faults, clock, fails } = stage();
  expect(fails('a')).toBeNull();
  faults.remember('a', 'broken');
  clock.time = REMEMBERED_FOR - 1;
  expect([fails('a'), fails('b')]).toEqual(['broken', null]);
  clock.time = REMEMBERED_FOR;
  expect(fails('a')).toBeNull();
});

it('go when something has changed, and are never too many', () => {
  const { faults, fails } = stage();
  for (let key = 0; key < 1000; key++) faults.remember(String(key), 'broken');
  expect([fails('0'), fails('999')]).toEqual([null, 'broken']);
  faults.forget();
  expect(fails('999')).toBeNull();
});
