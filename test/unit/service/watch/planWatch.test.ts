/** Plans watched through a scripted system. */
import { describe, expect, it } from 'vitest';
import { DirectoryWatches, type OnEntry } from '../../../../server/service/watch/directoryWatches.ts';
import { LOOK_EVERY, PlanWatch } from '../../../../server/service/watch/planWatch.ts';
import { fakeClock } from '../../../support/fakeClock.ts';

const all = { files: ['/r/.git/HEAD', '/home/.config/git/config'], directories: ['/r/.git/objects/pack'] };

/** Directories by name, each with its identity; `fail` keeps any from being watched. */
function stage({ fail = null as string | null, silent = false } = {}) {
  const directories = new Map([
    ['/r/.git', '1'],
    ['/r/.git/objects', '2'],
    ['/r/.git/objects/pack', '3'],
    ['/home', '4'],
  ]);
  const open = new Map<string, { onEntry: OnEntry; onLost: () => void }>();
  const world = { events: 0, stamp: 'a', said: [] as string[] };
  const clock = fakeClock();
  const watches = new DirectoryWatches((directory, onEntry, onLost) => {
    if (fail !== null) throw Object.assign(new Error(fail), { code: fail });
    const entry = { onEntry, onLost };
    open.set(directory, entry);
    return { close: () => void (open.get(directory) === entry && open.delete(directory)) };
  });
  const watch = new PlanWatch({
    watches,
    clock,
    identityOf: (path) => directories.get(path) ?? null,
    isSilent: () => silent,
    stampOf: async () => world.stamp,
    onEvent: () => world.events++,
    onFallback: (reason) => void world.said.push(reason),
  });
  const touch = (directory: string, name: string | null) => {
    const before = world.events;
    open.get(directory)?.onEntry(name);
    return world.events - before;
  };
  return { watch, watches, world, open, directories, touch, clock };
}

describe('a watched plan', () => {
  it('hears of its files, of what counts in its directories, and of nothing else', () => {
    const { watch, touch } = stage();
    watch.follow(all);
    const heard = [
      touch('/r/.git', 'HEAD'),
      touch('/r/.git', null),
      touch('/r/.git', 'index'),
      touch('/r/.git', 'HEAD.lock'),
      touch('/r/.git', 'FETCH_HEAD'),
      touch('/r/.git/objects/pack', 'pack-1.idx'),
      touch('/r/.git/objects/pack', 'tmp_pack_1'),
      touch('/r/.git/objects', 'ab'),
    ];
    expect(heard).toEqual([1, 1, 0, 0, 0, 1, 0, 0]);
    expect([watch.concerns('/r/.git/HEAD'), watch.concerns('/r/.git/index')]).toEqual([true, false]);
  });

  it('waits for what is not there in the nearest directory that is', () => {
    const { watch, touch, directories } = stage();
    watch.follow(all);
    expect([touch('/home', '.config'), touch('/home', '.bashrc')]).toEqual([1, 0]);
    directories.set('/home/.config', '5');
    watch.follow(all);
    expect([touch('/home', '.config'), touch('/home/.config', 'git')]).toEqual([0, 1]);
  });

  it('watches a directory anew that was made anew, and one alone where nothing else has changed', () => {
    const { watch, open, directories, touch } = stage();
    watch.follow(all);
    const [pack, own] = [open.get('/r/.git/objects/pack'), open.get('/r/.git')];
    watch.follow(all);
    expect(open.get('/r/.git/objects/pack')).toBe(pack);
    directories.set('/r/.git/objects/pack', '6');
    watch.follow(all);
    expect(open.get('/r/.git')).toBe(own);
    expect(touch('/r/.git/objects/pack', 'pack-1.idx')).toBe(1);
  });

  it('knows its files by other spellings of the system and of clients', () => {
    const { watch, touch, directories } = stage();
    directories.set('/r', '5');
    const accent = '/home/\u00fc.txt';
    watch.follow({ files: [...all.files, '/r/.gitattributes', accent], directories: [] });
    expect([touch('/r', '.GitAttributes'), touch('/home', 'u\u0308.txt'), touch('/r', 'other')]).toEqual([
      1, 1, 0,
    ]);
    expect([watch.concerns('/R/.git/head'), watch.concerns('/R/.git/index')]).toEqual([true, false]);
  });

  it('hears of references and packs of git directories of any name', () => {
    const { watch, touch, directories } = stage();
    for (const below of ['', '/refs', '/refs/heads', '/objects', '/objects/pack'])
      directories.set(`/elsewhere/meta${below}`, below);
    watch.follow({ files: [], directories: ['/elsewhere/meta/refs/heads', '/elsewhere/meta/objects/pack'] });
    const heard = [
      touch('/elsewhere/meta/refs/heads', 'topic'),
      touch('/elsewhere/meta/refs/heads', 'topic.lock'),
      touch('/elsewhere/meta/objects/pack', 'pack-1.idx'),
      touch('/elsewhere/meta/objects/pack', 'tmp_idx_1'),
    ];
    expect(heard).toEqual([1, 0, 1, 0]);
  });

  it('takes the loss of a directory for an event', () => {
    const { watch, open, world, watches } = stage();
    watch.follow(all);
    open.get('/r/.git')?.onLost();
    expect(world.events).toBe(1);
    watch.close();
    expect([watches.count, open.size]).toEqual([0, 0]);
  });
});

describe('where nothing can be watched', () => {
  it.each([
    ['the system refuses', { fail: 'ENOSPC' }, 'ENOSPC'],
    ['the file system is silent', { silent: true }, 'the file system does not tell of changes'],
  ])('stamps are looked at when %s, and it is said once', async (_, options, reason) => {
    const { watch, world, clock } = stage(options);
    watch.follow(all);
    const look = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      clock.pass(LOOK_EVERY);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await look();
    expect([world.events, world.said]).toEqual([0, [reason]]);
    world.stamp = 'b';
    await look();
    await look();
    expect(world.events).toBe(1);
    watch.close();
    world.stamp = 'c';
    await look();
    expect([world.events, watch.isLooking]).toEqual([1, true]);
  });
});
