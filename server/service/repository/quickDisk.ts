/** What each keystroke has to look at of the disk, in the same words as the patient ways have. */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Oid } from '../../git/oid.ts';
import { readPlainHead } from '../../git/plainHead.ts';
import { type Head, mergeHeads, readHead } from '../../git/refs.ts';
import { physicalPath, type Repository } from '../../git/repository.ts';
import { followLink, stampOf, stampOfStats } from './disk.ts';
import type { QuickLooks } from './quickLooks.ts';

/** See the functions of these names. */
export interface QuickDisk {
  readonly followLink: (fsPath: string) => Promise<string>;
  readonly physicalPath: (directory: string) => Promise<string>;
  /** See `WorkspaceParts`; false where that is not found out at once. */
  readonly isPlainlyBelow: (ancestor: string, directory: string) => Promise<boolean>;
  readonly stampOf: (paths: readonly string[]) => Promise<string>;
  readonly readHead: (repository: Repository) => Promise<Head>;
  readonly mergeHeads: (repository: Repository) => Promise<readonly Oid[]>;
}

/** What a look at files sees at once, in the words of the patient ways. */
export interface Sight {
  readonly physicalPath: (directory: string) => string;
  readonly isLink: (path: string) => boolean;
  /** Whether there is a file, no link is on the way to it, and it is none. */
  readonly isPlain: (path: string) => boolean;
  readonly stampOf: (paths: readonly string[]) => string;
  /** The commit that HEAD names; null before the first one, undefined where there is more to it. */
  readonly head: (repository: Repository) => Oid | null | undefined;
  readonly isMerging: (repository: Repository) => boolean;
}

/** Looks at files below these paths, or near them, in this turn; undefined where that must not be, or something went wrong. */
export type Glance = <Value>(
  paths: readonly string[],
  look: (sight: Sight) => Value | undefined,
) => Value | undefined;

const noError = { throwIfNoEntry: false } as const;

export const sight: Sight = {
  physicalPath: realPathAsFar,
  isLink,
  isPlain,
  stampOf: stampAtOnce,
  head: (repository) => readPlainHead(repository)?.commit,
  isMerging,
};

export function quickDisk(looks: Pick<QuickLooks, 'look'>): QuickDisk {
  return {
    followLink: (fsPath) =>
      looks.look({
        paths: [fsPath],
        quick: () => (isLink(fsPath) ? undefined : fsPath),
        patient: () => followLink(fsPath),
      }),
    physicalPath: (directory) =>
      looks.look({
        paths: [directory],
        quick: () => realPathAsFar(directory),
        patient: () => physicalPath(directory),
      }),
    isPlainlyBelow: (ancestor, directory) =>
      looks.look({
        paths: [directory],
        quick: () => isPlainlyBelow(ancestor, directory),
        patient: async () => false,
      }),
    stampOf: (paths) =>
      looks.look({
        paths,
        quick: () => stampAtOnce(paths),
        patient: () => stampOf(paths),
      }),
    readHead: (repository) =>
      looks.look({
        paths: [repository.gitDir, repository.commonDir],
        quick: () => readPlainHead(repository) ?? undefined,
        patient: () => readHead(repository),
      }),
    mergeHeads: (repository) =>
      looks.look<readonly Oid[]>({
        paths: [repository.gitDir],
        quick: () => (isMerging(repository) ? undefined : []),
        patient: () => mergeHeads(repository),
      }),
  };
}

function isLink(path: string): boolean {
  return lstatSync(path, noError)?.isSymbolicLink() ?? false;
}

function stampAtOnce(paths: readonly string[]): string {
  return paths.map((path) => stampOfStats(statSync(path, noError))).join(' ');
}

function isMerging({ gitDir }: Repository): boolean {
  return lstatSync(`${gitDir}/MERGE_HEAD`, noError) !== undefined;
}

/** One call of the system does where all is as it mostly is. */
function isPlain(path: string): boolean {
  try {
    return realpathSync.native(path) === path;
  } catch {
    return false;
  }
}

/** The same as `physicalPath`: a directory may be missing, as that of a file which is in history alone. */
function realPathAsFar(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const parent = dirname(path);
    // Where there is no root, the patient way says so.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    return join(realPathAsFar(parent), basename(path));
  }
}

/** No link, no other disk, and nothing that could be a repository, from the directory up to the ancestor. */
function isPlainlyBelow(ancestor: string, directory: string): boolean {
  const { dev } = statSync(ancestor);
  for (let level = directory; level !== ancestor; level = dirname(level)) {
    if (level === dirname(level)) return false;
    const status = lstatSync(level, noError);
    if (status === undefined) continue;
    if (!status.isDirectory() || status.dev !== dev) return false;
    for (const name of ['.git', 'HEAD']) if (lstatSync(join(level, name), noError)) return false;
  }
  return true;
}
