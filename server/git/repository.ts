/** Where a repository's parts lie on disk: plain data that crosses threads, and the search for it. */
import { realpathSync } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { GitError } from './errors.ts';
import { errorCode, isMissing, readSmallText } from './files.ts';
import type { ObjectFormat } from './oid.ts';
import { onTheSpot } from './onTheSpot.ts';
import { type RepositoryFormat, readRepositoryFormat } from './repositoryFormat.ts';
import type { RepositoryPlaces } from './repositoryPlaces.ts';

/** All paths are absolute file system paths. */
export interface Repository {
  /** This worktree's own git directory (HEAD, index, MERGE_HEAD). */
  readonly gitDir: string;
  /** The directory shared by linked worktrees (objects, refs, config); equal to `gitDir` in an ordinary repository. */
  readonly commonDir: string;
  /** Top of the work tree; null in a bare repository. */
  readonly workTree: string | null;
  readonly objectFormat: ObjectFormat;
  readonly refFormat: 'files' | 'reftable';
  /** What of its format we don't know, in words: nothing of it may be believed but by who asks git. */
  readonly unknownFormat?: string;
  /** Parts that lie elsewhere than usual; see `placesOf`. */
  readonly places?: Partial<RepositoryPlaces>;
}

/** What git reads from GIT_DIR, GIT_WORK_TREE, GIT_CEILING_DIRECTORIES and GIT_DISCOVERY_ACROSS_FILESYSTEM. */
export interface DiscoveryOptions {
  /** Take this git directory and search for nothing; the place asked about is then the work tree's top. */
  readonly gitDir?: string;
  readonly workTree?: string;
  /** Directories which, with all above them, are not looked at, unless the search starts there. */
  readonly ceilingDirectories?: readonly string[];
  readonly acrossFilesystems?: boolean;
  /** Find repositories of formats we don't know as well. */
  readonly unknownFormats?: boolean;
}

/**
 * The repository that a file or directory belongs to; null when there is none. The path need not exist (any more):
 * the search starts at its nearest existing ancestor.
 *
 * Symbolic links: as for git, which knows only the physical path of its current directory, the *directory* of a
 * file is resolved and the search goes up from where it really is; a file that is itself a link belongs to the
 * repository that holds the link. Who owns the directory is not asked here (`safe.directory`), because nothing that a
 * repository names is executed; whoever runs what its configuration names must ask.
 *
 * Throws GitError 'unsupportedRepository' when there is one that can't be read: a broken `.git` file, an unknown
 * format version or extension.
 */
export async function discoverRepository(
  fsPath: string,
  options: DiscoveryOptions = {},
): Promise<Repository | null> {
  const start = await startingDirectory(fsPath);
  if (options.gitDir !== undefined) return openExplicit(resolve(start, options.gitDir), start, options);
  const found = await search(start, options);
  return found === null ? null : open(found, start, options);
}

interface GitPlace {
  readonly gitDir: string;
  readonly commonDir: string;
  /** The directory whose `.git` led here; null when the directory itself is the repository. */
  readonly top: string | null;
}

/** The physical path of the directory to start from. */
async function startingDirectory(fsPath: string): Promise<string> {
  const path = resolve(fsPath);
  if (await isDirectory(path)) return realpath(path);
  return physicalPath(dirname(path));
}

/** The path with links resolved as far as it exists. */
export async function physicalPath(path: string): Promise<string> {
  try {
    return await onTheSpot.look(
      () => realpathSync.native(path),
      () => realpath(path),
    );
  } catch (error) {
    const parent = dirname(path);
    if (!isMissing(error) || parent === path) throw error;
    return join(await physicalPath(parent), basename(path));
  }
}

async function search(start: string, options: DiscoveryOptions): Promise<GitPlace | null> {
  const ceilings = await ceilingsAbove(start, options.ceilingDirectories ?? []);
  const device = options.acrossFilesystems ? null : await deviceOf(start);
  let directory = start;
  for (;;) {
    const found = await repositoryAt(directory);
    if (found !== null) return found;
    const parent = dirname(directory);
    if (parent === directory || ceilings.has(parent)) return null;
    if (device !== null && (await deviceOf(parent)) !== device) return null;
    directory = parent;
  }
}

