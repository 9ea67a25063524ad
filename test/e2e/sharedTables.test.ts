/** Several engine threads find objects by tables that they have in common, and blame as git does. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cloneRepository, makeRepository, syntheticPath } from '../../bench/syntheticRepository.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { gitEnvironment, runGit } from '../support/gitRepository.ts';
import { startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { useScratch } from '../support/scratch.ts';

const THREADS = 3;
const FILES = 30;
const BLAMED = 15;

describeWithGit(needsGit('shared tables'), () => {
  const scratch = useScratch('tables');

  async function world() {
    const [bare, directory] = [join(scratch.path, 'bare.git'), join(scratch.path, 'work')];
    mkdirSync(bare);
    mkdirSync(directory);
    await makeRepository(bare, { files: FILES, commits: 2500, seed: 3, longest: 150 });
    cloneRepository(bare, directory);
    const packed = /^in-pack: (\d+)$/m.exec(runGit(bare, ['count-objects', '-v']).stdout.toString());
    return { bare, directory, objects: Number(packed?.[1]) };
  }

  it('are counted once, and serve a repacked repository', { timeout: 60_000 }, async () => {
    const { bare, directory, objects } = await world();
    const client = startClient(['--stdio'], gitEnvironment(scratch.path));
    const held = async () => (await client.stats()).memory.caches['engineTables'] ?? -1;
    const blameAll = async () => {
      const paths = Array.from({ length: BLAMED }, (_, index) => syntheticPath(index));
      const asked = paths.map((path) =>
        client.blame({ textDocument: { uri: uriOf(join(directory, path)) } }),
      );
      for (const [index, { hunks }] of (await Promise.all(asked)).entries())
        expect(hunkOwners(hunks)).toEqual(gitOwners(directory, [paths[index] ?? '']));
    };
    try {
      await client.initialize({
        initializationOptions: {
          threads: THREADS,
          historyIndex: false,
          keepBlames: false,
          cacheMegabytes: 0,
        },
      });
      await blameAll();
      // Six and a half bytes an object for its id, four for its place, and some for each part.
      expect(await held()).toBeGreaterThan(6 * objects);
      expect(await held()).toBeLessThan(12 * objects + 8192);
      runGit(bare, ['repack', '-adfq', '--window=3']);
      await blameAll();
      expect(await held()).toBeLessThan(2 * (12 * objects + 8192));
    } finally {
      await client.stop();
    }
  });
});
