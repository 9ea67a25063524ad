/** Large files of the work tree that no editor has open: what is remembered of them never goes into an answer that git would not give. */
import { lstatSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';

const LINES = 27_000;
const NAME = 'large.txt';
/** After which a file's dates tell of every further change. */
const SETTLED = 3000;

let repository: GitRepository;
let client: LspClient;
let path: string;

beforeAll(() => {
  repository = createRepository();
  path = join(repository.directory, NAME);
  for (const round of [1, 2]) {
    repository.write(
      NAME,
      textOf((line) => (line % 100 === 0 ? round : 1)),
    );
    repository.commit(`round ${round}`);
  }
});
afterAll(() => repository.remove());
beforeEach(async () => {
  client = startClient();
  await client.initialize();
});
afterEach(() => client.kill());

/** Lines of 40 bytes. */
function textOf(versionOf: (line: number) => number): string {
  const lines = Array.from({ length: LINES }, (_, line) =>
    `line ${line} as of ${versionOf(line)}`.padEnd(39),
  );
  return `${lines.join('\n')}\n`;
}

async function expectAsGitHasIt(): Promise<void> {
  const { hunks } = await client.blame({ textDocument: { uri: uriOf(path) } });
  expect(hunkOwners(hunks).join() === gitOwners(repository.directory, [NAME]).join()).toBe(true);
}

async function remembered(): Promise<number | undefined> {
  return (await client.stats()).memory.caches['workTree'];
}

/** Of the same size. */
function changed(line: number): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  lines[line] = 'something else'.padEnd(39);
  return lines.join('\n');
}

describeWithGit(needsGit('a large file of the work tree'), () => {
  it('is remembered when it has been the same for long, and answered as it is', {
    timeout: 60_000,
  }, async () => {
    await wait(SETTLED);
    await expectAsGitHasIt();
    expect(await remembered()).toBe(40 * LINES);
    await expectAsGitHasIt();
    const { atime, mtime } = lstatSync(path);
    for (const line of [7, 7007, 26_000]) {
      writeFileSync(path, changed(line));
      utimesSync(path, atime, mtime);
      await expectAsGitHasIt();
      expect(await remembered()).toBe(0);
    }
    await wait(SETTLED);
    await expectAsGitHasIt();
    expect(await remembered()).toBe(40 * LINES);
    writeFileSync(`${path}.new`, changed(20_000));
    utimesSync(`${path}.new`, atime, mtime);
    renameSync(`${path}.new`, path);
    await expectAsGitHasIt();
    rmSync(path);
    const { hunks } = await client.blame({ textDocument: { uri: uriOf(path) } });
    expect(hunks).toEqual([]);
    repository.git('checkout', '--quiet', '--', NAME);
    await expectAsGitHasIt();
  });

  it('is blamed by who still waits when others have given up', async () => {
    const texts = { textDocument: { uri: uriOf(path) } };
    const asked = Array.from({ length: 20 }, (_, number) =>
      client.start<{ hunks: { lines: number }[] }>('blame/file', {
        ...texts,
        options: { since: `200${number % 10}-01-01`, ignoreWhitespace: number >= 10 },
      }),
    );
    const answers = asked.map(({ answer }) => answer.then(() => 'answered').catch(() => 'given up'));
    for (const [number, { cancel }] of asked.entries()) if (number % 3 !== 0) cancel();
    const ends = await Promise.all(answers);
    expect(ends.filter((_, number) => number % 3 === 0)).toEqual(Array.from({ length: 7 }, () => 'answered'));
    await expectAsGitHasIt();
  });
});
