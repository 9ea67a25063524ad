/** When files are looked at in the main thread, and when that is left to the pool. */
import { expect, it } from 'vitest';
import {
  CLOSELY,
  type Look,
  PAUSE,
  QuickLooks,
  SLOW,
  TURN,
} from '../../../../server/service/repository/quickLooks.ts';

function lookingWorld() {
  const world = { now: 0, far: new Set<string>(), asked: [] as string[], turns: [] as (() => void)[] };
  const processor: { waited: number | null } = { waited: null };
  const looks = new QuickLooks({
    now: () => world.now,
    isNear: (path) => {
      world.asked.push(path);
      return !world.far.has(path);
    },
    nextTurn: (action) => world.turns.push(action),
    waited: () => processor.waited,
  });
  const turn = () => {
    for (const action of world.turns.splice(0)) action();
  };
  /** Which way was taken, when the quick one takes so long. */
  const way = (takes = 0, { quick, paths = ['/f'] }: Partial<Look<string>> = {}) =>
    looks.look({
      paths,
      quick: () => {
        world.now += takes;
        return quick ? quick() : 'quick';
      },
      patient: async () => 'patient',
    });
  return { world, processor, turn, way, looks };
}

it('looks at once where all files lie on this machine', async () => {
  const { world, way } = lookingWorld();
  world.far.add('/far');
  expect([await way(), await way(0, { paths: ['/f', '/far'] })]).toEqual(['quick', 'patient']);
});

it('takes the patient way where there is more to it', async () => {
  const { way } = lookingWorld();
  const fails = () => {
    throw new Error('EACCES');
  };
  expect([await way(0, { quick: () => undefined }), await way(0, { quick: fails })]).toEqual([
    'patient',
    'patient',
  ]);
});

it('spends little of a turn', async () => {
  const { way, turn } = lookingWorld();
  expect([await way(TURN / 2), await way(TURN / 2), await way()]).toEqual(['quick', 'quick', 'patient']);
  turn();
  expect(await way()).toBe('quick');
});

it('leaves a slow disk alone for long', async () => {
  const { world, way, turn } = lookingWorld();
  expect([await way(SLOW + 1), turn(), await way(SLOW + 1)]).toEqual(['quick', undefined, 'quick']);
  turn();
  world.now += PAUSE * (SLOW + 1) - 1;
  expect(await way()).toBe('patient');
  world.now += 1;
  expect(await way()).toBe('quick');
});

it('blames one slow look now and then on the processor', async () => {
  const { world, way, turn } = lookingWorld();
  for (let time = 0; time < 3; time++) {
    expect(await way(SLOW + 1)).toBe('quick');
    turn();
    expect(await way()).toBe('quick');
    turn();
    world.now += CLOSELY;
  }
});

it('looks closely then, and tells waiting for a processor from waiting for the disk', async () => {
  const { processor, way, turn } = lookingWorld();
  processor.waited = 0;
  const waiting = (forProcessor: number) => ({
    quick: () => {
      processor.waited = (processor.waited ?? 0) + forProcessor;
      return 'quick';
    },
  });
  await way(SLOW + 1);
  turn();
  for (let time = 0; time < 3; time++) {
    expect(await way(SLOW * 4, waiting(SLOW * 4))).toBe('quick');
    // Of the turn nothing was spent.
    expect(await way(0)).toBe('quick');
    turn();
  }
  await way(SLOW * 4, waiting(SLOW));
  turn();
  expect(await way()).toBe('patient');
});

it('asks now and then where a file lies', async () => {
  const { world, way, turn } = lookingWorld();
  await way();
  turn();
  await way();
  expect(world.asked).toEqual(['/f']);
  world.now += 30_000;
  world.far.add('/f');
  turn();
  expect(await way()).toBe('patient');
});

it('glances where it would look at once, without waiting', () => {
  const { world, turn, looks } = lookingWorld();
  const paths = ['/f', '/g'];
  const quick = () => 'seen';
  expect([looks.glance({ paths, quick }), looks.glance({ paths, quick })]).toEqual(['seen', 'seen']);
  // One list is asked about once.
  expect(world.asked).toEqual(['/f', '/g']);
  world.now += 30_000;
  world.far.add('/g');
  turn();
  expect(looks.glance({ paths, quick })).toBe(undefined);
});
