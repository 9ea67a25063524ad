/** Bursts of events, by a clock of the test's own. */
import { expect, it } from 'vitest';
import { LONGEST, LONGEST_IN_STEPS, QUIET, Settling } from '../../../../server/service/watch/settling.ts';
import { fakeClock } from '../../../support/fakeClock.ts';

function stage(inSteps = false) {
  const clock = fakeClock();
  const actions: number[] = [];
  const settling = new Settling({
    clock,
    inSteps: () => inSteps,
    action: () => void actions.push(clock.now()),
  });
  /** One event every `every` milliseconds. */
  const burst = (count: number, every: number) => {
    for (let event = 0; event < count; event++) {
      settling.note();
      clock.pass(every);
    }
  };
  return { clock, actions, burst };
}

it('acts once, soon after a single event', () => {
  const { clock, actions, burst } = stage();
  burst(1, 0);
  clock.pass(QUIET - 1);
  expect(actions).toEqual([]);
  clock.pass(1000);
  expect(actions).toEqual([QUIET]);
});

it('acts once for a burst, after its last event', () => {
  const { clock, actions, burst } = stage();
  burst(10, 10);
  clock.pass(1000);
  expect(actions).toEqual([90 + QUIET]);
});

it('does not wait for ever', () => {
  const { clock, actions, burst } = stage();
  burst(100, 10);
  clock.pass(1000);
  expect(actions[0]).toBe(LONGEST);
  expect(actions.length).toBeLessThanOrEqual(1000 / LONGEST + 1);
});

it('waits longer while git goes step by step, but for the steps alone', () => {
  const steps = stage(true);
  steps.burst(100, 10);
  steps.clock.pass(1000);
  expect(steps.actions).toEqual([990 + QUIET]);
  const stopped = stage(true);
  stopped.burst(3, 10);
  stopped.clock.pass(1000);
  expect(stopped.actions).toEqual([20 + QUIET]);
  const endless = stage(true);
  endless.burst(1000, 10);
  expect(endless.actions[0]).toBe(LONGEST_IN_STEPS);
});

it('begins anew after it has acted', () => {
  const { clock, actions, burst } = stage();
  burst(1, 0);
  clock.pass(1000);
  burst(1, 0);
  clock.pass(1000);
  expect(actions).toEqual([QUIET, 1000 + QUIET]);
});
