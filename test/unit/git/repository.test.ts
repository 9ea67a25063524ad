/** Finding repositories: every place git looks at, and the formats that must be refused by name. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GitError } from '../../../server/git/errors.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import {
  createRepository,
  type GitRepository,
  runGit,
  scratchDirectory,
} from '../../support/gitRepository.ts';

describeWithGit(needsGit('discoverRepository'), () => {
  let main: GitRepository;
  let place: string;

  beforeAll(() => {
    main = createRepository();
    place = scratchDirectory('places');
    main.write('dir/sub/file', 'text\n');
    main.commit('first');
    main.git('worktree', 'add', '--quiet', join(place, 'linked'));
    main.git('clone', '--quiet', '--bare', main.directory, join(place, 'bare.git'));
    main.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', main.directory, 'module');
    symlinkSync(main.directory, join(place, 'way'));
    symlinkSync(join(main.directory, 'dir', 'sub', 'file'), join(place, 'file-link'));
    mkdirSync(join(place, 'plain'));
  });
  afterAll(() => {
    main.remove();
    rmSync(place, { recursive: true });
  });

  /** What git itself says about a directory. */
  function asGitSees(directory: string) {
    const ask = (question: string) => {
      const result = runGit(directory, ['rev-parse', '--path-format=absolute', question]);
      return result.status === 0 ? result.stdout.toString().trimEnd() : null;
    };
    return {
      gitDir: ask('--absolute-git-dir'),
      commonDir: ask('--git-common-dir'),
      workTree: ask('--show-toplevel'),
      objectFormat: 'sha1',
      refFormat: 'files',
    };
  }

  it('agrees with git wherever it starts', async () => {
    const places = [
      main.directory,
      join(main.directory, 'dir/sub'),
      join(main.directory, '.git'),
      join(main.directory, '.git/refs'),
      join(main.directory, 'module'),
      join(place, 'linked/dir'),
      join(place, 'way/dir'),
      join(place, 'bare.git'),
      join(place, 'bare.git/refs/heads'),
    ];
    for (const path of places)
      expect({ path, ...(await discoverRepository(path)) }).toEqual({ path, ...asGitSees(path) });
  });

  it('goes by the directory that really holds a file, there or not', async () => {
    const top = async (path: string) => (await discoverRepository(path))?.workTree ?? null;
    expect(await top(join(main.directory, 'dir/sub/file'))).toBe(main.directory);
    expect(await top(join(main.directory, 'gone/with/all/of/it'))).toBe(main.directory);
    expect(await top(join(place, 'way/dir/sub/gone'))).toBe(main.directory);
    expect(await top(join(place, 'file-link'))).toBe(null);
    expect(await top(join(place, 'plain/file'))).toBe(null);
  });

  it('stops at a ceiling, unless it starts there', async () => {
    const ceilingDirectories = [join(place, 'way')];
    expect(await discoverRepository(join(main.directory, 'dir'), { ceilingDirectories })).toBe(null);
    expect((await discoverRepository(main.directory, { ceilingDirectories }))?.workTree).toBe(main.directory);
  });

  it('takes an explicit git directory and work tree', async () => {
    const gitDir = join(place, 'bare.git');
    expect(await discoverRepository(place, { gitDir })).toMatchObject({ gitDir, workTree: null });
    expect(await discoverRepository(place, { gitDir, workTree: 'plain' })).toMatchObject({
      workTree: join(place, 'plain'),
    });
    expect(await discoverRepository(place, { gitDir: main.gitDir })).toMatchObject({ workTree: place });
    expect(await discoverRepository(place, { gitDir: place })).toBe(null);
  });
});

describeWithGit(needsGit('repository formats'), () => {
  async function check(options: 'sha1' | 'sha256', config: readonly string[]) {
    const repository = createRepository({ objectFormat: options });
    try {
      for (const line of config) {
        const [key = '', value = ''] = line.split('=');
        repository.git('config', '--file', join(repository.directory, '.git/config'), key, value);
      }
      return await discoverRepository(repository.directory).catch((error) => error);
    } finally {
      repository.remove();
    }
  }

  it.each([
    ['sha256', [], { objectFormat: 'sha256' }],
    ['sha1', ['core.bare=true'], { workTree: null }],
    ['sha1', ['extensions.unheardOf=1'], { objectFormat: 'sha1' }],
    ['sha1', ['core.worktree=..', 'core.repositoryformatversion=1'], { objectFormat: 'sha1' }],
    ['sha1', ['core.repositoryformatversion=1', 'extensions.partialClone=x'], { objectFormat: 'sha1' }],
    ['sha1', ['extensions.refStorage=reftable', 'core.repositoryformatversion=1'], { refFormat: 'reftable' }],
  ] as const)('reads %s %j', async (format, config, expected) => {
    expect(await check(format, config)).toMatchObject(expected);
  });

  it.each([
    ['sha1', ['core.repositoryformatversion=7'], /version 7/],
    ['sha1', ['extensions.unheardOf=1', 'core.repositoryformatversion=1'], /extension unheardof/],
    ['sha1', ['extensions.objectFormat=sha256'], /objectformat.*version 0/],
    ['sha256', ['extensions.objectFormat=sha512'], /object format sha512/],
    ['sha256', ['extensions.refStorage=sql'], /reference format sql/],
    ['sha1', ['core.worktree=/tmp', 'core.bare=true'], /core.bare and core.worktree/],
    ['sha1', ['core.bare=perhaps'], /bad boolean config value 'perhaps' for 'core.bare'/],
  ] as const)('refuses %s %j', async (format, config, expected) => {
    const error = await check(format, config);
    expect(error).toBeInstanceOf(GitError);
    expect(error).toMatchObject({ code: 'unsupportedRepository', message: expect.stringMatching(expected) });
  });
});

it.each([
  ['no gitfile', 'what is this', /invalid gitfile format/],
  ['a gitfile that leads nowhere', 'gitdir: nowhere\n', /not a git repository: .*nowhere/],
])('refuses %s', async (_, content, expected) => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'blame-gitfile-')));
  writeFileSync(join(directory, '.git'), content);
  await expect(discoverRepository(join(directory, 'file'))).rejects.toThrow(expected);
  rmSync(directory, { recursive: true });
  expect(await discoverRepository(dirname(directory))).toBe(null);
});
