/** What the service looks at of files by itself: where links lead, and whether anything has changed. */
import { lstat, realpath, stat } from 'node:fs/promises';

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
    return stampOfStats(await stat(path));
  } catch (error) {
    if (isAbsence(error)) return stampOfStats(undefined);
    throw error;
  }
}

/** The part of a stamp that is about one file; `undefined` for none. */
export function stampOfStats(
  stats: { readonly mtimeMs: number; readonly size: number; readonly ino: number } | undefined,
): string {
  return stats === undefined ? '-' : `${stats.mtimeMs}:${stats.size}:${stats.ino}`;
}

/** Whether there is no such file, or none that we may look at. */
export function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'EPERM'].includes(code);
}
