/** How much is begun in one turn, whoever waits for it. */
import { describe, expect, it } from 'vitest';
import { inSlices, nextTurn, TURN, Turns } from '../../../server/base/nextTurn.ts';

/** A loop whose turns are taken by hand, and a clock that goes on by what is done. */
function stage() {
  let time = 0;
  let later: (() => void)[] = [];
  const soon: (() => void)[] = [];
  const turns = new Turns({
    now: () => time,
    later: (action) => void later.push(action),
    soon: (action) => void soon.push(action),
  });
  /** What was done in it, in order. */
  const done: string[] = [];
  const settle = async () => {
    for (let round = 0; round < 5; round++) await Promise.resolve();
  };
  const turn = async (): Promise<string[]> => {
    done.length = 0;
    const now = later;
    later = [];
    for (const action of now) {
      action();
      for (;;) {
        await settle();
        const next = soon.shift();
        if (!next) break;
        next();
      }
    }
    return [...done];
  };
  const work = async (name: string, { slices, cost }: { slices: number; cost: number }) => {
    for (let slice = 0; slice < slices; slice++) {
      await turns.next();
      done.push(name);
      time += cost;
    }
  };
  return { turns, turn, work, pass: (ms: number) => (time += ms) };
}

describe('work that waits for a turn', () => {
  it('is begun only while the turn is short, each in its turn', async () => {
    const { turn, work } = stage();
    for (const name of 'abcde') void work(name, { slices: 2, cost: TURN / 2 });
    const seen: string[][] = [];
    for (let count = 0; count < 8; count++) seen.push(await turn());
    expect(Math.max(...seen.map(({ length }) => length))).toBe(2);
    expect(seen.flat().join('')).toBe('abcdeabcde');
  });

  it('goes on together where it is little', async () => {
    const { turn, work } = stage();
    for (const name of 'abc') void work(name, { slices: 1, cost: 0.1 });
    expect(await turn()).toEqual(['a', 'b', 'c']);
  });

  it('is begun, one at a time, however long each takes', async () => {
    const { turn, work } = stage();
    for (const name of 'abc') void work(name, { slices: 1, cost: 100 });
    expect([await turn(), await turn(), await turn()]).toEqual([['a'], ['b'], ['c']]);
  });
});

it('a turn is spent when it has been long, and the next one is not', async () => {
  const { turns, turn, pass } = stage();
  expect(turns.isSpent).toBe(false);
  pass(TURN);
  expect(turns.isSpent).toBe(true);
  await turn();
  expect(turns.isSpent).toBe(false);
});

it('other things have their turn between slices, and a signal ends the work', async () => {
  const seen: string[] = [];
  function* work(): Generator<undefined, string> {
    seen.push('one');
    yield;
    seen.push('two');
    return 'done';
  }
  const all = inSlices(work());
  setImmediate(() => seen.push('other'));
  expect(await all).toBe('done');
  expect(seen.indexOf('one')).toBeLessThan(seen.indexOf('two'));
  await nextTurn();
  expect(seen).toContain('other');
  await expect(inSlices(work(), AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
