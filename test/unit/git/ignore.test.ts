/** Ignore rules against `git check-ignore`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configOf } from '../../../server/git/config.ts';
import { isIgnored } from '../../../server/git/ignore.ts';
import { discoverRepository } from '../../../server/git/repository.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';

describeWithGit(needsGit('isIgnored'), () => {
  it('agrees with git about all places that hold rules', async () => {
    const scratch = createRepository();
    const repository = await discoverRepository(scratch.directory);
    if (repository === null) throw new Error('no repository');
    const own = join(scratch.directory, 'own-rules');
    writeFileSync(own, '*.own\nboth.x\n');
    scratch.git('config', 'core.excludesFile', own);
    scratch.write('.gitignore', '*.o\n/build\n!keep.o\n*.ä\n');
    scratch.write('dir/.gitignore', '*.log\n!important.log\nsub/\n');
    mkdirSync(join(scratch.gitDir, 'info'), { recursive: true });
    writeFileSync(join(scratch.gitDir, 'info/exclude'), '*.tmp\n!both.x\n');
    const config = configOf([], { home: '/nowhere', userDirectory: '/nowhere' }).with([
      ['core.excludesFile', own],
    ]);
    const paths = [
      'a.o',
      'keep.o',
      'dir/a.o',
      'build',
      'build/x',
      'dir/build',
      'a.log',
      'dir/a.log',
      'dir/important.log',
      'dir/sub/x',
      'sub/x',
      'a.tmp',
      'a.own',
      'dir/deep/a.own',
      'both.x',
      'plain',
      'x.ä',
      'keep.o.c',
    ];
    const { stdout } = scratch.run(['check-ignore', '--stdin', '-z', '--no-index'], {
      input: paths.join('\0'),
    });
    const ignored: string[] = [];
    for (const path of paths)
      if (await isIgnored(repository, config, Buffer.from(path).toString('latin1'))) ignored.push(path);
    expect(ignored).toEqual(stdout.toString().split('\0').slice(0, -1));
    rmSync(join(scratch.gitDir, 'info'), { recursive: true });
    expect(await isIgnored(repository, config, 'a.own')).toBe(true);
    expect(await isIgnored(repository, config, 'a.tmp')).toBe(false);
    expect(await isIgnored({ ...repository, workTree: null }, config, 'a.own')).toBe(false);
    scratch.remove();
  });
});
