/** Indexes of history among the caches on disk: shared by worktrees, bounded together. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inOneGo } from '../../../server/base/nextTurn.ts';
import { listCaches } from '../../../server/cache/cacheDirectory.ts';
import type { Repository } from '../../../server/git/repository.ts';
import { openHistory } from '../../../server/worker/historyUpkeep.ts';
import { writeHistory } from '../../support/history.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { useScratch } from '../../support/scratch.ts';

describe('openHistory', () => {
  const scratch = useScratch('upkeep');

  function world(name: string) {
    const directory = join(scratch.path, name);
    mkdirSync(directory);
    const ids = writeHistory(directory, [{ id: 'only', files: { a: '1\n' } }], { objectFormat: 'sha1' });
    const { reader, close } = openRepository(directory);
    const repository: Repository = {
      gitDir: join(directory, 'worktrees', 'x'),
      commonDir: directory,
      workTree: null,
      objectFormat: 'sha1',
      refFormat: 'files',
    };
    return { repository, reader, close, commit: ids.get('only') ?? '' };
  }

  it('keeps none without a directory for caches', () => {
    const { repository, close } = world('none');
    expect(openHistory(repository, { cacheDirectory: null, cacheBytes: 1 })).toBeNull();
    close();
  });

  it('finds what was kept for the same repository, and makes room for what is new', async () => {
    const setup = { cacheDirectory: join(scratch.path, 'caches'), cacheBytes: 1 };
    for (const name of ['one', 'two']) {
      const { repository, reader, close, commit } = world(name);
      const upkeep = openHistory(repository, setup);
      expect(upkeep?.history(reader)).toBeNull();
      expect(upkeep?.update(reader, commit)).toMatchObject({ commits: 1, added: 1, warnings: [] });
      const other = openHistory({ ...repository, gitDir: repository.commonDir }, setup);
      expect(other?.history(reader)?.lastTouch(commit, 'a')?.commit).toBe(commit);
      upkeep?.close();
      other?.close();
      close();
    }
    await expect.poll(() => inOneGo(listCaches(setup.cacheDirectory)).length).toBe(1);
  });
});
