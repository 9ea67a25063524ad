/** The built server follows a live repository: whatever git does there is noticed, and answers stay git's. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BlameDidChange } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import {
  createRepository,
  type GitRepository,
  gitEnvironment,
  runGit,
  scratchDirectory,
} from '../support/gitRepository.ts';
import { type LspClient, startClient } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';

/** Far beyond what it takes, for busy machines; how long it takes is a matter for benchmarks. */
const PATIENCE = 8000;
/** What had to be told would have been told by then. */
const SILENCE = 700;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Following {
  readonly client: LspClient;
  readonly uri: string;
  /** Notifications so far. */
  readonly told: BlameDidChange[];
  /** Resolves when a reason has been told; rejects when it is not. */
  readonly hears: (reason: BlameDidChange['reason']) => Promise<void>;
  readonly owners: () => Promise<readonly string[]>;
}

const clients: LspClient[] = [];
afterAll(() => {
  for (const client of clients) client.kill();
});

/** A server with one open document, whose first answer has been given. */
async function follow(directory: string, path: string, text: string, capabilities = {}): Promise<Following> {
  const client = startClient(['--stdio'], gitEnvironment(directory));
  clients.push(client);
  const told: BlameDidChange[] = [];
  client.connection.onNotification('blame/didChange', (params: BlameDidChange) => void told.push(params));
  await client.initialize({ capabilities });
  const uri = client.open(join(directory, path), text);
  const owners = async () => hunkOwners((await client.blame({ textDocument: { uri } })).hunks);
  await owners();
  for (let looks = 0; looks === 0; looks = (await client.stats()).watching.looks) await pause(20);
  await pause(150);
  const hears = async (reason: string) => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(10)) {
      if (told.some((change) => change.reason === reason)) return;
    }
    throw new Error(`heard nothing of ${reason} but ${JSON.stringify(told)}`);
  };
  return { client, uri, told, hears, owners };
}

const line = (name: string) => `${name} with some words to be found again\n`;
const text = ['one', 'two', 'three', 'four', 'five', 'six'].map(line).join('');

/** Three commits on main, a branch `side` that changed the same lines, and a file in a directory. */
function history(): GitRepository {
  const repository = createRepository();
  repository.write('f', ['one', 'two', 'three'].map(line).join(''));
  repository.commit('begin');
  repository.git('branch', 'side');
  repository.write('f', ['one', 'two', 'three', 'four', 'five'].map(line).join(''));
  repository.commit('more');
  repository.write('f', text);
  repository.commit('all');
  repository.git('checkout', '-q', 'side');
  repository.write('f', ['one', 'zwei', 'three', 'six'].map(line).join(''));
  repository.commit('aside');
  repository.git('checkout', '-q', 'main');
  return repository;
}

type Step = readonly [
  name: string,
  reason: BlameDidChange['reason'],
  act: (repository: GitRepository) => void,
];

const quietly = (repository: GitRepository, ...args: string[]) => void repository.run(args);
const editor = { GIT_SEQUENCE_EDITOR: 'true', GIT_EDITOR: 'true' };

