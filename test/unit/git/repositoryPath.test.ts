/** The way between file system and repository paths, against `git ls-files --full-name` and the eye. */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { discoverRepository, type Repository } from '../../../server/git/repository.ts';
import { argumentPath, fsPathOf, repositoryPath } from '../../../server/git/repositoryPath.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import {
  createRepository,
  type GitRepository,
  runGit,
  scratchDirectory,
} from '../../support/gitRepository.ts';

describeWithGit(needsGit('paths'), () => {
  let scratch: GitRepository;
  let place: string;
  let repository: Repository;

  beforeAll(async () => {
    scratch = createRepository();
    place = scratchDirectory('place');
    scratch.write('dir/sub/file', 'x');
    scratch.write('übung/ä b', 'x');
    symlinkSync('sub', join(scratch.directory, 'dir/linked'));
    symlinkSync('sub/file', join(scratch.directory, 'dir/link'));
    symlinkSync(scratch.directory, join(place, 'way'));
    symlinkSync('/', join(scratch.directory, 'out'));
    mkdirSync(join(scratch.directory, 'module/.git'), { recursive: true });
    scratch.git('add', 'dir', 'übung', 'out');
    const found = await discoverRepository(scratch.directory);
    if (found === null) throw new Error('no repository');
    repository = found;
  });
  afterAll(() => {
    scratch.remove();
    rmSync(place, { recursive: true });
  });

  const bytes = (text: string) => Buffer.from(text).toString('latin1');

  it.each([
    ['dir/sub/file', 'dir/sub/file'],
    ['dir/linked/file', 'dir/sub/file'],
    ['dir/link', 'dir/link'],
    ['dir/sub/gone/for/good', 'dir/sub/gone/for/good'],
    ['dir/linked/gone', 'dir/sub/gone'],
    ['übung/ä b', bytes('übung/ä b')],
    ['dir/../dir/./sub', 'dir/sub'],
    ['', ''],
    ['..', null],
    ['../other', null],
    ['out/etc', null],
    ['.git', null],
    ['.git/HEAD', null],
    ['module/.git/x', null],
    ['.gitignore', '.gitignore'],
    ['..hidden', '..hidden'],
  ])('knows %j as an editor would name it', async (name, expected) => {
    expect(await repositoryPath(repository, `${scratch.directory}/${name}`)).toBe(expected);
    if (expected !== '') expect(await repositoryPath(repository, `${place}/way/${name}`)).toBe(expected);
  });

  it.each([
    ['', 'dir/sub/file'],
    ['dir/sub', 'file'],
    ['dir/sub', './/../sub/file'],
    ['dir', '../übung/ä b'],
    ['dir', 'sub/../../übung/../dir/link'],
    ['dir/linked', 'file'],
  ])('takes from %j the word %j as git does', async (cwd, word) => {
    const listed = runGit(scratch.directory, ['ls-files', '-z', '--full-name', '--', word], { cwd });
    expect(await argumentPath(repository, join(scratch.directory, cwd), word)).toBe(
      listed.stdout.toString('latin1').split('\0')[0],
    );
  });

  it('takes absolute words through links, and none that leads outside', async () => {
    const from = (word: string) => argumentPath(repository, join(scratch.directory, 'dir'), word);
    expect(await from(join(scratch.directory, 'dir/linked/file'))).toBe('dir/linked/file');
    expect(await from(join(place, 'way/dir/link'))).toBe('dir/link');
    expect(await from('../..')).toBe(null);
    expect(await from('/etc/passwd')).toBe(null);
    expect(await argumentPath({ ...repository, workTree: null }, '/', 'ä')).toBe(bytes('ä'));
  });

  it('takes words from the top when the caller stands outside, and keeps a slash at the end', async () => {
    expect(await argumentPath(repository, '/', 'dir/../file')).toBe('file');
    expect(await argumentPath(repository, '/', `../${basename(scratch.directory)}/file`)).toBe(null);
    expect(await argumentPath(repository, '/', join(scratch.directory, 'file'))).toBe('file');
    expect(await argumentPath(repository, scratch.directory, 'dir/')).toBe('dir/');
    expect(await argumentPath(repository, scratch.directory, './')).toBe('');
  });

  it('finds the file again, whatever its bytes', () => {
    expect(fsPathOf(repository, 'a/\xff').toString('latin1')).toBe(`${scratch.directory}/a/\xff`);
    for (const path of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', '.', 'a\0b', 'a/'])
      expect(() => fsPathOf(repository, path)).toThrow('no such path');
    expect(() => fsPathOf({ ...repository, workTree: null }, 'x')).toThrow('no such path');
  });
});
