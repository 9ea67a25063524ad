/** Order statistics. */
import { describe, expect, it } from 'vitest';
import { figure, median, percentile } from '../../../bench/statistics.ts';

describe('percentiles', () => {
  it.each([
    [[], 0.5, Number.NaN],
    [[7], 0.99, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.5, 2],
    [[5, 1], 1, 5],
    [[5, 1], 0, 1],
    [Array.from({ length: 100 }, (_, value) => value), 0.99, 98],
  ])('of %j at %d', (values, share, expected) => {
    expect(percentile(values, share)).toEqual(expected);
  });

  it('have a middle', () => {
    expect(median([9, 1, 5])).toBe(5);
  });
});

it.each([
  [0, '0'],
  [12_345.6, '12,346'],
  [12.34, '12.3'],
  [1.234, '1.23'],
  [Number.NaN, '-'],
])('%d is written as %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
