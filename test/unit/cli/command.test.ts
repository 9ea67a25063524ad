/** The command from its arguments to its exit code. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runBlame } from '../../support/blameCommand.ts';
import { type CommitIds, writeHistory } from '../../support/history.ts';
import { useScratch } from '../../support/scratch.ts';

describe('the command', () => {
  const scratch = useScratch('command');
  let ids: CommitIds;
  let repository: string;

  beforeAll(() => {
    repository = join(scratch.path, 'repository');
    mkdirSync(repository);
    ids = writeHistory(repository, [
      { id: 'one', files: { f: 'a\nb\n' }, author: 'Ann <ann@old>' },
      {
        id: 'two',
        files: { f: 'a\nB\n', '.mailmap': 'Anna <anna@new> <ann@old>\n', 'd/f': 'x\n' },
        author: 'Ben <ben@x>',
      },
    ]);
  });

  const short = (name: string, digits: number) => (ids.get(name) ?? '').slice(0, digits);

  it('blames, with the mailmap of a bare repository', async () => {
    const { status, stdout, stderr } = await runBlame(repository, ['f']);
    expect(stdout.toString()).toBe(
      `^${short('one', 7)} (Anna 2023-11-14 22:13:20 +0000 1) a\n` +
        `${short('two', 8)} (Ben  2023-11-14 22:14:20 +0000 2) B\n`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('blames the lines asked for', async () => {
    const { stdout } = await runBlame(repository, ['-s', '-L/a/,+1', '-L2', 'two', '--', 'f']);
    expect(stdout.toString()).toBe(`^${short('one', 7)} 1) a\n${short('two', 8)} 2) B\n`);
    const second = await runBlame(repository, ['-s', '-L2', 'one', 'f']);
    expect(second.stdout.toString()).toBe(`^${short('one', 7)} 2) b\n`);
  });

  it.each([
    [['-L9', 'f'], 'fatal: file f has only 2 lines\n'],
    [['missing'], 'fatal: no such path missing in HEAD\n'],
    [['../f'], /^fatal: '..\/f' is outside repository at '/],
    [['--date=never', 'f'], 'fatal: unknown date format never\n'],
  ])('%j is fatal', async (args, expected) => {
    const { status, stdout, stderr } = await runBlame(repository, args);
    expect(status).toBe(128);
    expect(stdout).toHaveLength(0);
    if (typeof expected === 'string') expect(stderr).toBe(expected);
    else expect(stderr).toMatch(expected);
  });

  it.each([[['--what', 'f']], [[]], [['-L', 'x', 'f']]])('%j is wrong usage', async (args) => {
    const { status, stderr } = await runBlame(repository, args);
    expect(status).toBe(129);
    expect(stderr).toMatch(/^(error: .*\n)?usage: /);
  });

  it('needs a repository', async () => {
    const { status, stderr } = await runBlame(scratch.path, ['f']);
    expect({ status, stderr }).toEqual({
      status: 128,
      stderr: 'fatal: not a git repository (or any of the parent directories): .git\n',
    });
  });
});
