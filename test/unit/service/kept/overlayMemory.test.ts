/** Remembered overlays, and when they are asked for anew. */
import { expect, it } from 'vitest';
import { OverlayMemory } from '../../../../server/service/kept/overlayMemory.ts';
import type { Overlay } from '../../../../server/worker/messages.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

const repository = fakeRepository;
const place = { repository, path: 'a.c' };

/** `ask(key)` says how often the engine has been asked by then. */
function stage(overlay: Partial<Overlay>) {
  const world = { stamp: 'a', asked: 0 };
  const memory = new OverlayMemory({ stampOf: async () => world.stamp });
  const ask = async (key: string) => {
    await memory.get(key, place, async () => {
      world.asked++;
      return { blob: 'b', tracked: true, quads: new Int32Array(), lineCount: 1, files: [], ...overlay };
    });
    return world.asked;
  };
  return { world, memory, ask };
}

it('asks once where nothing but the text has a say', async () => {
  const { world, memory, ask } = stage({});
  expect([await ask('x'), await ask('x'), await ask('y')]).toEqual([1, 1, 2]);
  world.stamp = 'b';
  expect(await ask('x')).toBe(2);
  expect(memory.bytes).toBeGreaterThan(0);
});

it('asks again when a file with a say has changed, and until it is sure of it', async () => {
  const { world, ask } = stage({ files: ['.gitattributes'] });
  expect([await ask('x'), await ask('x'), await ask('x'), await ask('y'), await ask('y')]).toEqual([
    1, 2, 2, 3, 3,
  ]);
  world.stamp = 'b';
  expect([await ask('x'), await ask('x')]).toEqual([4, 4]);
});

it('does not remember that a commit lacks the path', async () => {
  const { ask } = stage({ blob: null });
  expect([await ask('x'), await ask('x')]).toEqual([1, 2]);
});