/** In order, on one repository. */
const steps: readonly Step[] = [
  [
    'a commit',
    'head',
    (r) => {
      r.write('f', text.replace('two', '2'));
      r.commit('two');
    },
  ],
  ['an amended commit', 'head', (r) => r.git('commit', '-q', '--amend', '-m', 'amended')],
  ['a checkout', 'head', (r) => r.git('checkout', '-q', 'side')],
  ['a checkout back', 'head', (r) => r.git('checkout', '-q', '-')],
  ['a new branch with a slash', 'head', (r) => r.git('checkout', '-q', '-b', 'topic/one')],
  [
    'a commit on it',
    'head',
    (r) => {
      r.write('f', text.replace('six', '6'));
      r.commit('six');
    },
  ],
  ['a detached HEAD', 'head', (r) => r.git('checkout', '-q', '--detach', 'HEAD~1')],
  ['a branch again', 'head', (r) => r.git('checkout', '-q', 'topic/one')],
  ['a reset', 'head', (r) => r.git('reset', '-q', '--hard', 'HEAD~1')],
  ['a merge with a conflict', 'head', (r) => quietly(r, 'merge', '-q', 'side')],
  ['the end of the merge', 'head', (r) => r.git('merge', '--abort')],
  ['a rebase with a conflict', 'head', (r) => quietly(r, 'rebase', '-q', 'side')],
  ['the end of the rebase', 'head', (r) => r.git('rebase', '--abort')],
  ['a rebase', 'head', (r) => void r.run(['rebase', '-q', '-f', '--root', '-i'], { environment: editor })],
  ['a branch that is elsewhere', 'refs', (r) => r.git('branch', '-f', 'side', 'HEAD~1')],
  [
    'a commit after gc',
    'head',
    (r) => {
      r.git('gc', '-q', '--prune=now');
      r.commit('empty');
    },
  ],
  [
    'a commit after repacking with an index of packs and a commit-graph',
    'head',
    (r) => {
      r.git('repack', '-adq', '--write-midx');
      r.git('commit-graph', 'write', '--reachable', '--changed-paths');
      r.git('pack-refs', '--all');
      r.write('f', text.replace('one', '1'));
      r.commit('one');
    },
  ],
  ['a mailmap', 'mailmap', (r) => r.write('.mailmap', 'Someone <else@example.com> <author@example.com>\n')],
  ['a setting', 'config', (r) => r.git('config', 'diff.algorithm', 'patience')],
  [
    'a list of commits to ignore',
    'ignoreRevs',
    (r) => {
      r.write('ignored', `${r.git('rev-parse', 'HEAD')}\n`);
      r.git('config', 'blame.ignoreRevsFile', 'ignored');
    },
  ],
  ['an edited list', 'ignoreRevs', (r) => r.write('ignored', '# none\n')],
  ['attributes', 'config', (r) => r.write('.gitattributes', '* text\n')],
  ['attributes of the repository', 'config', (r) => writeInfo(r, 'attributes', '* -text\n')],
  ['a replaced commit', 'objects', (r) => r.git('replace', '--graft', 'HEAD~1')],
  ['a replacement taken back', 'objects', (r) => r.git('replace', '-d', r.git('rev-parse', 'HEAD~1'))],
  ['a graft', 'objects', (r) => writeInfo(r, 'grafts', `${r.git('rev-parse', 'HEAD')}\n`)],
];

function writeInfo(repository: GitRepository, name: string, content: string): void {
  mkdirSync(join(repository.gitDir, 'info'), { recursive: true });
  writeFileSync(join(repository.gitDir, 'info', name), content);
}

describeWithGit(needsGit('a live repository'), () => {
  describe('what git does', () => {
    let repository: GitRepository;
    let following: Following;
    beforeAll(async () => {
      repository = history();
      following = await follow(repository.directory, 'f', text);
    });
    afterAll(() => repository.remove());
    afterEach(() => pause(150));

    it.each(steps)('is noticed: %s', async (_, reason, act) => {
      following.told.length = 0;
      act(repository);
      await following.hears(reason);
      expect(following.told.every(({ uris }) => uris?.length === 1 && uris[0] === following.uri)).toBe(true);
      const expected = gitOwners(repository.directory, ['--contents', '-', 'f'], text);
      expect(await following.owners()).toEqual(expected);
    });

    it('is told in few words when it is a burst', async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) repository.commit(name);
      await pause(SILENCE);
      following.told.length = 0;
      repository.run(['rebase', '-q', '-f', 'HEAD~6'], { environment: editor });
      await following.hears('head');
      await pause(SILENCE);
      expect(following.told.length).toBeLessThan(4);
    });
  });

  it('makes no noise of noise', async () => {
    const repository = history();
    const remote = scratchDirectory('remote');
    try {
      runGit(remote, ['clone', '-q', '--bare', repository.directory, 'r.git']);
      repository.git('remote', 'add', 'origin', join(remote, 'r.git'));
      const { client, told } = await follow(repository.directory, 'f', text);
      const before = await client.stats();
      repository.write('f', text);
      repository.git('status');
      for (const name of [
        'index.lock',
        'HEAD.lock',
        'refs/heads/main.lock',
        'lfs/tmp/x',
        'logs/x',
        'FETCH_HEAD',
      ]) {
        const path = join(repository.gitDir, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, 'x');
        rmSync(path);
      }
      repository.write('g', 'not looked at\n');
      await pause(SILENCE);
      const middle = await client.stats();
      repository.git('fetch', '-q', 'origin');
      repository.git('stash', 'list');
      await pause(SILENCE);
      const after = await client.stats();
      expect(told).toEqual([]);
      expect(middle.watching.looks).toBe(before.watching.looks);
      for (const { requests, computed } of [middle, after])
        expect({ requests, computed }).toEqual({ requests: before.requests, computed: before.computed });
    } finally {
      repository.remove();
      rmSync(remote, { recursive: true });
    }
  });

  it('follows linked worktrees and submodules by their own HEADs', async () => {
    const repository = history();
    const outer = createRepository();
    try {
      const linked = join(outer.directory, 'linked');
      repository.git('worktree', 'add', '-q', linked, 'side');
      outer.git(
        '-c',
        'protocol.file.allow=always',
        'submodule',
        'add',
        '-q',
        repository.directory,
        'sub/mod',
      );
      for (const directory of [linked, join(outer.directory, 'sub', 'mod')]) {
        const { told, hears, owners } = await follow(directory, 'f', text);
        runGit(directory, ['commit', '-q', '--allow-empty', '-m', 'x']);
        await hears('head');
        expect(told.map(({ reason }) => reason)).toEqual(['head']);
        expect(await owners()).toEqual(gitOwners(directory, ['--contents', '-', 'f'], text));
      }
    } finally {
      repository.remove();
      outer.remove();
    }
  });

  it('watches nothing once nothing is open', async () => {
    const repository = history();
    try {
      const { client, uri } = await follow(repository.directory, 'f', text);
      expect((await client.stats()).watching.directories).toBeGreaterThan(3);
      client.notify('textDocument/didClose', { textDocument: { uri } });
      expect((await client.stats()).watching).toEqual({ repositories: 0, directories: 0, looks: 0 });
      expect(await client.stop()).toMatchObject({ code: 0 });
    } finally {
      repository.remove();
    }
  });
});

