/** Orders of commits: each one once, and parents first or last. */
import { describe, expect, it } from 'vitest';
import { type CommitOrder, newestFirst, oldestFirst } from '../../../../server/git/history/commitOrder.ts';
import { type Chain, EXTERNAL, NO_LINK } from '../../../../server/git/history/layerFormat.ts';

function all(order: CommitOrder): number[] {
  const numbers: number[] = [];
  for (; order.current >= 0; order.advance()) numbers.push(order.current);
  order.advance();
  expect(order.current).toBe(-1);
  return numbers;
}

const chains = (...pairs: (readonly [start: number, link: number])[]): Chain[] =>
  pairs.map(([start, link]) => ({ start, link }));

describe('commitOrder', () => {
  it('goes from the newest on', () => {
    expect(all(newestFirst(4))).toEqual([0, 1, 2, 3]);
    expect(all(newestFirst(0))).toEqual([]);
  });

  const cases: readonly (readonly [string, number, readonly Chain[], readonly number[]])[] = [
    ['nothing', 0, [], []],
    ['one chain', 3, chains([0, NO_LINK]), [2, 1, 0]],
    ['a branch right after its beginning', 6, chains([0, NO_LINK], [4, 2]), [3, 2, 5, 4, 1, 0]],
    ['a branch beside the newest', 3, chains([0, EXTERNAL], [2, 0]), [1, 0, 2]],
    ['branches of branches', 6, chains([0, NO_LINK], [3, 1], [5, 4]), [2, 1, 4, 5, 3, 0]],
    ['several roots', 4, chains([0, NO_LINK], [1, EXTERNAL], [2, 0]), [0, 3, 2, 1]],
    ['branches side by side', 4, chains([0, NO_LINK], [2, 1], [3, 1]), [1, 2, 3, 0]],
  ];
  it.each(cases)('goes from the oldest on: %s', (_, count, given, expected) => {
    const order = all(oldestFirst(count, given));
    expect(order).toEqual(expected);
  });

  it('has every commit once, after its parent, in histories of any shape', () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48271) % 0x7fffffff;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const given: Chain[] = [];
      let count = 0;
      for (let n = random(12); n >= 0; n--) {
        given.push({ start: count, link: count === 0 || random(4) === 0 ? NO_LINK : random(count) });
        count += 1 + random(5);
      }
      const place = new Map(all(oldestFirst(count, given)).map((number, at) => [number, at]));
      expect(place.size).toBe(count);
      for (const [n, { start, link }] of given.entries()) {
        const end = given[n + 1]?.start ?? count;
        for (let number = start; number < end; number++) {
          const parent = number + 1 < end ? number + 1 : link;
          if (parent < count) expect(place.get(parent)).toBeLessThan(place.get(number) ?? -1);
        }
      }
    }
  });
});
