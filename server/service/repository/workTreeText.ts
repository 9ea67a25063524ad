/** Reads one file of the work tree into memory that threads see. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, readlink } from 'node:fs/promises';
import { type SharedText, textOf } from '../../base/sharedText.ts';
import { GitError } from '../../git/errors.ts';
import { dateMark, type Mark } from '../kept/fileMarks.ts';

/** Larger files are no source code, and could not be sent to a thread and compared in reasonable time. */
export const MAX_BYTES: number = 256 * 1024 * 1024;
/** Bytes read and hashed in one go, with everything else in between. */
const SLICE = 1 << 19;
/** Bytes of a piece. The C library clears what has been in use before: 33 MB at once took this thread 9 to 21 ms. */
const BLOCK = 1 << 22;

/** A file as it was read. */
export interface FileRead {
  readonly text: SharedText;
  /** By its dates, before and after; null where those differ. */
  readonly mark: Mark | null;
}

/** A regular file, there at some time before; null when nobody wants it any more. */
export async function readRegularFile(fsPath: string, isWanted: () => boolean): Promise<FileRead | null> {
  const handle = await open(fsPath);
  try {
    const stats = await handle.stat({ bigint: true });
    const text = await readShared(handle, Number(stats.size), isWanted);
    if (text === null) return null;
    const before = dateMark(stats);
    const after = dateMark(await handle.stat({ bigint: true }));
    return { text, mark: before.mark === after.mark ? before : null };
  } finally {
    await handle.close();
  }
}

/** A symbolic link's target, which is its content for git. */
export async function readLinkText(fsPath: string): Promise<SharedText> {
  const target = await readlink(fsPath, { encoding: 'buffer' });
  return textOf(Uint8Array.from(target), createHash('sha1').update(target).digest('hex'));
}

/** `size` is what the file had when it was looked at. */
async function readShared(
  handle: FileHandle,
  size: number,
  isWanted: () => boolean,
): Promise<SharedText | null> {
  const hash = createHash('sha1');
  const blocks: Uint8Array[] = [];
  const pieces: number[] = [];
  const onBytes = (bytes: Uint8Array) => {
    hash.update(bytes);
    return isWanted();
  };
  for (let byteLength = 0; ; ) {
    // One byte more shows that the end has been reached.
    const left = size + 1 - byteLength;
    const room = Math.min(left > 0 ? left : SLICE, BLOCK);
    const block = new Uint8Array(new SharedArrayBuffer(room));
    const filled = await fill(handle, block, onBytes);
    if (!isWanted()) return null;
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

/** Reads until the block is full, the file is over, or `onBytes` says that it is enough; the number of bytes. */
async function fill(
  handle: FileHandle,
  block: Uint8Array,
  onBytes: (bytes: Uint8Array) => boolean,
): Promise<number> {
  let filled = 0;
  while (filled < block.length) {
    const { bytesRead } = await handle.read(block, filled, Math.min(SLICE, block.length - filled), null);
    if (bytesRead === 0) break;
    const goesOn = onBytes(block.subarray(filled, filled + bytesRead));
    filled += bytesRead;
    if (!goesOn) break;
  }
  return filled;
}
