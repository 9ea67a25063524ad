/** Repositories followed as long as documents of theirs are open. */
import { expect, it } from 'vitest';
import type { OnEntry } from '../../../../server/service/watch/directoryWatches.ts';
import { QUIET } from '../../../../server/service/watch/settling.ts';
import { type RepositoryChange, Watches } from '../../../../server/service/watch/watches.ts';
import { fakeClock } from '../../../support/fakeClock.ts';
import { fakeTurns } from '../../../support/fakeTurns.ts';
import { nothingConfigured } from '../../../support/resolvedOptions.ts';

const resolved = nothingConfigured;

/** Repositories are /1, /2 and so on; every directory is there. */
function stage() {
  const clock = fakeClock();
  const open = new Map<string, OnEntry>();
  const world = { head: 'a', changes: [] as RepositoryChange[], said: [] as string[], fail: false };
  const options = { mailmap: '', asked: null as string | null };
  const answering: (() => void)[] = [];
  const answers = { come: false };
  const turns = fakeTurns();
  const watches = new Watches({
    clock,
    turns,
    whenAnswered: () =>
      answers.come ? new Promise<void>((resolve) => void answering.push(resolve)) : Promise.resolve(),
    identityOf: (path) => path,
    isSilent: () => false,
    stampOf: async () => '',
    watchDirectory: (directory, onEntry) => {
      open.set(directory, onEntry);
      return { close: () => void open.delete(directory) };
    },
    locate: async (fsPath) => {
      const top = /^\/\d+/.exec(fsPath)?.[0];
      if (top === undefined) return null;
      const gitDir = `${top}/.git`;
      const formats = { objectFormat: 'sha1', refFormat: 'files' } as const;
      return { repository: { gitDir, commonDir: gitDir, workTree: top, ...formats }, path: 'f' };
    },
    onLook: () => undefined,
    onChange: (change) => void world.changes.push(change),
    warn: (message) => void world.said.push(message),
    debug: (message) => void world.said.push(message),
    eyes: {
      head: async () => {
        if (world.fail) throw new Error('no HEAD');
        return { commit: world.head, branch: 'refs/heads/main' };
      },
      mergeHeads: async () => [],
      branches: async () => null,
      options: async () => ({ ...resolved, mailmap: options.mailmap }),
      lastOptions: () => (options.asked === null ? null : { ...resolved, mailmap: options.asked }),
    },
  });
  const opened = (uri: string, fsPath: string) =>
    new Promise<void>((resolve) => watches.opened(uri, fsPath, resolve));
  const settle = async () => {
    clock.pass(QUIET);
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  /** Opens a document; `meanwhile` happens before what is asked about it has its answer. */
  const openedWhile = async (uri: string, fsPath: string, meanwhile: () => void) => {
    answers.come = true;
    const watched = opened(uri, fsPath);
    while (answering.length === 0) await new Promise((resolve) => setImmediate(resolve));
    meanwhile();
    for (const answered of answering.splice(0)) answered();
    await watched;
  };
  return { watches, opened, turns, world, options, open, settle, openedWhile };
}

it('tells of a moved HEAD once, with the documents it is about', async () => {
  const { opened, world, open, settle } = stage();
  await opened('u', '/1/f');
  await opened('v', '/1/g');
  await opened('w', '/2/f');
  world.head = 'b';
  open.get('/1/.git')?.('HEAD');
  open.get('/1/.git/refs/heads')?.('main');
  await settle();
  expect(world.changes).toEqual([{ uris: ['u', 'v'], reasons: ['head'] }]);
});

it('says nothing when nothing has changed', async () => {
  const { watches, opened, world, open, settle } = stage();
  await opened('u', '/1/f');
  open.get('/1/.git')?.('HEAD');
  await settle();
  open.get('/1/.git')?.('index');
  await settle();
  expect([world.changes, watches.counts().looks]).toEqual([[], 2]);
});

it('watches nothing while the first answers are made, and tells what has changed meanwhile', async () => {
  const { watches, world, open, openedWhile } = stage();
  await openedWhile('u', '/1/f', () => {
    expect([open.size, watches.counts().looks]).toEqual([0, 0]);
    world.head = 'b';
  });
  expect(world.changes).toEqual([{ uris: ['u'], reasons: ['head'] }]);
  expect([open.size > 0, watches.counts().looks]).toEqual([true, 1]);
});

it('compares with the options that answers went by', async () => {
  const { world, options, openedWhile } = stage();
  await openedWhile('u', '/1/f', () => {
    options.asked = 'before';
    options.mailmap = 'after';
  });
  expect(world.changes).toEqual([{ uris: ['u'], reasons: ['mailmap'] }]);
});

it('does not begin to watch what was closed meanwhile', async () => {
  const { watches, world, open, openedWhile } = stage();
  await openedWhile('u', '/1/f', () => {
    world.head = 'b';
    watches.closed('u');
  });
  expect([world.changes, open.size]).toEqual([[], 0]);
});

it('is told by others, too', async () => {
  const { watches, opened, world, settle } = stage();
  await opened('u', '/1/f');
  world.head = 'b';
  watches.fileChanged('/1/.git/index');
  watches.fileChanged('/2/.git/HEAD');
  await settle();
  expect(world.changes).toEqual([]);
  watches.fileChanged('/1/.git/HEAD');
  await settle();
  world.head = 'c';
  watches.headMoved('/1/.git');
  await settle();
  expect(world.changes.length).toBe(2);
});

it('ends with the last document', async () => {
  const { watches, opened, open } = stage();
  await opened('u', '/1/f');
  await opened('v', '/1/f');
  watches.closed('u');
  expect(watches.counts().repositories).toBe(1);
  watches.closed('v');
  expect([watches.counts(), open.size]).toEqual([{ repositories: 0, directories: 0, looks: 0 }, 0]);
  const late = opened('u', '/1/f');
  watches.closed('u');
  await late;
  await opened('x', '/nowhere');
  expect(open.size).toBe(0);
  await opened('u', '/1/f');
  watches.closeAll();
  expect(open.size).toBe(0);
});

it('looks into one document in a turn that has no time for more', async () => {
  const { watches, opened, turns } = stage();
  turns.isSpent = true;
  const watched = ['u', 'v', 'w'].map((uri, at) => opened(uri, `/${at}/f`));
  expect([turns.waiting, watches.counts().repositories]).toEqual([2, 0]);
  await turns.pass(1);
  // The second, the third, and the look at the repository of the first.
  expect([turns.waiting, watches.counts()]).toEqual([3, { repositories: 1, directories: 0, looks: 0 }]);
  turns.isSpent = false;
  await turns.pass();
  await Promise.all(watched);
  expect(watches.counts().repositories).toBe(3);
});

it('is bounded, and says so once', async () => {
  const { watches, opened, world } = stage();
  for (let repository = 0; repository < 40; repository++) await opened(`u${repository}`, `/${repository}/f`);
  expect(watches.counts().repositories).toBe(32);
  expect(world.said.length).toBe(1);
});

it('gets over a look that failed', async () => {
  const { watches, opened, world, settle } = stage();
  await opened('u', '/1/f');
  world.fail = true;
  watches.headMoved('/1/.git');
  await settle();
  Object.assign(world, { fail: false, head: 'b' });
  watches.headMoved('/1/.git');
  await settle();
  expect([world.said.length, world.changes.length]).toEqual([1, 1]);
});
