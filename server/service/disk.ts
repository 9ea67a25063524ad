/** The little that the service reads from the work tree by itself. */
import { lstat, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { GitError } from '../git/errors.ts';

/** Larger files are no source code, and could not be sent to a thread and compared in reasonable time. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * What git would take for a file's content: a link's target, a regular file's bytes; null for anything else and for
 * what does not exist. Throws GitError 'tooLarge'.
 */
export async function readWorkTreeFile(fsPath: string): Promise<Uint8Array | null> {
  try {
    const stats = await lstat(fsPath);
    if (stats.isSymbolicLink()) return await readlink(fsPath, { encoding: 'buffer' });
    if (!stats.isFile()) return null;
    if (stats.size > MAX_BYTES)
      throw new GitError('tooLarge', `file is too large: ${fsPath}`, { path: fsPath });
    return await readFile(fsPath);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

/** The file that a symbolic link leads to in the end; the path itself when it is no link or leads nowhere. */
export async function followLink(fsPath: string): Promise<string> {
  try {
    return (await lstat(fsPath)).isSymbolicLink() ? await realpath(fsPath) : fsPath;
  } catch (error) {
    if (isAbsence(error)) return fsPath;
    throw error;
  }
}

/** Changes whenever one of the files is written, made, replaced or removed. */
export async function stampOf(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(stampOfFile))).join(' ');
}

async function stampOfFile(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs}:${size}:${ino}`;
  } catch (error) {
    if (isAbsence(error)) return '-';
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'EPERM'].includes(code);
}
