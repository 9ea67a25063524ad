/** Which repository is meant, by place and environment. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findRepository } from '../../../server/cli/openRepository.ts';
import type { CommandIo } from '../../../server/cli/session.ts';
import { writeHistory } from '../../support/history.ts';
import { useScratch } from '../../support/scratch.ts';

describe('the repository', () => {
  const scratch = useScratch('openRepository');
  let repository: string;

  beforeAll(() => {
    repository = join(scratch.path, 'repository');
    mkdirSync(repository);
    mkdirSync(join(scratch.path, 'other'));
    writeHistory(repository, [{ id: 'one', files: { f: 'a\n' } }]);
  });

  const find = (cwd: string, environment: Record<string, string> = {}) =>
    findRepository({
      cwd: join(scratch.path, cwd),
      environment: { GIT_CEILING_DIRECTORIES: scratch.path, ...environment },
    } as Partial<CommandIo> as CommandIo);

  it('is where the caller is', async () => {
    const found = await find('repository');
    expect(found.gitDir).toBe(repository);
    expect(found).not.toHaveProperty('places');
  });

  it('is the one that GIT_DIR names', async () => {
    const named = {
      GIT_DIR: repository,
      GIT_WORK_TREE: '.',
      GIT_INDEX_FILE: 'i',
      GIT_COMMON_DIR: '../repository',
    };
    const found = await find('other', named);
    expect(found).toMatchObject({
      gitDir: repository,
      commonDir: repository,
      workTree: join(scratch.path, 'other'),
      places: { indexFile: join(scratch.path, 'other', 'i') },
    });
    const bare = await find('other', { GIT_DIR: repository, GIT_IMPLICIT_WORK_TREE: '0' });
    expect(bare.workTree).toBeNull();
  });

  it('is missed in the words of git', async () => {
    await expect(find('other')).rejects.toThrow(
      'not a git repository (or any of the parent directories): .git',
    );
    await expect(find('other', { GIT_DIR: 'none' })).rejects.toThrow("not a git repository: 'none'");
  });
});