async function ceilingsAbove(start: string, ceilings: readonly string[]): Promise<Set<string>> {
  const physical = await Promise.all(ceilings.filter((path) => isAbsolute(path)).map(physicalPath));
  return new Set(physical.filter((path) => path !== start));
}

/** Null for a directory that does not exist (yet), which then can't be on another file system. */
async function deviceOf(directory: string): Promise<number | null> {
  try {
    return (await stat(directory)).dev;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The repository that this very directory is, or has as its `.git`. */
async function repositoryAt(directory: string): Promise<GitPlace | null> {
  const dotGit = join(directory, '.git');
  const target = await readGitFile(dotGit);
  if (target !== null) {
    const place = await gitPlace(target, directory);
    if (place === null) throw unsupported(dotGit, `not a git repository: ${target}`);
    return place;
  }
  return (await gitPlace(dotGit, directory)) ?? gitPlace(directory, null);
}

/** Where a `.git` file points; null when it is no file. */
async function readGitFile(path: string): Promise<string | null> {
  const text = await readSmallText(path, maxPathFileBytes);
  if (text === null) return null;
  const match = /^gitdir: ([^\0]*?)[\r\n]*$/.exec(Buffer.from(text, 'latin1').toString('utf8'));
  if (!match?.[1]) throw unsupported(path, `invalid gitfile format: ${path}`);
  return resolve(dirname(path), match[1]);
}

/** Largest file that holds just a path. */
const maxPathFileBytes = 1024 * 1024;

/** Null unless the directory has what makes one a git directory: a HEAD that could be one, objects, refs. */
async function gitPlace(path: string, top: string | null): Promise<GitPlace | null> {
  if (!(await isDirectory(path))) return null;
  const gitDir = await realpath(path);
  if (!(await hasHead(join(gitDir, 'HEAD')))) return null;
  const common = await readSmallText(join(gitDir, 'commondir'), maxPathFileBytes);
  const commonDir =
    common === null
      ? gitDir
      : await physicalPath(
          resolve(gitDir, Buffer.from(common.replace(/[\r\n]+$/, ''), 'latin1').toString('utf8')),
        );
  const complete =
    (await isDirectory(join(commonDir, 'objects'))) && (await isDirectory(join(commonDir, 'refs')));
  return complete ? { gitDir, commonDir, top } : null;
}

async function hasHead(path: string): Promise<boolean> {
  try {
    // A HEAD that is a symbolic link may point at a branch that does not exist yet.
    if ((await lstat(path)).isSymbolicLink()) return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  const text = await readSmallText(path, maxPathFileBytes);
  return text !== null && /^(ref:\s*refs\/|[0-9a-fA-F]{40})/.test(text);
}

async function open(place: GitPlace, start: string, options: DiscoveryOptions): Promise<Repository> {
  const format = await readRepositoryFormat(place.gitDir, place.commonDir);
  if (format.unknown !== null && !options.unknownFormats) throw unsupported(place.commonDir, format.unknown);
  return repository(place, format, await workTreeOf(place, format, { start, options }));
}

async function openExplicit(
  path: string,
  start: string,
  options: DiscoveryOptions,
): Promise<Repository | null> {
  const place = await gitPlace((await readGitFile(path)) ?? path, start);
  return place === null ? null : open(place, start, options);
}

function repository(place: GitPlace, format: RepositoryFormat, workTree: string | null): Repository {
  const { objectFormat, refFormat, unknown } = format;
  const { gitDir, commonDir } = place;
  const known = { gitDir, commonDir, workTree, objectFormat, refFormat };
  return unknown === null ? known : { ...known, unknownFormat: unknown };
}

/** An explicit work tree, else the configured one, else none for a bare repository, else the one of the search. */
async function workTreeOf(
  place: GitPlace,
  format: RepositoryFormat,
  { start, options }: { readonly start: string; readonly options: DiscoveryOptions },
): Promise<string | null> {
  if (options.workTree !== undefined) return physicalPath(resolve(start, options.workTree));
  if (format.workTree !== null) {
    if (format.bare) throw unsupported(place.gitDir, 'core.bare and core.worktree do not make sense');
    return physicalPath(resolve(place.gitDir, format.workTree));
  }
  return format.bare ? null : place.top;
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'EACCES') return false;
    throw error;
  }
}

function unsupported(path: string, message: string): GitError {
  return new GitError('unsupportedRepository', message, { path });
}
