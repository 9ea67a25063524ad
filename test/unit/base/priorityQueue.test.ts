/** Order of the priority queue, above all among equals. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PriorityQueue } from '../../../server/base/priorityQueue.ts';

function drain(priorities: readonly number[]): [number, number][] {
  const queue = new PriorityQueue<[number, number]>();
  priorities.forEach((priority, arrival) => {
    queue.push([priority, arrival], priority);
  });
  const out: [number, number][] = [];
  for (let item = queue.pop(); item !== null; item = queue.pop()) out.push(item);
  return out;
}

test('highest first, first in first out among equals', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (priorities) => {
      const expected = priorities
        .map((priority, arrival): [number, number] => [priority, arrival])
        .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
      expect(drain(priorities)).toEqual(expected);
    }),
  );
});

test('stays stable when pushes and pops alternate', () => {
  const queue = new PriorityQueue<string>();
  queue.push('a', 1);
  queue.push('b', 1);
  expect(queue.pop()).toBe('a');
  queue.push('c', 1);
  queue.push('d', 2);
  expect([queue.pop(), queue.pop(), queue.pop(), queue.pop()]).toEqual(['d', 'b', 'c', null]);
  expect(queue.size).toBe(0);
});
