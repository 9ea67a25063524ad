/** Where the parts of a repository lie on disk: the usual places, or where git's environment variables put them. */
import { join, resolve } from 'node:path';
import type { Repository } from './repository.ts';

/** All paths are absolute file system paths. */
export interface RepositoryPlaces {
  readonly indexFile: string;
  readonly objectsDir: string;
  /** Object directories that are looked at after `objectsDir` and before those that it names itself. */
  readonly alternateObjectDirs: readonly string[];
  readonly shallowFile: string;
}

export function placesOf({ gitDir, commonDir, places }: Repository): RepositoryPlaces {
  return {
    indexFile: join(gitDir, 'index'),
    objectsDir: join(commonDir, 'objects'),
    alternateObjectDirs: [],
    shallowFile: join(commonDir, 'shallow'),
    ...places,
  };
}

/**
 * What GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY and the like say; nothing in an environment without them. Relative paths
 * are taken from `base`, where git itself would be: at the top of the work tree if there is one.
 */
export function placesInEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  base: string,
): Partial<RepositoryPlaces> {
  const path = (name: string) => {
    const value = environment[name];
    return value === undefined ? null : resolve(base, value);
  };
  const indexFile = path('GIT_INDEX_FILE');
  const objectsDir = path('GIT_OBJECT_DIRECTORY');
  const shallowFile = path('GIT_SHALLOW_FILE');
  const alternates = environment['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? '';
  return {
    ...(indexFile === null ? {} : { indexFile }),
    ...(objectsDir === null ? {} : { objectsDir }),
    ...(shallowFile === null ? {} : { shallowFile }),
    ...(alternates === ''
      ? {}
      : { alternateObjectDirs: pathList(alternates).map((dir) => resolve(base, dir)) }),
  };
}

/** Paths between colons; one in double quotes may hold colons. */
function pathList(text: string): string[] {
  const words = text.match(/"(?:[^"\\]|\\.)*"|[^:]+/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word));
}
