/** Who is let in, in which order, and who has to go. */
import { describe, expect, it } from 'vitest';
import { Dropped, type Priority } from '../../../../server/scheduler/job.ts';
import { Desk, Guest } from '../../../../server/service/order/desk.ts';
import { fakeTurns } from '../../../support/fakeTurns.ts';

class Visitor extends Guest {
  leave: () => void = () => undefined;
  reason: unknown = null;
  private readonly urgency: () => Priority;
  private readonly onEnter: () => void;

  constructor(urgency: () => Priority, onEnter: () => void) {
    super();
    this.urgency = urgency;
    this.onEnter = onEnter;
  }

  priority(): Priority {
    return this.urgency();
  }

  admit(leave: () => void): void {
    this.leave = leave;
    this.onEnter();
  }

  abort(reason: unknown): void {
    this.reason = reason;
  }
}

function stage(places: number, limit: number) {
  const turns = fakeTurns();
  const desk = new Desk({ places, limit, turns });
  const inside: string[] = [];
  const enter = (name: string, priority: () => Priority = () => 'open') => {
    const visitor = new Visitor(priority, () => inside.push(name));
    desk.enter(visitor);
    return visitor;
  };
  return { desk, turns, enter, inside };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a place', () => {
  it('is for those who come first, and for the next when it is free again', async () => {
    const { enter, inside } = stage(1, 5);
    const first = enter('a');
    enter('b');
    await turn();
    expect(inside).toEqual(['a']);
    first.leave();
    await turn();
    expect(inside).toEqual(['a', 'b']);
  });

  it('is for whoever is the most urgent when it is free', async () => {
    const { enter, inside } = stage(1, 5);
    const first = enter('a');
    let urgency: Priority = 'open';
    enter('b');
    enter('c', () => urgency);
    urgency = 'focused';
    first.leave();
    await turn();
    expect(inside).toEqual(['a', 'c']);
  });

  it('is not for those who have gone', async () => {
    const { desk, enter, inside } = stage(1, 5);
    const first = enter('a');
    desk.forget(enter('b'));
    enter('c');
    first.leave();
    await turn();
    expect(inside).toEqual(['a', 'c']);
  });
});

it('asks few when very many wait', async () => {
  const { desk, enter, inside } = stage(1, 5000);
  const first = enter('first');
  let asked = 0;
  const counted = (priority: Priority) => () => {
    asked++;
    return priority;
  };
  const guests = Array.from({ length: 1000 }, (_, index) =>
    enter(String(index), counted(index === 700 ? 'focused' : 'open')),
  );
  desk.forget(guests[1] as Visitor);
  first.leave();
  await turn();
  for (let count = 0; count < 20; count++) {
    guests[Number(inside.at(-1))]?.leave();
    await turn();
  }
  expect(inside.slice(1, 5)).toEqual(['700', '0', '2', '3']);
  expect(inside).toHaveLength(22);
  expect(asked).toBeLessThan(2000);
});

describe('in a turn that is spent', () => {
  it('nobody is let in, and in the next one those that there is time for', async () => {
    const { turns, enter, inside } = stage(3, 5);
    turns.isSpent = true;
    for (const name of 'abcd') enter(name);
    expect([inside, turns.waiting]).toEqual([[], 3]);
    await turns.pass(1);
    expect([inside, turns.waiting]).toEqual([['a'], 2]);
    await turns.pass();
    expect([inside, turns.waiting]).toEqual([['a', 'b', 'c'], 0]);
  });

  it('who is served at once is not followed by the next', async () => {
    const { turns, enter, inside } = stage(1, 5);
    const first = enter('first');
    for (const name of 'abc') {
      enter(name).admit = (leave) => {
        inside.push(name);
        queueMicrotask(leave);
      };
    }
    turns.isSpent = true;
    first.leave();
    for (const name of 'abc') {
      expect(turns.waiting).toBe(1);
      await turns.pass();
      expect(inside.at(-1)).toBe(name);
    }
    expect(turns.waiting).toBe(0);
  });

  it('a place is kept for whoever is the most urgent by the time', async () => {
    const { turns, desk, enter, inside } = stage(1, 5);
    turns.isSpent = true;
    const gone = enter('gone');
    enter('a');
    turns.isSpent = false;
    enter('urgent', () => 'focused');
    desk.forget(gone);
    expect(inside).toEqual([]);
    await turns.pass();
    expect([inside, desk.size]).toEqual([['urgent'], 2]);
  });

  it('nobody is missed when those have gone who waited for it', async () => {
    const { turns, desk, enter, inside } = stage(1, 5);
    turns.isSpent = true;
    desk.forget(enter('gone'));
    await turns.pass();
    turns.isSpent = false;
    enter('a');
    expect([inside, turns.waiting]).toEqual([['a'], 0]);
  });
});

it('is empty when nobody waits or has a place', async () => {
  const { desk, enter } = stage(1, 5);
  const told: string[] = [];
  await desk.emptied();
  const first = enter('a');
  const second = enter('b');
  void desk.emptied().then(() => told.push('empty'));
  expect(desk.size).toBe(2);
  desk.forget(second);
  await turn();
  expect([desk.size, told]).toEqual([1, []]);
  first.leave();
  await turn();
  expect([desk.size, told]).toEqual([0, ['empty']]);
});

it('drops the oldest when too many wait', () => {
  const { desk, enter } = stage(1, 1);
  enter('a');
  const second = enter('b');
  const third = enter('c');
  expect(second.reason).toBeInstanceOf(Dropped);
  expect([third.reason, desk.size]).toEqual([null, 2]);
});
