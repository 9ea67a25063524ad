/** The index of history in a running server: made after a blame, used by the next ones, switched off by a setting. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOneGo } from '../../server/base/nextTurn.ts';
import { listCaches } from '../../server/cache/cacheDirectory.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { useScratch } from '../support/scratch.ts';

interface Stats {
  readonly computed: number;
  readonly engine: {
    readonly commitsVisited: number;
    readonly treesRead: number;
    readonly diffs: number;
    readonly hunksKnown: number;
  };
  readonly memory: { readonly caches: { readonly historyIndex: number } };
}

const COMMITS = 300;

describeWithGit(needsGit('the index of history'), () => {
  const scratch = useScratch('index-caches');
  let repository: GitRepository;

  beforeAll(() => {
    repository = createRepository();
    const commits = Array.from({ length: COMMITS }, (_, n) => {
      const when = `${1_700_000_000 + n} +0000`;
      const lines = Array.from({ length: n / 100 + 1 }, (_, line) => `${line}\n`).join('');
      const [path, text] = n % 100 === 0 ? ['file', lines] : ['other', `${n}\n`];
      return `commit refs/heads/main\ncommitter C <c@example.com> ${when}\ndata 1\n.\nM 100644 inline ${path}\ndata ${text.length}\n${text}\n`;
    });
    repository.fastImport(commits.join(''));
    repository.git('reset', '-q', '--hard');
  });
  afterAll(() => repository.remove());

  async function blameIn(
    home: string,
    settings: object,
    look: (client: LspClient) => Promise<void>,
    path = 'file',
  ) {
    const client = startClient(['--stdio'], { XDG_CACHE_HOME: home });
    try {
      await client.initialize({ initializationOptions: settings });
      const uri = uriOf(join(repository.directory, path));
      const { hunks } = await client.request<{ hunks: unknown[] }>('blame/file', { textDocument: { uri } });
      expect(hunks.length).toBeGreaterThan(0);
      await look(client);
    } finally {
      client.kill();
    }
  }

  const statsOf = (client: LspClient) => client.request<Stats>('blame/stats', {});

  describe('that does not exist', () => {
    it('is made after the first blame, and spares the next server the walk', async () => {
      const home = join(scratch.path, 'on');
      await blameIn(home, { keepBlames: false }, async (client) => {
        expect((await statsOf(client)).engine.commitsVisited).toBe(COMMITS);
        const size = async () => (await statsOf(client)).memory.caches.historyIndex;
        await expect.poll(size, { timeout: 10_000 }).toBeGreaterThan(1000);
      });
      const kinds = inOneGo(listCaches(join(home, 'blame-language-server'))).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind !== 'comparisons')).toEqual(['history']);
      await blameIn(home, { keepBlames: false }, async (client) => {
        const { engine } = await statsOf(client);
        expect(engine.commitsVisited).toBeLessThan(10);
        expect(engine.treesRead).toBeLessThan(5);
      });
    });

    it('is followed by the comparisons of files that change often, which are not made for a blame again', async () => {
      const home = join(scratch.path, 'compared');
      const compared = () =>
        inOneGo(listCaches(join(home, 'blame-language-server'))).filter(({ kind }) => kind === 'comparisons');
      await blameIn(home, { keepBlames: false }, async () => {
        await expect.poll(() => compared()[0]?.bytes ?? 0, { timeout: 20_000 }).toBeGreaterThan(1000);
      });
      await blameIn(
        home,
        { keepBlames: false, keepComparisons: false },
        async (client) => expect((await statsOf(client)).engine).toMatchObject({ diffs: 1, hunksKnown: 0 }),
        'other',
      );
      await blameIn(
        home,
        { keepBlames: false },
        async (client) => expect((await statsOf(client)).engine).toMatchObject({ diffs: 0, hunksKnown: 1 }),
        'other',
      );
    });

    it('is not made where the setting says so', async () => {
      const home = join(scratch.path, 'off');
      await blameIn(home, { historyIndex: false, keepBlames: false }, async (client) => {
        expect((await statsOf(client)).memory.caches.historyIndex).toBe(0);
      });
      expect(existsSync(home)).toBe(false);
    });
  });
});
