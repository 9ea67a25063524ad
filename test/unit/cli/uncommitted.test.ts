/** Text that is not committed: in the work tree, in another file, on standard input. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { isFileMode } from '../../../server/git/objects.ts';
import { runBlame } from '../../support/blameCommand.ts';
import { type CommitIds, link, writeHistory } from '../../support/history.ts';
import { useScratch } from '../../support/scratch.ts';

test.each([
  [0o100644, true],
  [0o100755, true],
  [0o120000, true],
  [0o040000, false],
  [0o160000, false],
  [0, false],
])('mode %i is a file: %s', (mode, expected) => {
  expect(isFileMode(mode)).toBe(expected);
});

describe('text that is not committed', () => {
  const scratch = useScratch('uncommitted');
  let ids: CommitIds;

  beforeAll(() => {
    const gitDir = join(scratch.path, '.git');
    mkdirSync(gitDir);
    ids = writeHistory(gitDir, [
      { id: 'one', files: { f: 'a\nb\n', gone: 'x\n', 'as-directory': 'x\n', link: link('f') } },
      { id: 'two', files: { f: 'a\nb\nc\n' } },
    ]);
    writeFileSync(join(gitDir, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
    writeFileSync(join(scratch.path, 'f'), 'a\nmine\nc\n');
    writeFileSync(join(scratch.path, 'other'), 'a\nc\nnew\n');
    writeFileSync(join(scratch.path, 'untracked'), 'x\n');
    mkdirSync(join(scratch.path, 'as-directory'));
    symlinkSync('f', join(scratch.path, 'link'));
  });

  async function ask(args: readonly string[], input = ''): Promise<string> {
    const { stdout, stderr } = await runBlame(scratch.path, ['--line-porcelain', ...args], { input });
    return stderr === '' ? stdout.toString() : stderr;
  }

  /** The owner of each line; `-` for none. */
  async function check(args: readonly string[], input = ''): Promise<string> {
    const ownerOf = (oid: string) => [...ids].find(([, id]) => id === oid)?.[0] ?? '-';
    return [...(await ask(args, input)).matchAll(/^([0-9a-f]{40}) \d+ \d+/gm)]
      .map(([, oid = '']) => ownerOf(oid))
      .join(' ');
  }

  it.each([
    ['the work tree', ['f'], 'one - two'],
    ['a link of the work tree', ['link'], 'one'],
    ['another file', ['--contents=other', 'f'], 'one two -'],
    ['another file on top of an old commit', ['--contents=other', 'one', 'f'], 'one - -'],
    ['a file that the work tree lacks', ['--contents=untracked', 'gone'], 'one'],
  ])('%s', async (_name, args, expected) => {
    expect(await check(args)).toBe(expected);
  });

  it('reads standard input', async () => {
    expect(await check(['--contents', '-', 'f'], 'c\nb')).toBe('two -');
  });

  it('says where the text is from, and gives it the time of now', async () => {
    const own = await ask(['-L2,2', 'f']);
    expect(own).toMatch(
      /^author Not Committed Yet\nauthor-mail <not.committed.yet>\nauthor-time 1800000000$/m,
    );
    expect(own).toContain('\nsummary Version of f from f\n');
    const given = await ask(['-L3,3', '--contents=other', 'f']);
    expect(given).toContain('\nauthor External file (--contents)\n');
    expect(given).toContain('\nsummary Version of f from other\n');
    expect(await ask(['--contents=-', 'f'], 'new\n')).toContain(
      '\nsummary Version of f from standard input\n',
    );
  });

  it.each([
    [['gone'], "fatal: Cannot lstat 'gone': No such file or directory\n"],
    [['as-directory'], 'fatal: unsupported file type as-directory\n'],
    [['untracked'], "fatal: no such path 'untracked' in HEAD\n"],
    [['--contents=missing', 'f'], "fatal: Cannot stat 'missing': No such file or directory\n"],
    [['--contents=as-directory', 'f'], 'fatal: unsupported file type as-directory\n'],
  ])('%j is fatal', async (args, expected) => {
    expect(await ask(args)).toBe(expected);
  });
});