describeWithGit(needsGit('what is on the screen'), () => {
  const refreshing = {
    workspace: {
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    },
  };
  interface Hint {
    readonly position: { readonly line: number };
    readonly label: string;
  }
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  let repository: GitRepository;
  beforeAll(() => {
    repository = history();
  });
  afterAll(() => repository.remove());

  const hintsOf = async ({ client, uri }: Following) => {
    const params = { textDocument: { uri }, range: everywhere };
    const hints = await client.request<Hint[]>('textDocument/inlayHint', params);
    return hints.map(({ position, label }) => `${position.line} ${label.replace(/, .*?·/, '')}`);
  };

  it('is asked for again when it would look different, and only then', async () => {
    const following = await follow(repository.directory, 'f', text, refreshing);
    const { client, hears, told } = following;
    await hintsOf(following);
    expect(client.asked).toContain('client/registerCapability');
    repository.commit('changes nothing here');
    await hears('head');
    await pause(SILENCE);
    expect(client.asked.filter((method) => method.includes('refresh'))).toEqual([]);
    told.length = 0;
    repository.write('f', text.replace('one', '1'));
    repository.commit('changes the first line');
    await hears('head');
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20))
      if (client.asked.includes('workspace/inlayHint/refresh')) break;
    expect(client.asked.filter((method) => method.includes('refresh'))).toEqual([
      'workspace/inlayHint/refresh',
    ]);
  });

  it('stays there while a text is edited, line by line', async () => {
    const following = await follow(repository.directory, 'f', text, refreshing);
    const { client, uri } = following;
    const before = await hintsOf(following);
    expect(before.length).toBeGreaterThan(2);
    const last = before.at(-1)?.replace(/^\d+ /, '');
    const answers: Promise<string[]>[] = [];
    for (let version = 2; version < 12; version++) {
      const at = { line: 1, character: 0 };
      const contentChanges = [{ range: { start: at, end: at }, text: 'new\n' }];
      client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
      answers.push(hintsOf(following));
      await pause(15);
    }
    for (const [index, answer] of (await Promise.all(answers)).entries()) {
      // The newest text at the moment of answering may be a later one.
      const lines = answer
        .filter((hint) => hint.endsWith(last ?? ''))
        .map((hint) => Number.parseInt(hint, 10));
      expect(lines.length).toBeGreaterThan(0);
      expect(Math.max(...lines)).toBeGreaterThanOrEqual(5 + index + 1 - 10);
    }
    await pause(SILENCE);
    const newest = text.replace(line('one'), `${line('one')}${'new\n'.repeat(10)}`);
    const owners = gitOwners(repository.directory, ['--contents', '-', 'f'], newest);
    expect(await following.owners()).toEqual(owners);
    const shown = await hintsOf(following);
    expect(shown.some((hint) => /^[01] Not committed yet/.test(hint))).toBe(true);
  });
});
