/** Where a blame starts, by the revisions named. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runBlame } from '../../support/blameCommand.ts';
import { type CommitIds, writeHistory } from '../../support/history.ts';
import { useScratch } from '../../support/scratch.ts';

describe('the start of a blame', () => {
  const scratch = useScratch('target');
  let ids: CommitIds;

  beforeAll(() => {
    ids = writeHistory(scratch.path, [
      { id: 'one', files: { f: 'a\nb\nc\n', 'd/g': 'x\n' } },
      { id: 'two', files: { f: 'a\nB\nc\n' } },
      { id: 'three', files: { f: 'a\nB\nC\n' } },
    ]);
  });

  /** The owner of each line, boundaries with `^`, or what has gone wrong. */
  async function check(...args: string[]): Promise<string> {
    const { stdout, stderr } = await runBlame(scratch.path, ['--line-porcelain', ...args]);
    if (stderr !== '') return stderr;
    const owners = stdout
      .toString()
      .split(/^\t.*\n/m)
      .slice(0, -1);
    return owners
      .map((block) => {
        const name = [...ids].find(([, id]) => block.startsWith(id))?.[0] ?? '';
        return /^boundary$/m.test(block) ? `^${name}` : name;
      })
      .join(' ');
  }

  it.each([
    [['f'], '^one two three'],
    [['HEAD~1', 'f'], '^one two ^one'],
    [['one..', 'f'], '^one two three'],
    [['two..three', 'f'], '^two ^two three'],
    [['^two', 'HEAD', 'f'], '^two ^two three'],
  ])('%j', async (args, expected) => {
    expect(await check(...args)).toBe(expected);
  });

  it.each([
    [['--reverse', 'one..three', 'f'], 'three ^one two'],
    [['--reverse', 'one', 'f'], 'three ^one two'],
    [['--reverse', 'one..two', 'f'], 'two ^one two'],
    [['--reverse', 'f'], 'three three three'],
  ])('forwards: %j', async (args, expected) => {
    expect((await check(...args)).replaceAll(/\^(?=two|three)/g, '')).toBe(expected);
  });

  it.each([
    [['one', 'two', 'f'], 'More than one commit to dig from two and one?'],
    [['two', 'missing'], 'no such path missing in two'],
    [['two', 'd'], 'no such path d in two'],
    [['^two', 'f'], 'this operation must be run in a work tree'],
    [['--reverse', 'one', 'two', 'f'], 'No commit to dig up from?'],
    [['--reverse', '^one', '^two', 'f'], 'More than one commit to dig up from, two and one?'],
    [['--reverse', '--contents=x', 'one..', 'f'], '--contents and --reverse do not blend well.'],
    [
      ['--reverse', '--first-parent', '^one', 'f'],
      '--reverse and --first-parent together require specified latest commit',
    ],
  ])('%j is fatal', async (args, expected) => {
    expect(await check(...args)).toContain(expected);
  });
});
