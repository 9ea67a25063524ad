/** Who is let in, in which order, and who has to go. */
import { describe, expect, it } from 'vitest';
import { Dropped, type Priority } from '../../../../server/scheduler/job.ts';
import { Desk } from '../../../../server/service/order/desk.ts';

function stage(places: number, limit: number) {
  const desk = new Desk({ places, limit });
  const inside: string[] = [];
  const enter = (name: string, priority: () => Priority = () => 'open') => {
    const controller = new AbortController();
    const place = desk.enter({ priority, signal: controller.signal }).then((leave) => {
      inside.push(name);
      return leave;
    });
    place.catch(() => undefined);
    return { place, give: (reason: unknown) => controller.abort(reason) };
  };
  return { desk, enter, inside };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a place', () => {
  it('is for those who come first, and for the next when it is free again', async () => {
    const { enter, inside } = stage(1, 5);
    const first = enter('a');
    enter('b');
    await turn();
    expect(inside).toEqual(['a']);
    (await first.place)();
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
    (await first.place)();
    await turn();
    expect(inside).toEqual(['a', 'c']);
  });

  it('is not for those who have gone', async () => {
    const { enter, inside } = stage(1, 5);
    const first = enter('a');
    const second = enter('b');
    enter('c');
    second.give('enough');
    await expect(second.place).rejects.toBe('enough');
    (await first.place)();
    await turn();
    expect(inside).toEqual(['a', 'c']);
  });
});

it('asks few when very many wait', async () => {
  const { enter, inside } = stage(1, 5000);
  const first = enter('first');
  let asked = 0;
  const counted = (priority: Priority) => () => {
    asked++;
    return priority;
  };
  const guests = Array.from({ length: 1000 }, (_, index) =>
    enter(String(index), counted(index === 700 ? 'focused' : 'open')),
  );
  guests[1]?.give('enough');
  (await first.place)();
  await turn();
  for (let count = 0; count < 20; count++) {
    const name = inside.at(-1) ?? '';
    (await guests[Number(name)]?.place)?.();
    await turn();
  }
  expect(inside.slice(1, 5)).toEqual(['700', '0', '2', '3']);
  expect(inside).toHaveLength(22);
  expect(asked).toBeLessThan(2000);
});

it('has patient work wait for a place, and no other', async () => {
  const { desk, inside } = stage(1, 5);
  const { signal } = new AbortController();
  const ends: (() => void)[] = [];
  const serve = (name: string, patient: boolean) =>
    desk.serve({ signal, priority: () => 'open', patient }, async () => {
      inside.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
    });
  const served = [serve('a', true), serve('b', true), serve('c', false)];
  await turn();
  expect([inside.toSorted(), desk.size]).toEqual([['a', 'c'], 2]);
  for (let count = 0; count < 3; count++) {
    for (const end of ends.splice(0)) end();
    await turn();
  }
  await Promise.all(served);
  expect([inside.at(-1), desk.size]).toEqual(['b', 0]);
});

it('drops the oldest when too many wait', async () => {
  const { enter } = stage(1, 1);
  enter('a');
  const second = enter('b');
  enter('c');
  await expect(second.place).rejects.toBeInstanceOf(Dropped);
});
