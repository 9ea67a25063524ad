/** Marks of files and directories by which a later process can tell whether they are still what they were. */
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { lstat, readFile, stat } from 'node:fs/promises';
import { devNull } from 'node:os';

export interface FileMarks {
  /** Equal marks, equal files: all there or not, links or not, with the same content. */
  readonly marks: string;
  /**
   * When the youngest of those was changed that are marked by their dates; milliseconds since the epoch. A change within the
   * same tick of a file system's clock would not show.
   */
  readonly youngest: number;
}

/** What is longer is marked by its dates, as directories are. */
const MAX_READ = 1 << 16;
const MILLISECOND = 1_000_000n;
/** File systems date changes by the second, or by two, at worst, and by a clock that is some milliseconds late. */
const COARSE = 2500;

/**
 * Whether what is read from a moment on, and has the same dates later, is the same later: else it might have been changed once more
 * within a tick of its file system's clock. `youngest` as in `FileMarks`, `moment` in milliseconds since the epoch.
 */
export function isSettled(youngest: number, moment: number): boolean {
  return youngest <= moment - COARSE;
}

/** Null when one of them can't be looked at. */
export async function marksOf(paths: readonly string[]): Promise<FileMarks | null> {
  const all = await Promise.all(paths.map(markOf));
  const known = all.filter((each) => each !== null);
  if (known.length < all.length) return null;
  const marks = known.map(({ mark }) => mark);
  return {
    marks: createHash('sha256').update(JSON.stringify(marks)).digest('hex'),
    youngest: Math.max(0, ...known.map(({ changed }) => changed)),
  };
}

/** Of one file: the fields of `FileMarks` that these are for. */
export interface Mark {
  readonly mark: string;
  readonly changed: number;
}

async function markOf(path: string): Promise<Mark | null> {
  try {
    const own = await lstat(path, { bigint: true });
    // Some files count only where they are no links.
    const isLink = own.isSymbolicLink();
    const stats = isLink ? await stat(path, { bigint: true }) : own;
    const { mark, changed } = await markBy(path, stats);
    return { mark: `${isLink ? 'link to ' : ''}${mark}`, changed };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return ['ENOENT', 'ENOTDIR'].includes(code) ? { mark: code, changed: 0 } : null;
  }
}

async function markBy(path: string, stats: BigIntStats): Promise<Mark> {
  // Always empty, and the usual way to say that there is to be no such file; its dates mean nothing.
  if (path === devNull && stats.isCharacterDevice()) return { mark: 'nothing', changed: 0 };
  return stats.isFile() && stats.size <= MAX_READ ? contentMark(path) : dateMark(stats);
}

async function contentMark(path: string): Promise<Mark> {
  const content = await readFile(path);
  return { mark: createHash('sha256').update(content).digest('hex'), changed: 0 };
}

/** Says nothing of the file's content but by its dates. */
export function dateMark({ mode, size, mtimeNs, ctimeNs, ino, dev }: BigIntStats): Mark {
  const changed = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / MILLISECOND);
  return { mark: [mode, size, mtimeNs, ctimeNs, ino, dev].join(':'), changed };
}
