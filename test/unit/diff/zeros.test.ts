/** Zeros by line id, whoever has used them before. */
import { expect, test } from 'vitest';
import { Zeros } from '../../../server/diff/zeros.ts';

const isZero = (number: number) => number === 0;

test('there is a zero for each id asked for, and memory given back is used again', () => {
  const zeros = new Zeros();
  for (const most of [-1, 0, 5, 4095, 4096, 100_000, 3]) {
    const taken = zeros.take(most);
    expect(taken.length).toBeGreaterThan(most);
    expect(taken.every(isZero)).toBe(true);
    zeros.give(taken);
    const again = zeros.take(most);
    expect(again).toBe(taken);
    zeros.give(again);
  }
});

test('what somebody was given who never came back is nobody else’s', () => {
  const zeros = new Zeros();
  zeros.take(10).fill(7);
  expect(zeros.take(10).every(isZero)).toBe(true);
  expect(zeros.take(10_000).every(isZero)).toBe(true);
});
