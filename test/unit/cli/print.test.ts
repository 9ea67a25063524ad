/** Which format is printed, and how configuration and options shape it. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runBlame } from '../../support/blameCommand.ts';
import { type CommitIds, writeHistory } from '../../support/history.ts';
import { useScratch } from '../../support/scratch.ts';

const history = [
  { id: 'one', files: { f: 'a\nb\n' } },
  { id: 'two', files: { f: 'a\nB\nC\n' } },
];

describe('print', () => {
  const plain = useScratch('print');
  const configured = useScratch('print-configured');
  let ids: CommitIds;

  beforeAll(() => {
    writeHistory(plain.path, history);
    ids = writeHistory(configured.path, history);
    appendFileSync(
      join(configured.path, 'config'),
      '[core]\n\tabbrev = 10\n[blame]\n\tshowEmail = true\n\tdate = short\n\tblankBoundary = true\n' +
        '\tcoloring = repeatedLines\n[color "blame"]\n\trepeatedLines = red\n',
    );
  });

  /** What is printed, with `name:digits` for abbreviated ids. */
  async function check(directory: string, ...args: string[]): Promise<string> {
    const { stdout, stderr } = await runBlame(directory, [...args, 'f']);
    expect(stderr).toBe('');
    let text = stdout.toString();
    for (const [name, id] of ids) {
      for (let digits = 40; digits >= 4; digits--) {
        text = text.replaceAll(id.slice(0, digits), `${name}:${digits}`);
      }
    }
    return text;
  }

  it.each([
    [['-s'], '^one:7 1) a\ntwo:8 2) B\ntwo:8 3) C\n'],
    [['-s', '-l'], '^one:39 1) a\ntwo:40 2) B\ntwo:40 3) C\n'],
    [['-s', '--no-abbrev', '--root'], 'one:40 1) a\ntwo:40 2) B\ntwo:40 3) C\n'],
    [['-s', '--abbrev=5'], '^one:5 1) a\ntwo:6 2) B\ntwo:6 3) C\n'],
    [['-s', '-b', '-f', '-n'], '         f 1 1) a\ntwo:8 f 2 2) B\ntwo:8 f 3 3) C\n'],
    [['-t', '-L1,1'], '^one:7 (A U Thor 1700000000 +0000 1) a\n'],
    [['-c', '-L2,2'], 'two:8\t(  A U Thor\t2023-11-14 22:14:20 +0000\t2)B\n'],
    [['-s', '-L2,2', '--show-stats'], 'two:8 2) B\nnum read blob: 3\nnum get patch: 1\nnum commits: 1\n'],
  ])('%j', async (args, expected) => {
    expect(await check(plain.path, ...args)).toBe(expected);
  });

  it('names whole ids in the formats for programs', async () => {
    expect(await check(plain.path, '-p')).toMatch(/^one:40 1 1 1\nauthor A U Thor\n.*^two:40 3 3\n\tC\n$/ms);
    const everyLine = await check(plain.path, '--line-porcelain');
    expect(everyLine.match(/^author /gm)).toHaveLength(3);
  });

  it('hands out entries as they settle', async () => {
    const text = await check(plain.path, '--incremental');
    expect(text.match(/^\w+:40 .*/gm)).toEqual(['two:40 2 2 2', 'one:40 1 1 1']);
  });

  it('follows the configuration', async () => {
    expect(await check(configured.path)).toBe(
      '            (<author@example.com> 2023-11-14 1) a\n' +
        'two:11 (<author@example.com> 2023-11-14 2) B\n' +
        '\x1b[31mtwo:11 (<author@example.com> 2023-11-14 3) \x1b[mC\n',
    );
  });
});
