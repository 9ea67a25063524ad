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
  /** All of this in one look; false where that is not found out at once. */
  readonly isAsItWas: (ground: GroundOnDisk) => boolean;
}

/** Where a file was. */
interface Whereabouts {
  /** The file, which was no link, and the directory that the editor says it is in. */
  readonly fsPath: string;
  readonly directory: string;
  /** Where that directory really was. */
  readonly physical: string;
  /** Whether the editor says so as well. */
  readonly isPlain: boolean;
}

/** What the disk had to say when a question about an open text was answered. */
export interface GroundOnDisk extends Whereabouts {
  /** Files that decide the options, and what `stampOf` said of them. */
  readonly files: readonly string[];
  readonly stamp: string;
  /** No merge was in progress. */
  readonly repository: Repository;
  /** What HEAD named. */
  readonly commit: Oid;
  /** All that is looked at. */
  readonly paths: readonly string[];
}

const noError = { throwIfNoEntry: false } as const;

export function quickDisk(looks: Pick<QuickLooks, 'look' | 'glance'>): QuickDisk {
  return {
    isAsItWas: (ground) => looks.glance({ paths: ground.paths, quick: () => isAsItWas(ground) }) ?? false,
    followLink: (fsPath) =>
      looks.look({
        paths: [fsPath],
        quick: () => (lstatSync(fsPath, noError)?.isSymbolicLink() ? undefined : fsPath),
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

function stampAtOnce(paths: readonly string[]): string {
  return paths.map((path) => stampOfStats(statSync(path, noError))).join(' ');
}

function isMerging({ gitDir }: Repository): boolean {
  return lstatSync(`${gitDir}/MERGE_HEAD`, noError) !== undefined;
}

function isAsItWas({ files, stamp, repository, commit, ...place }: GroundOnDisk): boolean {
  return (
    readPlainHead(repository)?.commit === commit &&
    !isMerging(repository) &&
    stampAtOnce(files) === stamp &&
    isWhereItWas(place)
  );
}

function isWhereItWas({ fsPath, directory, physical, isPlain }: Whereabouts): boolean {
  // Where no link is on the way, and none at its end, the file is where its path says.
  if (isPlain) return realpathSync.native(fsPath) === fsPath;
  return !lstatSync(fsPath, noError)?.isSymbolicLink() && realPathAsFar(directory) === physical;
}

/** The same as `physicalPath`: a directory may be missing, as that of a file which is in history alone. */
function realPathAsFar(path: string): string {
  if (statSync(path, noError) !== undefined) return realpathSync.native(path);
  const parent = dirname(path);
  // Where there is no root, the patient way says so.
  return parent === path ? realpathSync.native(path) : join(realPathAsFar(parent), basename(path));
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
