/** Commands that make text of files: which are run, on what, and how they fail. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { loadConfig } from '../../../server/git/config.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { runHere, type TextconvRunner, textconvRunner } from '../../../server/textconv/textconv.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';
import { openRepository } from '../../support/repositoryReader.ts';

const REGULAR = 0o100644;

describeWithGit(needsGit('commands that make text'), () => {
  let scratch: GitRepository;
  let complaints: string[] = [];
  beforeAll(() => {
    scratch = createRepository();
    scratch.write('.gitattributes', '*.up diff=upper\n*.name diff=name\n*.bad diff=bad\n*.slow diff=slow\n');
    scratch.write('a.up', 'one\n');
    scratch.commit('one');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    complaints = [];
  });
  afterAll(() => scratch.remove());

  async function withRunner<Result>(
    commands: Readonly<Record<string, string>>,
    use: (runner: TextconvRunner | null) => Result,
  ): Promise<Result> {
    for (const [name, command] of Object.entries(commands))
      scratch.git('config', `diff.${name}.textconv`, command);
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('the repository was not found');
    const { reader, close } = openRepository(repository.gitDir);
    try {
      const config = await loadConfig(repository, { HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' });
      const runner = textconvRunner({
        source: { repository, config, index: [], reader, systemFile: null },
        environment: process.env,
        cwd: scratch.directory,
        execute: runHere,
        complain: (command, error) => complaints.push(`${command}: ${(error as NodeJS.ErrnoException).code}`),
      });
      return use(runner);
    } finally {
      close();
      for (const name of Object.keys(commands)) scratch.git('config', '--unset', `diff.${name}.textconv`);
    }
  }

  const stored = (path: string, text = 'one\n') => ({ path, mode: REGULAR, data: Buffer.from(text) });
  const textOf = (bytes: Uint8Array | null | undefined) => bytes && Buffer.from(bytes).toString();

  it('need to be configured', async () => {
    await withRunner({}, (runner) => expect(runner).toBeNull());
  });

  it('are not run in a repository of somebody else', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue((process.getuid?.() ?? 0) + 1);
    await withRunner({ upper: 'cat' }, (runner) => expect(runner).toBeNull());
  });

  it('are run for paths whose attribute names them', async () => {
    await withRunner({ upper: 'tr a-z A-Z <' }, (runner) => {
      expect(textOf(runner?.ofStored(stored('dir/a.up')))).toBe('ONE\n');
      expect(runner?.ofStored(stored('dir/a.txt'))).toBeNull();
      expect(textOf(runner?.ofFile('a.up', REGULAR))).toBe('ONE\n');
    });
  });

  it('get a copy that is named like the file, and the file on disk by its own name', async () => {
    writeFileSync(join(scratch.directory, 'x.name'), '');
    await withRunner({ name: 'printf %s' }, (runner) => {
      expect(textOf(runner?.ofStored(stored('dir/x.name')))).toMatch(/blame-blob-\w+\/x\.name$/);
      expect(textOf(runner?.ofFile('x.name', REGULAR))).toBe('x.name');
    });
    rmSync(join(scratch.directory, 'x.name'));
  });

  it.each([
    ['false', 'x.bad', { code: 'unsupportedRepository', message: 'unable to read files to diff' }, []],
    ['/nowhere/x', 'x.bad', { code: 'unsupportedRepository' }, ['/nowhere/x: ENOENT']],
  ])('that fail are a fault: %s', async (command, path, expected, complained) => {
    await withRunner({ bad: command }, (runner) => {
      expect(() => runner?.ofStored(stored(path))).toThrow(expect.objectContaining(expected));
    });
    expect(complaints).toEqual(complained);
  });
});
