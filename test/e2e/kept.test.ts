/** Finished blames in a running server: taken over after a commit, found again by the next server, dropped when damaged. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupDirectory } from '../../server/cache/cacheDirectory.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, gitEnvironment } from '../support/gitRepository.ts';
import { type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { useScratch } from '../support/scratch.ts';

const COMMITS = 200;
/** Fewer than there are owners. */
const MANY = 15;

describeWithGit(needsGit('finished blames'), () => {
  const scratch = useScratch('kept');
  let repository: GitRepository;

  beforeAll(() => {
    repository = createRepository();
    const commits = Array.from({ length: COMMITS }, (_, n) => {
      const text = Array.from({ length: 20 }, (_, line) => `${line} ${Math.floor((n + line) / 20)}\n`).join(
        '',
      );
      const when = `${1_700_000_000 + n} +0000`;
      return `commit refs/heads/main\ncommitter C <c@example.com> ${when}\ndata 1\n.\nM 100644 inline f\ndata ${text.length}\n${text}\n`;
    });
    repository.fastImport(commits.join(''));
    repository.git('reset', '-q', '--hard');
  });
  afterAll(() => repository.remove());

  /** Without an index: what is walked is what is not known. */
  async function inServer(look: (client: LspClient) => Promise<void>, settings = {}): Promise<void> {
    const client = startClient(['--stdio'], {
      ...gitEnvironment(repository.directory),
      XDG_CACHE_HOME: scratch.path,
    });
    try {
      await client.initialize({ initializationOptions: { historyIndex: false, ...settings } });
      await look(client);
    } finally {
      client.kill();
    }
  }

  /** Compares with git; how many commits were visited for it. */
  async function visited(client: LspClient): Promise<number> {
    const before = (await client.stats()).engine.commitsVisited;
    const uri = uriOf(join(repository.directory, 'f'));
    const { hunks } = await client.blame({ textDocument: { uri } });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['f']));
    return (await client.stats()).engine.commitsVisited - before;
  }

  const kept = () => {
    const directory = groupDirectory(
      join(scratch.path, 'blame-language-server'),
      'blames',
      join(repository.directory, '.git'),
    );
    return readdirSync(directory)
      .filter((name) => name.endsWith('.list'))
      .map((name) => join(directory, name));
  };

  it('of other versions of a file make no comparison again', async () => {
    await inServer(async (client) => {
      await visited(client);
      const { engine } = await client.stats();
      expect(engine.hunksKnown).toBe(0);
      expect(engine.diffs).toBeGreaterThan(MANY);
      const uri = uriOf(join(repository.directory, 'f'));
      for (const options of [{ revision: 'HEAD~3' }, { ignoreRevs: ['HEAD~5'] }]) {
        const { hunks } = await client.blame({ textDocument: { uri }, options });
        const args = 'revision' in options ? [options.revision] : ['--ignore-rev', 'HEAD~5'];
        expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, [...args, '--', 'f']));
      }
      const after = await client.stats();
      // Lines of an older version end in older commits, which were not compared before.
      expect(after.engine.diffs).toBeLessThan(engine.diffs + 10);
      expect(after.engine.hunksKnown).toBeGreaterThan(2 * MANY);
      expect(after.memory.caches['engineHunks']).toBeGreaterThan(0);
    });
  });

  it('are told without what comparisons have shown where none of it is to be kept', async () => {
    const look = async (client: LspClient) => {
      await visited(client);
      const before = (await client.stats()).engine;
      const uri = uriOf(join(repository.directory, 'f'));
      const { hunks } = await client.blame({ textDocument: { uri }, options: { revision: 'HEAD~3' } });
      expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['HEAD~3', '--', 'f']));
      const { engine, memory } = await client.stats();
      expect(engine.diffs).toBeGreaterThan(before.diffs + MANY);
      expect([engine.hunksKnown, memory.caches['engineHunks']]).toEqual([0, 0]);
    };
    await inServer(look, { hunkCacheMegabytes: 0 });
  });

  it('spare later blames the walk, here and in the next server, unless they are damaged', async () => {
    await inServer(async (client) => {
      expect(await visited(client)).toBeGreaterThan(MANY);
      repository.write('f', `first\n${repository.git('show', 'HEAD:f')}\n`);
      repository.commit('one more');
      expect(await visited(client)).toBe(2);
      await expect.poll(kept, { timeout: 10_000 }).toHaveLength(1);
      repository.git('checkout', '-q', 'HEAD~1');
      expect(await visited(client)).toBe(0);
      repository.git('checkout', '-q', 'main');
      expect(await visited(client)).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });
    await inServer(async (client) => {
      expect(await visited(client)).toBe(0);
      repository.git('commit', '-q', '--amend', '-m', 'amended');
      expect(await visited(client)).toBe(2);
    });
    for (const path of kept()) writeFileSync(path, 'something else');
    await inServer(async (client) => {
      expect(await visited(client)).toBeGreaterThan(MANY);
      expect(client.logged.filter((message) => message.includes('made anew'))).toHaveLength(1);
    });
  });
});
