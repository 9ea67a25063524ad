/** What options come to in a real repository. */
import { copyFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { defaultOptions } from '../../../server/blame/types.ts';
import { loadConfig } from '../../../server/git/config.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import type { AskedOptions, ResolvedOptions } from '../../../server/worker/messages.ts';
import { resolveOptions } from '../../../server/worker/resolveOptions.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';
import { openRepository } from '../../support/repositoryReader.ts';

const NOON = 1_700_000_000;

describeWithGit(needsGit('options'), () => {
  let scratch: GitRepository;
  let close = () => undefined as unknown;
  let first = '';
  let second = '';
  let resolve: (asked: AskedOptions, now?: number) => Promise<ResolvedOptions>;

  beforeAll(async () => {
    scratch = createRepository();
    scratch.write('f', 'a\n');
    first = scratch.commit('one');
    scratch.write('f', 'a\nb\n');
    second = scratch.commit('two');
    scratch.write('list', `${first}\n`);
    scratch.write('broken', 'HEAD\n');
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('the repository was not found');
    const opened = openRepository(repository.gitDir);
    close = opened.close;
    const environment = { HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' };
    resolve = async (asked, now = NOON) => {
      const config = await loadConfig(repository, environment);
      return resolveOptions(
        { repository, reader: opened.reader, config, now, environment, grafts: null },
        asked,
      );
    };
  });
  afterAll(() => {
    close();
    scratch.remove();
  });

  /** With settings in the repository's configuration, which are gone afterwards. */
  async function configured<Result>(settings: Record<string, string>, body: () => Promise<Result>) {
    for (const [key, value] of Object.entries(settings)) scratch.git('config', key, value);
    try {
      return await body();
    } finally {
      for (const key of Object.keys(settings)) scratch.git('config', '--unset-all', key);
    }
  }

  it("are git's own when nothing is said", async () => {
    const { options, start, warnings } = await resolve({});
    expect([options, start, warnings]).toEqual([defaultOptions, null, []]);
  });

  it.each<[AskedOptions, object]>([
    [{ detectMoves: true }, { moveScore: 20 }],
    [{ detectMoves: 5 }, { moveScore: 5 }],
    [{ detectCopies: 2 }, { moveScore: 20, detectCopies: 2, copyScore: 40 }],
    [
      { detectCopies: 1, detectMoves: 7, copyScore: 9 },
      { moveScore: 7, detectCopies: 1, copyScore: 9 },
    ],
    [{ since: '2020-01-01T00:00:00Z' }, { since: 1_577_836_800 }],
    [{ since: '2 days ago' }, { since: Math.floor(NOON / 60) * 60 - 2 * 86_400 }],
    [
      { root: true, followRenames: false, firstParent: true },
      { showRoot: true, followRenames: false, firstParent: true },
    ],
    [
      { diffAlgorithm: 'patience', indentHeuristic: false, ignoreWhitespace: true },
      { diffAlgorithm: 'patience', indentHeuristic: false, ignoreWhitespace: true },
    ],
  ])('%j', async (asked, expected) => {
    expect((await resolve(asked)).options).toEqual({ ...defaultOptions, ...expected });
  });

  it('are as configured when nothing else is said', async () => {
    const settings = {
      'diff.algorithm': 'histogram',
      'blame.showRoot': 'true',
      'blame.ignoreRevsFile': 'list',
    };
    await configured(settings, async () => {
      const { options } = await resolve({});
      expect([options.diffAlgorithm, options.showRoot]).toEqual(['histogram', true]);
      expect([...options.ignoreRevs]).toEqual([first]);
      const asked = { diffAlgorithm: 'myers', root: false, ignoreRevsFile: false } as const;
      expect((await resolve(asked)).options).toEqual(defaultOptions);
    });
  });

  it.each<[AskedOptions['ignoreRevsFile'], () => string[]]>([
    ['list', () => [first]],
    [['list', ''], () => []],
    [['', 'list'], () => [first]],
  ])('take commits to look through from %j', async (ignoreRevsFile, expected) => {
    const { options } = await resolve({ ...(ignoreRevsFile !== undefined && { ignoreRevsFile }) });
    expect([...options.ignoreRevs]).toEqual(expected());
    const both = await resolve({
      ...(ignoreRevsFile !== undefined && { ignoreRevsFile }),
      ignoreRevs: ['HEAD'],
    });
    expect(both.options.ignoreRevs).toEqual(new Set([...expected(), second]));
  });

  it('warn of a configured list that is not there, for the repositories that have none', async () => {
    const { warnings, options } = await configured({ 'blame.ignoreRevsFile': 'nowhere' }, () => resolve({}));
    expect(warnings).toEqual([
      `blame.ignoreRevsFile: could not open object name list: ${join(scratch.directory, 'nowhere')}`,
    ]);
    expect(options).toEqual(defaultOptions);
    const optional = { 'blame.ignoreRevsFile': ':(optional)nowhere' };
    expect((await configured(optional, () => resolve({}))).warnings).toEqual([]);
  });

  it.each<[string, string, () => string[], string[]]>([
    ['a sound list', 'list', () => [first], []],
    ['nothing', '', () => [], []],
    ['a broken list', 'broken', () => [], ['invalid object name: HEAD in LIST; the list is left out']],
  ])(
    'find %s at the top of the work tree, and are none the worse for it',
    async (_, name, expected, said) => {
      const path = join(scratch.directory, '.git-blame-ignore-revs');
      if (name !== '') copyFileSync(join(scratch.directory, name), path);
      try {
        const found = await resolve({ findIgnoreRevs: true });
        expect([...found.options.ignoreRevs]).toEqual(expected());
        expect(found.warnings).toEqual(said.map((words) => words.replace('LIST', path)));
        expect(found.sources.ignoreRevs).toEqual([path]);
        for (const asked of [
          {},
          { findIgnoreRevs: true, ignoreRevsFile: '' },
          { findIgnoreRevs: true, ignoreRevsFile: false },
        ] as const)
          expect((await resolve(asked)).options.ignoreRevs.size).toBe(0);
      } finally {
        rmSync(path, { force: true });
      }
    },
  );

  it('find no list behind a link', async () => {
    const path = join(scratch.directory, '.git-blame-ignore-revs');
    symlinkSync('list', path);
    expect((await resolve({ findIgnoreRevs: true })).options.ignoreRevs.size).toBe(0);
    rmSync(path);
  });

  it('know the user by configuration, called as the mailmap calls people', async () => {
    expect((await resolve({})).identity).toEqual({ name: null, email: null });
    const settings = { 'user.name': 'Zoë', 'user.email': 'old@example.com' };
    await configured(settings, async () => {
      expect((await resolve({})).identity).toEqual({ name: 'Zoë', email: 'old@example.com' });
      scratch.write('people', 'Zoë Z <new@example.com> <old@example.com>\n');
      await configured({ 'mailmap.file': 'people' }, async () => {
        expect((await resolve({})).identity).toEqual({ name: 'Zoë Z', email: 'new@example.com' });
      });
    });
    await configured({ 'user.name': 'Zoë' }, async () => {
      expect((await resolve({})).identity).toEqual({ name: 'Zoë', email: null });
    });
  });

  test('revisions choose where to start and end', async () => {
    const { options, start } = await resolve({ revision: 'HEAD^..HEAD' });
    expect([start, options.exclude, options.reverseTo]).toEqual([second, [first], null]);
    const text = await resolve({ revision: ['^HEAD^'] });
    expect([text.start, text.options.exclude]).toEqual([null, [first]]);
    const forward = await resolve({ revision: 'HEAD^', reverse: true });
    expect([forward.start, forward.options.reverseTo]).toEqual([first, second]);
  });

  it.each<[AskedOptions, string, string]>([
    [{ revision: 'nonsense' }, 'badRevision', 'nonsense'],
    [{ revision: ['HEAD', 'HEAD^'] }, 'badRevision', 'More than one commit to dig from'],
    [{ revision: '--all' }, 'badRevision', "bad revision '--all'"],
    [{ reverse: true }, 'badRevision', 'No commit to dig up from?'],
    [{ since: 'xyzzy' }, 'badRevision', 'since: not a date: xyzzy'],
    [{ ignoreRevs: ['nonsense'] }, 'badRevision', 'cannot find revision nonsense to ignore'],
    [{ ignoreRevsFile: 'nowhere' }, 'noSuchPath', 'could not open object name list: nowhere'],
    [{ ignoreRevsFile: 'broken' }, 'badRevision', 'invalid object name: HEAD'],
  ])('%j is refused: %s, %s', async (asked, code, message) => {
    await expect(resolve(asked)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('name the files that decide, unless the words may change their meaning', async () => {
    const { files } = await resolve({ ignoreRevsFile: 'list' });
    const names = ['.git/config', '.git/HEAD', '.mailmap', 'list'];
    expect(files).toEqual(expect.arrayContaining(names.map((name) => join(scratch.directory, name))));
    for (const asked of [{ revision: 'HEAD' }, { ignoreRevs: ['HEAD'] }, { since: 'yesterday' }])
      expect((await resolve(asked)).files).toBeNull();
    expect((await resolve({ since: '2020-01-01T00:00:00Z', ignoreRevs: [first] })).files).not.toBeNull();
    expect((await resolve({ revision: [first] })).files).not.toBeNull();
  });

  it('name the commands that make text only where that is asked for', async () => {
    expect((await resolve({ textconv: true })).textconv).toBeNull();
    await configured({ 'diff.upper.textconv': 'tr a-z A-Z <' }, async () => {
      expect((await resolve({})).textconv).toBeNull();
      const { commands, attributeFiles } = (await resolve({ textconv: true })).textconv ?? {};
      expect(commands).toBe('[["diff.upper.textconv","tr a-z A-Z <"]]');
      expect(attributeFiles).toContain(join(scratch.directory, '.git/info/attributes'));
    });
  });

  it.each([
    [undefined, null],
    [[], null],
    ['1,2', ['1,2']],
    [
      ['1', ':f'],
      ['1', ':f'],
    ],
  ])('ask for the lines %j', async (lines, expected) => {
    expect((await resolve({ ...(lines !== undefined && { lines }) })).lines).toEqual(expected);
  });

  it('notice another mailmap', async () => {
    const before = (await resolve({})).mailmap;
    expect((await resolve({})).mailmap).toBe(before);
    scratch.write('names', 'Ada <a@b> <author@example.com>\n');
    await configured({ 'mailmap.file': 'names' }, async () => {
      expect((await resolve({})).mailmap).not.toBe(before);
    });
    await configured({ 'mailmap.blob': 'HEAD:f' }, async () => {
      const { mailmap, files } = await resolve({});
      expect([mailmap === before, files]).toEqual([false, null]);
    });
  });
});
