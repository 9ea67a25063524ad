/** What is said of situations that were gone through several times. */
import { expect, it } from 'vitest';
import type { Turn } from '../../../bench/turns/readTurns.ts';
import { repeatTable } from '../../../bench/turns/repeats.ts';

const turn = (cost: number, collecting = 0): Turn => ({ start: 0, end: 0, cost, collecting, work: 'work' });

it('tells what comes back each time from what came once', () => {
  const times = [
    [turn(30), turn(12, 11), turn(11)],
    [turn(13, 9), turn(7)],
    [turn(14), turn(11), turn(10)],
  ];
  const { rows } = repeatTable([
    { name: 'a', times, control: [turn(20), turn(3)] },
    { name: 'b', times: [[], [turn(12)]], control: [] },
  ]);
  expect(rows.map((row) => row.slice(0, -1))).toEqual([
    ['a', '1', '13', '7', '30', '20'],
    ['b', '0', '0', '0', '12', '0'],
  ]);
  expect(rows.map((row) => row.at(-1))).toEqual([
    '30.0 (0.0) work; 13.0 (9.0) work; 14.0 (0.0) work',
    '-; 12.0 (0.0) work',
  ]);
});
