/** Which files of a repository and around it are watched: those whose change may change what is shown. */
import { dirname, isAbsolute, join, relative } from 'node:path';
import { objectFiles, overrideFiles } from '../../git/objectStamp.ts';
import type { Repository } from '../../git/repository.ts';
import type { OptionSources } from '../../worker/messages.ts';

/** What is watched, all paths absolute, there or not. */
export interface WatchPlan {
  /** Files that count by themselves. */
  readonly files: readonly string[];
  /** Directories of which everything counts that triggers.ts lets pass; nothing below their entries. */
  readonly directories: readonly string[];
}

export interface Surroundings {
  readonly repository: Repository;
  /** Full name of the branch HEAD is on; null when it is on none. */
  readonly branch: string | null;
  readonly sources: OptionSources;
  /** Directories that documents are open in: attributes count there and above. */
  readonly open: readonly string[];
}

/** Attributes are watched in so many directories; the rest is looked at when a text there is blamed. */
const MAX_ATTRIBUTE_DIRECTORIES = 32;

export function watchPlan(surroundings: Surroundings): WatchPlan {
  const { repository, sources } = surroundings;
  const { gitDir, commonDir } = repository;
  return {
    files: [
      ...['HEAD', 'MERGE_HEAD'].map((name) => join(gitDir, name)),
      ...referenceFiles(surroundings),
      ...Object.values(sources).flat(),
      ...attributeFiles(surroundings),
      ...overrideFiles(repository),
      ...objectFiles(repository),
    ].filter((path, index, all) => all.indexOf(path) === index),
    directories: [
      join(commonDir, 'refs', 'heads'),
      join(commonDir, 'refs', 'replace'),
      join(commonDir, 'objects', 'pack'),
    ],
  };
}

function referenceFiles({ repository, branch }: Surroundings): string[] {
  const { commonDir, gitDir, refFormat } = repository;
  if (refFormat === 'reftable') {
    return [...new Set([commonDir, gitDir])].map((directory) => join(directory, 'reftable', 'tables.list'));
  }
  // Names are bytes; a name that is no UTF-8 is found by packed-refs, HEAD and the next question alone.
  const name = branch === null ? [] : [join(commonDir, Buffer.from(branch, 'latin1').toString())];
  return [join(commonDir, 'packed-refs'), ...name];
}

/** Files with attributes of open documents. */
export function attributeFiles({ repository, open }: Pick<Surroundings, 'repository' | 'open'>): string[] {
  const { workTree, commonDir } = repository;
  const own = join(commonDir, 'info', 'attributes');
  if (workTree === null) return [own];
  const directories = new Set([workTree]);
  for (const directory of open) {
    for (const each of upTo(workTree, directory)) {
      if (directories.size <= MAX_ATTRIBUTE_DIRECTORIES) directories.add(each);
    }
  }
  return [own, ...[...directories].map((directory) => join(directory, '.gitattributes'))];
}

/** A directory and those above it, down from the top of the work tree; by itself where it is reached in another way. */
function* upTo(workTree: string, directory: string): Generator<string> {
  yield directory;
  const way = relative(workTree, directory);
  if (way.startsWith('..') || isAbsolute(way)) return;
  for (let above = dirname(directory); above.length > workTree.length; above = dirname(above)) yield above;
}
