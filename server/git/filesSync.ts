/** Opening and reading files of a repository without promises, and never stuck on a pipe that lies in a file's place. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
} from 'node:fs';
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { SLICE_BYTES } from '../base/slices.ts';
import { GitError } from './errors.ts';
import { errorCode, isMissing } from './files.ts';

/** A regular file, open for reading; whoever opened it closes the handle. */
export interface OpenFile {
  readonly handle: number;
  readonly size: number;
  /** What the system said of it when it was opened. */
  readonly stat: Stats;
}

/** Null when there is no regular file of that name; 'corruptObject' when there is one that can't be opened. */
export function openRegular(path: string): OpenFile | null {
  const handle = openIfThere(path);
  if (handle === null) return null;
  const stat = fstatSync(handle);
  if (stat.isFile()) return { handle, size: stat.size, stat };
  closeSync(handle);
  return null;
}

/** Reads from `position` on until `target` is full or the file ends; returns the number of bytes read. */
export function readFully(
  file: { readonly handle: number; readonly path: string },
  target: Buffer,
  position: number,
): number {
  let done = 0;
  try {
    while (done < target.length) {
      const count = readSync(file.handle, target, done, target.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
  } catch (error) {
    throw new GitError('corruptObject', `cannot read ${file.path}`, { path: file.path }, error);
  }
  return done;
}

/** The content of a file of at most `limit` bytes; null when there is none. */
export function readBytesSync(path: string, limit: number, cancel: Cancel = neverCancelled): Buffer | null {
  const file = openRegular(path);
  if (file === null) return null;
  try {
    if (file.size > limit) throw new GitError('tooLarge', `${path} has more than ${limit} bytes`, { path });
    const bytes = Buffer.allocUnsafe(file.size);
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      if (at > 0) cancel.check();
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      const count = readFully({ handle: file.handle, path }, slice, at);
      if (count < slice.length) return bytes.subarray(0, at + count);
    }
    return bytes;
  } finally {
    closeSync(file.handle);
  }
}

/** The same, one character for each byte. */
export function readTextSync(path: string, limit: number): string | null {
  return readBytesSync(path, limit)?.toString('latin1') ?? null;
}

/** The same; null for a symbolic link, too. */
export function readTextUnlessLinkSync(path: string, limit: number): string | null {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? true;
  return isLink ? null : readTextSync(path, limit);
}

/** The names in a directory, sorted; none when there is no such directory or it can't be listed. */
export function listNames(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return [];
  }
}

/** O_NONBLOCK: opening a pipe for reading would otherwise wait for a writer, for ever. */
function openIfThere(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = errorCode(error);
    if (isMissing(error) || code === 'EISDIR' || code === 'ENXIO' || code === 'ENODEV') return null;
    throw new GitError('corruptObject', `cannot open ${path}`, { path }, error);
  }
}
