/** Where files are looked at: here while that is quick, elsewhere for a while after it was not. */
import { expect, it } from 'vitest';
import { AMONG, SLOW, SLOW_FOR, Spot } from '../../../server/git/onTheSpot.ts';

function stage() {
  let time = 0;
  const spot = new Spot(() => time);
  /** A look that takes so long here, and where it was taken. */
  const look = (takes: number) =>
    spot.look(
      () => {
        time += takes;
        return 'here';
      },
      async () => 'elsewhere',
    );
  const pass = (ms: number) => {
    time += ms;
  };
  return { spot, look, pass };
}

it('here, as long as that is quick', async () => {
  const { look } = stage();
  expect([await look(0), await look(SLOW), await look(SLOW)]).toEqual(['here', 'here', 'here']);
});

it('elsewhere once it was slow, until it is tried again', async () => {
  const { look, pass } = stage();
  await look(SLOW + 1);
  expect([await look(SLOW + 1), await look(0)]).toEqual(['here', 'elsewhere']);
  pass(SLOW_FOR - 1);
  expect(await look(0)).toBe('elsewhere');
  pass(1);
  expect([await look(0), await look(0)]).toEqual(['here', 'here']);
});

it('here after a slow look now and then: others may have had the processor', async () => {
  const { look } = stage();
  for (let round = 0; round < 5; round++) {
    expect(await look(SLOW + 1)).toBe('here');
    for (let quick = 0; quick < AMONG; quick++) expect(await look(0)).toBe('here');
  }
});

it('elsewhere where it takes too much to do it here, and errors are those of the look', async () => {
  const { spot } = stage();
  expect(
    await spot.look(
      () => undefined,
      async () => 1,
    ),
  ).toBe(1);
  const fail = () => {
    throw new RangeError('broken');
  };
  await expect(spot.look(fail, async () => 1)).rejects.toThrow('broken');
});
