/** When there is time for what nobody waits for. */
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import {
  Leisure,
  LONGEST_DELAY,
  MOST_THINGS,
  PATIENCE,
  QUIET,
} from '../../../../server/service/order/leisure.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { fakeTurns } from '../../../support/fakeTurns.ts';

function stage() {
  const clock = fakeClock();
  const turns = fakeTurns();
  const leisure = new Leisure(clock, turns);
  const done: string[] = [];
  const later = (name: string, ms = 500) => leisure.later(ms, () => void done.push(name));
  const pass = async (ms: number) => {
    clock.pass(ms);
    await turn();
  };
  return { leisure, turns, done, later, pass };
}

let current = stage();
beforeEach(() => {
  current = stage();
});

it('does things in their order, each after its time and with a pause before it', async () => {
  const { done, later, pass } = current;
  later('a');
  later('b');
  await pass(499);
  expect(done).toEqual([]);
  await pass(1);
  expect(done).toEqual(['a']);
  await pass(5);
  expect(done).toEqual(['a', 'b']);
  later('c', 0);
  await pass(5);
  expect(done).toEqual(['a', 'b', 'c']);
});

it('is for a turn that has time for it', async () => {
  const { turns, done, later, pass } = current;
  later('a');
  later('b');
  turns.isSpent = true;
  await pass(500);
  expect([done, turns.waiting]).toEqual([[], 1]);
  await turns.pass();
  expect(done).toEqual(['a']);
  turns.isSpent = false;
  await pass(5);
  expect(done).toEqual(['a', 'b']);
});

it('waits as long as something is asked', async () => {
  const { leisure, done, later, pass } = current;
  later('a');
  for (let time = 0; time < 3000; time += QUIET / 2) {
    leisure.note();
    await pass(QUIET / 2);
  }
  expect(done).toEqual([]);
  await pass(QUIET / 2);
  expect(done).toEqual(['a']);
});

it('does not wait for ever', async () => {
  const { leisure, done, later, pass } = current;
  later('a', 0);
  for (let time = 0; time <= LONGEST_DELAY; time += QUIET / 2) {
    leisure.note();
    await pass(QUIET / 2);
  }
  expect(done).toEqual(['a']);
});

it('does one thing at a time, and goes on after what fails', async () => {
  const { leisure, done, later, pass } = current;
  const ends: (() => void)[] = [];
  leisure.later(0, () => new Promise<void>((_, reject) => ends.push(() => reject(new Error('no room')))));
  later('after', 0);
  await pass(100);
  expect(done).toEqual([]);
  ends[0]?.();
  await turn();
  await pass(5);
  expect(done).toEqual(['after']);
});

it('does not wait for what waits for somebody else', async () => {
  const { leisure, done, later, pass } = current;
  let end = () => {};
  const waits = new Promise<void>((resolve) => {
    end = resolve;
  });
  leisure.later(0, () => waits);
  later('after', 0);
  later('and then', 0);
  await pass(PATIENCE - 1);
  expect(done).toEqual([]);
  await pass(6);
  expect(done).toEqual(['after']);
  end();
  await pass(5);
  expect(done).toEqual(['after', 'and then']);
  later('once', 0);
  await pass(5);
  await pass(PATIENCE);
  expect(done).toEqual(['after', 'and then', 'once']);
});

it('forgets the oldest of too many', async () => {
  const { done, later, pass } = current;
  for (let count = 0; count <= MOST_THINGS; count++) later(String(count));
  await pass(500);
  expect(done).toEqual(['1']);
});
