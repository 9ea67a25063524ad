/** The bounded waiting line. */
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from '../../../server/scheduler/queue.ts';

interface Item {
  readonly name: string;
  rank: number;
}

function queueOf(limit: number, ...items: Item[]): BoundedQueue<Item> {
  const queue = new BoundedQueue<Item>(limit);
  for (const item of items) queue.push(item);
  return queue;
}

function drain(queue: BoundedQueue<Item>): string {
  let names = '';
  for (let item = queue.shift(); item; item = queue.shift()) names += item.name;
  return names;
}

const item = (name: string, rank: number): Item => ({ name, rank });

describe('the waiting line', () => {
  it('lets the most urgent out first, equals in the order they came', () => {
    expect(drain(queueOf(9, item('a', 2), item('b', 0), item('c', 2), item('d', 0), item('e', 1)))).toBe(
      'bdeac',
    );
  });

  it('looks at ranks when somebody is let out, not when he came', () => {
    const late = item('late', 4);
    const queue = queueOf(9, item('a', 1), late);
    late.rank = 0;
    expect(drain(queue)).toBe('latea');
  });

  it('turns the least urgent and newest away when it is full', () => {
    const queue = queueOf(3, item('a', 1), item('b', 4), item('c', 4));
    expect(queue.push(item('d', 2))?.name).toBe('c');
    expect(queue.push(item('e', 4))?.name).toBe('e');
    expect(queue.size).toBe(3);
    expect(drain(queue)).toBe('adb');
  });

  it('lets go whoever leaves by himself, once', () => {
    const b = item('b', 0);
    const queue = queueOf(9, item('a', 0), b);
    expect([queue.remove(b), queue.remove(b), queue.size]).toEqual([true, false, 1]);
  });
});
