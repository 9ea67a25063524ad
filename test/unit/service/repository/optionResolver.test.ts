/** How long what options come to is remembered. */
import { expect, it } from 'vitest';
import { defaultOptions } from '../../../../server/blame/types.ts';
import { OptionResolver } from '../../../../server/service/repository/optionResolver.ts';
import { thisMoment } from '../../../../server/service/repository/sharedReadings.ts';
import type { AskedOptions, ResolvedOptions } from '../../../../server/worker/messages.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

const repository = fakeRepository;

/** A resolver over files whose state is `world.stamp`; `resolve` says how often the engine has been asked by then. */
function stage(change: Partial<ResolvedOptions> = {}) {
  const world = { stamp: 'a', asked: 0 };
  const warned: string[] = [];
  const resolver = new OptionResolver({
    stampOf: async () => world.stamp,
    answers: null,
    warn: (message) => void warned.push(message),
    now: () => 0,
  });
  const ask = async (): Promise<ResolvedOptions> => {
    world.asked++;
    const mailmap = String(world.asked);
    const sources = { config: ['config'], ignoreRevs: [], mailmap: [] };
    const identity = { name: null, email: null };
    const none = { start: null, textconv: null, grafts: null, lines: null, identity };
    const rest = { ...none, config: '', overrides: '', warnings: [], files: ['config'], sources };
    return { options: defaultOptions, mailmap, ...rest, ...change };
  };
  const resolve = async (asked: AskedOptions = {}) => {
    await resolver.resolve(repository, asked, { ask, since: thisMoment() });
    return world.asked;
  };
  return { world, warned, resolve };
}

it('asks twice, to be sure of files written while they were read, then no more', async () => {
  const { resolve } = stage();
  expect([await resolve(), await resolve(), await resolve(), await resolve()]).toEqual([1, 2, 2, 2]);
});

it('asks again when a file has changed', async () => {
  const { resolve, world } = stage();
  await resolve();
  await resolve();
  world.stamp = 'b';
  expect([await resolve(), await resolve(), await resolve()]).toEqual([3, 4, 4]);
});

it('keeps options apart', async () => {
  const { resolve } = stage();
  await resolve();
  await resolve();
  expect(await resolve({ root: true })).toBe(3);
});

it('always asks about words that may change their meaning', async () => {
  const { resolve } = stage({ files: null });
  expect([await resolve(), await resolve(), await resolve()]).toEqual([1, 2, 3]);
});

it('warns once', async () => {
  const { resolve, warned } = stage({ warnings: ['no such list'], files: null });
  await resolve();
  await resolve({ root: true });
  expect(warned).toEqual(['no such list']);
});
