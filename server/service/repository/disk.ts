/** The little that the service reads from the work tree by itself. */
import { createHash } from 'node:crypto';
import { type FileHandle, lstat, open, readlink, realpath, stat } from 'node:fs/promises';
import { type SharedText, textOf } from '../../base/sharedText.ts';
import { GitError } from '../../git/errors.ts';

/** Larger files are no source code, and could not be sent to a thread and compared in reasonable time. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * What git would take for a file's content: a link's target, a regular file's bytes; null for anything else and for
 * what does not exist. Throws GitError 'tooLarge'.
 */
export async function readWorkTreeFile(fsPath: string): Promise<SharedText | null> {
  try {
    const stats = await lstat(fsPath);
    if (stats.isSymbolicLink()) return linkText(await readlink(fsPath, { encoding: 'buffer' }));
    if (!stats.isFile()) return null;
    if (stats.size > MAX_BYTES)
      throw new GitError('tooLarge', `file is too large: ${fsPath}`, { path: fsPath });
    const handle = await open(fsPath);
    try {
      return await readShared(handle, stats.size);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

function linkText(target: Buffer): SharedText {
  return textOf(Uint8Array.from(target), createHash('sha1').update(target).digest('hex'));
}

/** Bytes read and hashed in one go, with everything else in between. */
const SLICE = 1 << 19;
/** Bytes of a piece. The C library clears what has been in use before: 33 MB at once took this thread 9 to 21 ms. */
const BLOCK = 1 << 22;

/** Right into memory that threads see; `size` is what the file had when it was looked at. */
async function readShared(handle: FileHandle, size: number): Promise<SharedText> {
  const hash = createHash('sha1');
  const blocks: Uint8Array[] = [];
  const pieces: number[] = [];
  for (let byteLength = 0; ; ) {
    // One byte more shows that the end has been reached.
    const left = size + 1 - byteLength;
    const room = Math.min(left > 0 ? left : SLICE, BLOCK);
    const block = new Uint8Array(new SharedArrayBuffer(room));
    const filled = await fill(handle, block, (bytes) => void hash.update(bytes));
    if (filled > 0 || blocks.length === 0) {
      blocks.push(block);
      pieces.push(blocks.length - 1, 0, filled);
      byteLength += filled;
    }
    if (byteLength > MAX_BYTES) throw new GitError('tooLarge', 'a file grows while it is read');
    if (filled === room) continue;
    const name = hash.digest('hex');
    return { name, memory: 0, blocks, pieces: Int32Array.from(pieces), byteLength, convertible: true };
  }
}

/** Reads until the block is full or the file is over; the number of bytes. */
async function fill(
  handle: FileHandle,
  block: Uint8Array,
  onBytes: (bytes: Uint8Array) => void,
): Promise<number> {
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await handle.read(block, filled, Math.min(SLICE, block.length - filled), null);
    if (bytesRead === 0) break;
    onBytes(block.subarray(filled, filled + bytesRead));
    filled += bytesRead;
  }
  return filled;
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

function isAbsence(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'EPERM'].includes(code);
}
