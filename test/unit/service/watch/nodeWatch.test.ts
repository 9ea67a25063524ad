/** What `fs.watch` says on other systems than the one at hand, told by a stand-in; and the real one, on this system. */
import { mkdirSync, rmdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DirectoryWatches } from '../../../../server/service/watch/directoryWatches.ts';
import { nodeWatch } from '../../../../server/service/watch/nodeWatch.ts';
import { PlanWatch } from '../../../../server/service/watch/planWatch.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { useScratch } from '../../../support/scratch.ts';

/** A system whose directories are a map, with a watch of node's for each that is watched. */
function stage(system: { readonly identities: Map<string, string> }) {
  const watchers = new Map<
    string,
    { say: (event: 'rename' | 'change', name: string | null) => void; fail: () => void }
  >();
  const world = { events: 0, said: [] as string[], closed: [] as string[] };
  const watches = new DirectoryWatches(
    nodeWatch((directory, _, listener) => {
      if (!system.identities.has(directory)) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      const failures: (() => void)[] = [];
      watchers.set(directory, {
        say: listener,
        fail: () => {
          for (const tell of failures) tell();
        },
      });
      const watcher = {
        close: () => void world.closed.push(directory),
        on(event: string, tell: () => void) {
          if (event === 'error') failures.push(tell);
          return watcher;
        },
      };
      return watcher as never;
    }),
  );
  const watch = new PlanWatch({
    watches,
    clock: fakeClock(),
    identityOf: (path) => system.identities.get(path) ?? null,
    isSilent: () => false,
    stampOf: async () => '',
    onEvent: () => world.events++,
    onFallback: (reason) => void world.said.push(reason),
  });
  return { watch, watchers, world };
}

const top = () =>
  new Map([
    ['/r', '1'],
    ['/r/.git', '2'],
    ['/r/.git/refs', '3'],
    ['/r/.git/refs/heads', '4'],
  ]);
const plan = { files: ['/r/.git/HEAD', '/r/.git/refs/heads/topic/one'], directories: ['/r/.git/refs/heads'] };

describe('a directory watch on another system', () => {
  it('may name no entry: Windows, when much happens at once', () => {
    const { watch, watchers, world } = stage({ identities: top() });
    watch.follow(plan);
    watchers.get('/r/.git')?.say('change', null);
    expect(world.events).toBe(1);
  });

  it('may name the directory itself: macOS and Linux, when it is removed', () => {
    const identities = top().set('/r/.git/refs/heads/topic', '5');
    const { watch, watchers, world } = stage({ identities });
    watch.follow(plan);
    identities.delete('/r/.git/refs/heads/topic');
    watchers.get('/r/.git/refs/heads/topic')?.say('rename', 'topic');
    expect(world.events).toBe(1);
    watch.follow(plan);
    expect(world.closed).toContain('/r/.git/refs/heads/topic');
    // It is waited for where it was.
    identities.set('/r/.git/refs/heads/topic', '6');
    watchers.get('/r/.git/refs/heads')?.say('rename', 'topic');
    expect(world.events).toBe(2);
    watch.follow(plan);
    watchers.get('/r/.git/refs/heads/topic')?.say('rename', 'one');
    expect([world.events, world.said]).toEqual([3, []]);
  });

  it('may fail, more than once, and is closed so that the name is free: Windows, when it is removed', () => {
    const identities = top().set('/r/.git/refs/heads/topic', '5');
    const { watch, watchers, world } = stage({ identities });
    watch.follow(plan);
    const removed = watchers.get('/r/.git/refs/heads/topic');
    identities.delete('/r/.git/refs/heads/topic');
    removed?.fail();
    removed?.fail();
    removed?.say('rename', 'one');
    expect([world.events, world.closed]).toEqual([1, ['/r/.git/refs/heads/topic']]);
    watch.follow(plan);
    expect(world.said).toEqual([]);
  });

  it('may tell of what was before, and late: macOS', () => {
    const { watch, watchers, world } = stage({ identities: top() });
    watch.follow(plan);
    const old = watchers.get('/r/.git');
    watch.close();
    old?.say('rename', 'HEAD');
    expect(world.events).toBe(0);
  });

  it('may not begin, because the directory has just gone: files are looked at until the next plan', () => {
    const identities = top();
    const { watch, world } = stage({ identities });
    const vanishing = { ...plan, files: [...plan.files] };
    const has = identities.has.bind(identities);
    identities.has = (path) => path !== '/r/.git' && has(path);
    watch.follow(vanishing);
    expect([watch.isLooking, world.said]).toEqual([true, ['ENOENT']]);
    identities.has = has;
    watch.follow(vanishing);
    expect(watch.isLooking).toBe(false);
  });
});

describe('a directory watch on this system', () => {
  const scratch = useScratch('node-watch');

  it('hears of entries, and of the end of the directory', async () => {
    const directory = join(scratch.path, 'watched');
    mkdirSync(directory);
    const heard: (string | null)[] = [];
    const handle = nodeWatch(watch)(
      directory,
      (name) => void heard.push(name),
      () => void heard.push(null),
    );
    try {
      mkdirSync(join(directory, 'entry'));
      await expect.poll(() => heard, { timeout: 5000 }).toContain('entry');
      rmdirSync(join(directory, 'entry'));
      writeFileSync(join(scratch.path, 'beside'), '');
      rmdirSync(directory);
      await expect.poll(() => heard, { timeout: 5000 }).toContain(null);
      expect(heard).not.toContain('beside');
    } finally {
      handle.close();
    }
  });
});
