/** Finds the repository of a call, by what the environment says. */
import { resolve } from 'node:path';
import { discoverRepository, type Repository } from '../git/repository.ts';
import { placesInEnvironment } from '../git/repositoryPlaces.ts';
import { Fatal } from './faults.ts';
import type { CommandIo } from './session.ts';

/** Throws `Fatal` where there is none. */
export async function findRepository({ cwd, environment }: CommandIo): Promise<Repository> {
  const { GIT_DIR: gitDir, GIT_WORK_TREE: workTree, GIT_COMMON_DIR: commonDir } = environment;
  const found = await discoverRepository(cwd, {
    ...(gitDir === undefined ? {} : { gitDir }),
    ...(workTree === undefined ? {} : { workTree }),
    ceilingDirectories: (environment['GIT_CEILING_DIRECTORIES'] ?? '')
      .split(':')
      .filter((path) => path !== ''),
    acrossFilesystems: isTrue(environment['GIT_DISCOVERY_ACROSS_FILESYSTEM']),
  });
  if (found === null) throw new Fatal(noRepository(gitDir));
  // What a caller with `--bare` says: that a git directory was named does not make this a work tree.
  const bare =
    environment['GIT_IMPLICIT_WORK_TREE'] === '0' && gitDir !== undefined && workTree === undefined;
  const repository = bare ? { ...found, workTree: null } : found;
  const places = placesInEnvironment(environment, repository.workTree ?? cwd);
  return {
    ...repository,
    ...(commonDir === undefined ? {} : { commonDir: resolve(cwd, commonDir) }),
    ...(Object.keys(places).length === 0 ? {} : { places }),
  };
}

function noRepository(gitDir: string | undefined): string {
  return gitDir === undefined
    ? 'not a git repository (or any of the parent directories): .git'
    : `not a git repository: '${gitDir}'`;
}

function isTrue(value: string | undefined): boolean {
  return /^(1|true|yes|on)$/i.test(value ?? '');
}
