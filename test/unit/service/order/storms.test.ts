/** Storms of events, with a clock of the test's own. */
import { describe, expect, it } from 'vitest';
import { CALM, LONGEST_WAIT, Storms } from '../../../../server/service/order/storms.ts';

function stage() {
  const clock = { time: 1000 };
  let timers: { at: number; action: () => void }[] = [];
  const storms = new Storms({
    now: () => clock.time,
    after: (ms, action) => timers.push({ at: clock.time + ms, action }),
  });
  /** Lets time pass, one timer after the other, with everything that hangs on them. */
  const pass = async (ms: number) => {
    const end = clock.time + ms;
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((timer) => timer !== due);
      clock.time = due.at;
      due.action();
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.time = end;
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { storms, pass };
}

describe('a question', () => {
  it('is not held up when all is calm, nor after a single event', async () => {
    const { storms, pass } = stage();
    expect(storms.delay('a')).toBe(0);
    storms.note('a');
    expect(storms.delay('a')).toBe(0);
    await pass(CALM);
    storms.note('a');
    expect(storms.delay('a')).toBe(0);
  });

  it('waits in a storm until it has been calm for a while', async () => {
    const { storms, pass } = stage();
    let asked = false;
    storms.note('a');
    storms.note('a');
    void storms.calm('a').then(() => {
      asked = true;
    });
    await pass(CALM - 1);
    storms.note('a');
    await pass(CALM - 1);
    expect([asked, storms.delay('b')]).toEqual([false, 0]);
    await pass(1);
    expect(asked).toBe(true);
  });

  it('does not wait for ever', async () => {
    const { storms, pass } = stage();
    let asked = false;
    storms.note('a');
    storms.note('a');
    void storms.calm('a').then(() => {
      asked = true;
    });
    let waited = 0;
    for (; !asked && waited < 2 * LONGEST_WAIT; waited += 10) {
      storms.note('a');
      await pass(10);
    }
    expect(waited).toBeGreaterThan(LONGEST_WAIT - CALM);
    expect(waited).toBeLessThanOrEqual(LONGEST_WAIT + 10);
  });
});

describe('an action', () => {
  it('is done at once for the first event, and once more for all the others', async () => {
    const { storms, pass } = stage();
    const done: number[] = [];
    for (let event = 0; event < 10; event++) {
      storms.trigger('a', () => done.push(event));
      await pass(CALM / 4);
    }
    expect(done).toEqual([0]);
    await pass(CALM);
    expect(done).toEqual([0, 9]);
    await pass(10 * CALM);
    storms.trigger('a', () => done.push(10));
    expect(done).toEqual([0, 9, 10]);
  });

  it('of another kind is another storm', () => {
    const { storms } = stage();
    const done: string[] = [];
    for (const key of ['a', 'b', 'a', 'b']) storms.trigger(key, () => done.push(key));
    expect(done).toEqual(['a', 'b']);
  });
});

it('is forgotten with its document', () => {
  const { storms } = stage();
  storms.note('a');
  storms.note('a');
  expect(storms.delay('a')).toBe(CALM);
  storms.forget('a');
  expect(storms.delay('a')).toBe(0);
});
