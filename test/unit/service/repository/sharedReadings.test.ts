/** Which questions share a reading of the disk, and which need one of their own. */
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import {
  SHARED_FOR,
  SharedReadings,
  thisMoment,
} from '../../../../server/service/repository/sharedReadings.ts';

function stage() {
  const world = { now: 0, content: 'a', readings: 0 };
  const open: (() => void)[] = [];
  const shared = new SharedReadings<string>(() => world.now);
  const read = () => {
    world.readings++;
    const { content } = world;
    return new Promise<string>((resolve, reject) =>
      open.push(() => (content === 'broken' ? reject(new Error(content)) : resolve(content))),
    );
  };
  /** Ends what is being read. */
  const end = async () => {
    await turn();
    for (const resolve of open.splice(0)) resolve();
    await turn();
  };
  const ask = (asked = thisMoment(), subject = 'HEAD') => shared.after(asked, subject, read);
  return { world, ask, end };
}

let current = stage();
beforeEach(() => {
  current = stage();
});

it('reads once for a thousand that came before', async () => {
  const { world, ask, end } = current;
  const asked = Array.from({ length: 1000 }, thisMoment);
  const first = asked.slice(0, 500).map((moment) => ask(moment));
  await end();
  const second = asked.slice(500).map((moment) => ask(moment));
  expect(new Set(await Promise.all([...first, ...second]))).toEqual(new Set(['a']));
  expect(world.readings).toBe(1);
});

it('never tells what was read before the question came', async () => {
  const { world, ask, end } = current;
  const before = ask();
  const together = ask();
  await turn();
  world.content = 'b';
  const during = [ask(), ask(), ask()];
  expect(world.readings).toBe(1);
  await end();
  expect(world.readings).toBe(2);
  await end();
  expect(await Promise.all([before, together, ...during])).toEqual(['a', 'a', 'b', 'b', 'b']);
  world.content = 'c';
  const after = ask();
  await end();
  expect([await after, world.readings]).toEqual(['c', 3]);
});

it('reads again for those that have waited for long', async () => {
  const { world, ask, end } = current;
  const patient = thisMoment();
  const first = ask();
  await end();
  world.content = 'b';
  world.now = SHARED_FOR - 1;
  expect(await ask(patient)).toBe('a');
  world.now = SHARED_FOR;
  const late = ask(patient);
  await end();
  expect([await first, await late]).toEqual(['a', 'b']);
});

it('keeps subjects apart', async () => {
  const { world, ask, end } = current;
  const asked = thisMoment();
  const both = [ask(asked, 'HEAD'), ask(asked, 'MERGE_HEAD')];
  await end();
  await Promise.all(both);
  expect(world.readings).toBe(2);
});

it('tells all who share a reading what went wrong, and nobody else', async () => {
  const { world, ask, end } = current;
  world.content = 'broken';
  const asked = [thisMoment(), thisMoment()];
  const failed = Promise.allSettled(asked.map((moment) => ask(moment)));
  await turn();
  world.content = 'a';
  const later = ask();
  await end();
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await end();
  expect(await later).toBe('a');
});
