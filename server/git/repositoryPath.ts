/** The way between file system paths and repository paths: slash-separated bytes below the top of the work tree. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { GitError } from './errors.ts';
import { bytesToText, textToBytes } from './files.ts';
import { physicalPath, type Repository } from './repository.ts';

/**
 * The repository path (latin1 bytes) of a file as an editor names it; '' for the top itself; null when it lies outside
 * the work tree or within a git directory. Links among its directories are resolved, so a work tree reached through
 * a link and a directory linked into the work tree both give the path that git tracks; the last component is
 * taken as it is, since git tracks links. `physical` says where a directory really is.
 */
export async function repositoryPath(
  repository: Repository,
  fsPath: string,
  physical: (directory: string) => Promise<string> = physicalPath,
): Promise<string | null> {
  if (repository.workTree === null) return null;
  const path = isClean(fsPath) ? fsPath : resolve(fsPath);
  if (path === repository.workTree) return '';
  return pathWithin(repository, inDirectory(await physical(dirname(path)), basename(path)));
}

/**
 * The repository path (latin1 bytes) of a word on the command line, by git's rule: taken from the caller's
 * directory `cwd`, or from the top of the work tree when that lies outside of it, cleaned of `.` and `..` as text, links
 * among its directories left alone; an absolute one may reach the work tree through links. In a bare repository the
 * word itself, cleaned, is the path. A slash at the end stays, and names no file. Null when it lies outside.
 */
export async function argumentPath(
  repository: Repository,
  cwd: string,
  word: string,
): Promise<string | null> {
  const { workTree } = repository;
  if (workTree === null) return cleaned(word);
  const directory = await physicalPath(cwd);
  const inside = below(workTree, directory) !== null;
  if (!inside && !isAbsolute(word)) return cleaned(word);
  const path = resolve(directory, word);
  const end = /[^/]\/$/.test(word) && path !== workTree ? '/' : '';
  const direct = below(workTree, path);
  if (direct !== null) return direct + end;
  if (!isAbsolute(word)) return null;
  for (const ancestor of ancestors(path)) {
    const real = await realpath(ancestor).catch(() => ancestor);
    if (real === workTree) return below(ancestor, path);
  }
  return null;
}

/**
 * Where a repository path lies on disk; a Buffer, because the name need not be UTF-8. Throws GitError 'noSuchPath' for
 * a path that would leave the work tree, or when there is no work tree.
 */
export function fsPathOf(repository: Repository, path: string): Buffer {
  if (repository.workTree === null || /(^|\/)\.{0,2}(\/|$)|\0/.test(path))
    throw new GitError('noSuchPath', `no such path in the work tree: ${bytesToText(path)}`, {
      path: bytesToText(path),
    });
  return Buffer.concat([Buffer.from(join(repository.workTree, '/')), Buffer.from(path, 'latin1')]);
}

/** A name in a clean directory. What `join` does beside that takes a dozen strings for each file that is asked about. */
export function inDirectory(directory: string, name: string): string {
  return directory.endsWith(sep) ? directory + name : directory + sep + name;
}

/** Whether an absolute path is surely as `resolve` would have it. */
function isClean(path: string): boolean {
  return sep === '/' && path.startsWith('/') && !/\/\.{0,2}(?:\/|$)/.test(path);
}

function cleaned(word: string): string | null {
  const path = posix.normalize(word);
  return path === '..' || path.startsWith('../') || isAbsolute(word) ? null : textToBytes(path);
}

/** From the root down to the path itself. */
function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}

/** The same of a file whose directory is known to be where it says, without links. */
export function pathWithin(repository: Repository, physical: string): string | null {
  const path = below(repository.workTree ?? '', physical);
  if (path === null || below(repository.gitDir, physical) !== null) return null;
  return /(^|\/)\.git(\/|$)/i.test(path) ? null : path;
}

/** Of clean paths. Where letters are what they are, which is anywhere but on Windows, it is seen without a look at their parts. */
function below(top: string, path: string): string | null {
  if (path.startsWith(top) && path.startsWith(sep, top.length))
    return repositoryBytes(path.slice(top.length + 1));
  if (sep === '/' && top.length > 1) return path === top ? '' : null;
  const rest = relative(top, path);
  if (rest === '..' || rest.startsWith(`..${sep}`) || isAbsolute(rest)) return null;
  return repositoryBytes(rest);
}

function repositoryBytes(rest: string): string {
  return textToBytes(sep === '/' ? rest : rest.replaceAll(sep, '/'));
}
