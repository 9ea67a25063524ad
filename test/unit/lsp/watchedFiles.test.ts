/** Changes on disk as clients tell them. */
import { expect, it } from 'vitest';
import { didChangeWatchedFiles } from '../../../server/lsp/watchedFiles.ts';
import { CALM } from '../../../server/service/order/storms.ts';
import { fakeSession } from '../../support/fakeSession.ts';

const changesOf = (...paths: string[]) => ({
  changes: paths.map((path) => ({ uri: `file://${path}`, type: 2 })),
});

async function settle() {
  await new Promise((resolve) => setImmediate(resolve));
}

it('lets HEAD be looked at once at once, and once after a storm', async () => {
  const { session, world } = fakeSession();
  for (let event = 0; event < 20; event++) {
    void didChangeWatchedFiles(session, changesOf('/top/.git/HEAD', '/top/.git/refs/heads/main'));
    await settle();
  }
  expect(world.headsRead).toBe(1);
  world.time += CALM;
  for (const { action } of world.timers.splice(0)) action();
  await settle();
  expect(world.headsRead).toBe(2);
});

it('starts nothing for what can not change blame', async () => {
  const { session, world } = fakeSession();
  const noise = ['index', 'index.lock', 'HEAD.lock', 'lfs/tmp/x', 'refs/remotes/origin/main', 'FETCH_HEAD'];
  await didChangeWatchedFiles(session, changesOf(...noise.map((name) => `/top/.git/${name}`), '/top/a.c'));
  await didChangeWatchedFiles(session, { changes: [{ uri: 'untitled:x' }] });
  await settle();
  expect([world.headsRead, world.calls.length, world.timers.length]).toEqual([0, 0, 0]);
});

it('refuses what it can not understand', async () => {
  const { session } = fakeSession();
  await expect(didChangeWatchedFiles(session, { changes: [7] })).rejects.toThrow('changes[]');
});
