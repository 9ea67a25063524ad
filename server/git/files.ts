/** Reading the small files of a repository: bounded, and never stuck on a pipe or a device that lies in their place. */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { GitError } from './errors.ts';

/** A path for node's file system calls; a Buffer where the name need not be UTF-8. */
export type FsPath = string | Buffer;

/**
 * The whole content of a regular file of at most `limit` bytes; null when there is none: nothing of that name,
 * a directory, a pipe, a device. Throws GitError 'tooLarge', and node's error when reading is not permitted.
 */
export async function readSmallFile(path: FsPath, limit: number): Promise<Buffer | null> {
  const handle = await openIfThere(path);
  if (handle === null) return null;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) return null;
    if (stat.size > limit) throw tooLarge(path, limit);
    return await contentOf(handle, stat.size, { path, limit });
  } finally {
    // Nobody waits for that.
    handle.close().catch(() => undefined);
  }
}

/** As many reads as it takes; one, where the file has the size that it was said to have. */
async function contentOf(
  handle: FileHandle,
  size: number,
  { path, limit }: { readonly path: FsPath; readonly limit: number },
): Promise<Buffer> {
  const start = Buffer.allocUnsafe(size + 1);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  if (bytesRead === size) return start.subarray(0, size);
  // It is being written, or is one of those that don't tell their size.
  const content = await handle.readFile();
  if (content.length > limit) throw tooLarge(path, limit);
  return content;
}

/** Like `readSmallFile`, as one character for each byte. */
export async function readSmallText(path: FsPath, limit: number): Promise<string | null> {
  return (await readSmallFile(path, limit))?.toString('latin1') ?? null;
}

/** Like `readSmallFile`, but a symbolic link counts as nothing there: links in a work tree may lead anywhere. */
export async function readUnlessLink(path: FsPath, limit: number): Promise<Buffer | null> {
  try {
    if ((await lstat(path)).isSymbolicLink()) return null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return readSmallFile(path, limit);
}

/** True for the errors that say: nothing of that name. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP';
}

/** The system's name for an error (`ENOENT`), or null for anything else that was thrown. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** What a byte string says in the encoding that names and texts have almost everywhere. */
export function bytesToText(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** The bytes of a text, one character for each. */
export function textToBytes(text: string): string {
  if (isAscii(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Nearly all names are, and are the same in both. */
function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** O_NONBLOCK: opening a pipe for reading would otherwise wait for a writer, for ever. */
async function openIfThere(path: FsPath): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = errorCode(error);
    if (isMissing(error) || code === 'EISDIR' || code === 'ENXIO' || code === 'ENODEV') return null;
    throw error;
  }
}

function tooLarge(path: FsPath, limit: number): GitError {
  return new GitError('tooLarge', `${path.toString()} has more than ${limit} bytes`, {
    path: path.toString(),
  });
}
