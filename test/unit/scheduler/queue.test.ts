/** The bounded waiting line. */
import { describe, expect, it } from 'vitest';
import { BoundedQueue } from '../../../server/scheduler/queue.ts';

interface Item {
  readonly name: string;
  rank: number;
  readonly implicit: boolean;
}

function queueOf(limit: number, ...items: Item[]): BoundedQueue<Item> {
  const queue = new BoundedQueue<Item>(limit);
  for (const item of items) queue.push(item);
  return queue;
}

function drain(queue: BoundedQueue<Item>): string {
  let names = '';
  for (let item = queue.first(({ rank }) => rank); item; item = queue.first(({ rank }) => rank)) {
    names += item.name;
    queue.remove(item);
  }
  return names;
}

const item = (name: string, rank: number): Item => ({ name, rank, implicit: false });
const implicit = (name: string, rank: number): Item => ({ name, rank, implicit: true });

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

  it('refuses the least urgent and newest of what was asked in so many words', () => {
    const queue = queueOf(3, item('a', 1), item('b', 4), item('c', 4));
    expect(queue.push(item('d', 2))).toMatchObject({ item: { name: 'c' }, quietly: false });
    expect(queue.push(item('e', 4))).toMatchObject({ item: { name: 'e' }, quietly: false });
    expect(queue.size).toBe(3);
    expect(drain(queue)).toBe('adb');
  });

  it('drops the oldest of the least urgent implicit ones first, without an error', () => {
    const queue = queueOf(4, item('a', 4), implicit('b', 1), implicit('c', 3), implicit('d', 3));
    const dropped = ['e', 'f', 'g'].map((name) => queue.push(item(name, 4)));
    expect(dropped.map((refused) => refused && [refused.item.name, refused.quietly])).toEqual([
      ['c', true],
      ['d', true],
      ['b', true],
    ]);
    expect(drain(queue)).toBe('aefg');
  });

  it('lets go whoever leaves by himself, once', () => {
    const b = item('b', 0);
    const queue = queueOf(9, item('a', 0), b);
    expect([queue.remove(b), queue.remove(b), queue.size]).toEqual([true, false, 1]);
  });
});
