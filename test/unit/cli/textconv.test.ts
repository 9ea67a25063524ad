/** Files that are no text, blamed as the text that the user's commands make of them, against the git at hand. */
import { appendFileSync, chmodSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBlame } from '../../support/blameCommand.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

describeWithGit(needsGit('textconv'), () => {
  let repository: GitRepository;
  beforeAll(() => {
    repository = createRepository();
    const { directory } = repository;
    repository.write('.gitattributes', '*.bin diff=hex\n*.up diff=upper\n*.bad diff=bad\n*.off -diff\n');
    repository.write('one.bin', 'bin: a\nbin: b\nbin: c\n');
    repository.write('a.up', 'one\ntwo\nthree\n');
    repository.write('x.bad', 'x\n');
    repository.write('y.off', 'bin: y\n');
    symlinkSync('one.bin', join(directory, 'link.bin'));
    repository.commit('one');
    repository.write('one.bin', 'bin: a\nBIN: b\nbin: c\n');
    repository.write('a.up', 'one\nTWO\nchanged\n');
    repository.commit('two');
    repository.git('mv', 'one.bin', 'moved.bin');
    repository.write('moved.bin', 'bin: a\nBIN: b\nbin: c\nbin: d\n');
    repository.commit('three');
    unlinkSync(join(directory, 'link.bin'));
    symlinkSync('moved.bin', join(directory, 'link.bin'));
    repository.commit('four');
    repository.write('helper', '#!/bin/sh\nsed -e "s/bin:/text:/;s/BIN:/text:/" "$1"\n');
    chmodSync(join(directory, 'helper'), 0o755);
    repository.git('config', 'diff.hex.textconv', './helper');
    repository.git('config', 'diff.upper.textconv', 'tr a-z A-Z <');
    repository.git('config', 'diff.bad.textconv', 'false');
    appendFileSync(join(directory, 'moved.bin'), 'bin: new\n');
  });
  afterAll(() => repository.remove());

  it.each([
    ['HEAD', '--', 'moved.bin'],
    ['-p', 'HEAD', '--', 'moved.bin'],
    ['--incremental', 'HEAD', '--', 'moved.bin'],
    ['--no-textconv', 'HEAD', '--', 'moved.bin'],
    ['-C', '-C', '--show-stats', 'HEAD', '--', 'moved.bin'],
    ['-L/text/,+2', 'HEAD', '--', 'moved.bin'],
    ['-L/bin/,+2', 'HEAD', '--', 'moved.bin'],
    ['HEAD', '--', 'a.up'],
    ['--reverse', 'HEAD~3..', '--', 'a.up'],
    ['HEAD', '--', 'link.bin'],
    ['HEAD~3', '--', 'link.bin'],
    ['HEAD', '--', 'x.bad'],
    ['HEAD', '--', 'y.off'],
    ['-s', 'moved.bin'],
    ['-s', '--no-textconv', 'moved.bin'],
    ['-s', 'link.bin'],
    ['-s', '--contents', 'moved.bin', 'a.up'],
  ])('blame %s %s %s %s %s', async (...args) => {
    const words = args.filter((word) => word !== undefined);
    const theirs = repository.run(['blame', ...words]);
    const { status, stdout, stderr } = await runBlame(repository.directory, words);
    expect({ status, stderr, text: stdout.toString() }).toEqual({
      status: theirs.status,
      stderr: theirs.stderr,
      text: theirs.stdout.toString(),
    });
  });

  it('takes the driver of the name default where a path has none', async () => {
    const environment = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'diff.default.textconv',
      GIT_CONFIG_VALUE_0: 'echo said; cat',
    };
    const words = ['-s', 'HEAD', '--', '.gitattributes'];
    const theirs = repository.run(['blame', ...words], { environment });
    const { stdout } = await runBlame(repository.directory, words, { environment });
    expect(stdout.toString()).toContain('said');
    expect(stdout.toString()).toBe(theirs.stdout.toString());
  });

  it('says what can not be run', async () => {
    const environment = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'diff.bad.textconv',
      GIT_CONFIG_VALUE_0: '/nowhere/x',
    };
    const { status, stderr } = await runBlame(repository.directory, ['HEAD', '--', 'x.bad'], { environment });
    expect([status, stderr]).toEqual([
      128,
      "fatal: cannot exec '/nowhere/x': No such file or directory\nfatal: unable to read files to diff\n",
    ]);
  });
});
