/** Ranges carried back over differences. */
import { expect, it } from 'vitest';
import { carryBack, joined } from '../../../server/diff/rangeMap.ts';

type Pairs = readonly (readonly [number, number])[];

const spans = (pairs: Pairs) => pairs.map(([start, end]) => ({ start, end }));

it.each<[string, number[], Pairs, boolean, Pairs]>([
  ['no change', [], [[2, 4]], false, [[2, 4]]],
  ['lines put in above', [0, 0, 0, 3], [[5, 6]], false, [[2, 3]]],
  ['lines taken out above', [0, 3, 0, 0], [[5, 6]], false, [[8, 9]]],
  ['a change below', [9, 1, 9, 5], [[2, 9]], false, [[2, 9]]],
  ['a line that is changed', [3, 1, 3, 1], [[2, 5]], true, [[2, 5]]],
  ['lines that are new', [3, 0, 3, 2], [[2, 6]], true, [[2, 4]]],
  ['nothing but what is new', [3, 0, 3, 2], [[3, 5]], true, []],
  ['a part of what is new', [3, 0, 3, 4], [[4, 5]], true, []],
  ['a part of what was changed', [3, 6, 3, 2], [[4, 6]], true, [[3, 10]]],
  ['lines taken out inside', [4, 3, 4, 0], [[3, 6]], true, [[3, 9]]],
  ['lines taken out at the start', [3, 2, 3, 0], [[3, 6]], false, [[5, 8]]],
  ['lines taken out at the end', [6, 2, 6, 0], [[3, 6]], false, [[3, 6]]],
  [
    'several ranges',
    [1, 1, 1, 1, 5, 0, 5, 2],
    [
      [0, 2],
      [4, 5],
      [6, 8],
    ],
    true,
    [
      [0, 2],
      [4, 6],
    ],
  ],
  [
    'two ranges in one change',
    [2, 4, 2, 6],
    [
      [2, 3],
      [7, 9],
    ],
    true,
    [[2, 7]],
  ],
])('%s', (_, quads, ranges, touched, before) => {
  expect(carryBack(Int32Array.from(quads), spans(ranges))).toEqual({ touched, before: spans(before) });
});

it('ranges that overlap or touch are one', () => {
  expect(
    joined(
      spans([
        [5, 6],
        [1, 3],
        [3, 4],
        [2, 2],
        [8, 9],
      ]),
    ),
  ).toEqual(
    spans([
      [1, 4],
      [5, 6],
      [8, 9],
    ]),
  );
});
