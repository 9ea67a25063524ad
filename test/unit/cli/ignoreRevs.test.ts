/** Commits that a blame looks through, named on the command line and in files. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runBlame } from '../../support/blameCommand.ts';
import { type CommitIds, writeHistory } from '../../support/history.ts';
import { useScratch } from '../../support/scratch.ts';

describe('ignored commits', () => {
  const scratch = useScratch('ignore');
  let ids: CommitIds;
  let configured: string;

  beforeAll(() => {
    const write = (name: string) => {
      const directory = join(scratch.path, name);
      mkdirSync(directory);
      ids = writeHistory(directory, [
        { id: 'one', files: { f: 'first line\n' } },
        { id: 'two', files: { f: 'first  line\n' } },
      ]);
      return directory;
    };
    write('plain');
    configured = write('configured');
    const two = ids.get('two') ?? '';
    writeFileSync(
      join(scratch.path, 'list'),
      `# comment\n\n  ${two.toUpperCase()} # why\n${'1'.repeat(40)}\n`,
    );
    writeFileSync(join(scratch.path, 'wrong'), 'two\n');
    appendFileSync(
      join(configured, 'config'),
      `[blame]\n\tignoreRevsFile = ${scratch.path}/list\n\tignoreRevsFile = :(optional)missing\n`,
    );
  });

  /** The name of the commit that owns the line, or what has gone wrong. */
  async function check(repository: string, ...args: string[]): Promise<string> {
    const options = args.map((arg) => arg.replace('SCRATCH', scratch.path));
    const { stdout, stderr } = await runBlame(join(scratch.path, repository), [
      '-p',
      ...options,
      'HEAD',
      'f',
    ]);
    const owner = stdout.toString().slice(0, 40);
    return [...ids].find(([, id]) => id === owner)?.[0] ?? stderr;
  }

  it.each([
    [[], 'two'],
    [['--ignore-rev=HEAD'], 'one'],
    [['--ignore-revs-file=SCRATCH/list'], 'one'],
    [['--ignore-revs-file=SCRATCH/list', '--ignore-revs-file='], 'two'],
    [['--ignore-revs-file=', '--ignore-rev=two'], 'one'],
    [['--ignore-rev=none'], 'fatal: cannot find revision none to ignore\n'],
    [['--ignore-revs-file=/missing'], 'fatal: could not open object name list: /missing\n'],
    [['--ignore-revs-file=SCRATCH/wrong'], 'fatal: invalid object name: two\n'],
  ])('%j', async (args, expected) => {
    expect(await check('plain', ...args)).toBe(expected);
  });

  it('reads configured files first, of which optional ones may be missing', async () => {
    expect(await check('configured')).toBe('one');
    expect(await check('configured', '--ignore-revs-file=')).toBe('two');
  });
});
