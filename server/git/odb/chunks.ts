/** The chunk table that commit-graphs and multi-pack-indexes share: four-letter names with the place of each part. */
import { GitError } from '../errors.ts';
import type { WindowFile } from './windows.ts';

export interface Chunk {
  readonly start: number;
  readonly bytes: number;
}

const ROW_BYTES = 12;

/** Reads `count` rows from `offset` on; a closing row tells where the last chunk ends. */
export function readChunks(file: WindowFile, offset: number, count: number): Map<string, Chunk> {
  const table = file.copy(offset, (count + 1) * ROW_BYTES);
  const chunks = new Map<string, Chunk>();
  const firstPossible = offset + table.length;
  for (let row = 0; row < count; row++) {
    const start = readOffset(table, row);
    const end = readOffset(table, row + 1);
    if (start < firstPossible || end < start || end > file.size) {
      throw new GitError('corruptObject', `${file.path}: chunk ${row} lies outside the file`);
    }
    const name = table.toString('latin1', row * ROW_BYTES, row * ROW_BYTES + 4);
    if (chunks.has(name)) throw new GitError('corruptObject', `${file.path}: two chunks ${name}`);
    chunks.set(name, { start, bytes: end - start });
  }
  return chunks;
}

/** The chunk, which must be there with at least (or, `exact`, just) so many bytes. */
export function requireChunk(
  file: WindowFile,
  chunks: ReadonlyMap<string, Chunk>,
  want: { readonly name: string; readonly bytes: number },
): Chunk {
  const chunk = chunks.get(want.name);
  if (chunk !== undefined && chunk.bytes >= want.bytes) return chunk;
  const fault = chunk === undefined ? 'is missing' : 'is too short';
  throw new GitError('corruptObject', `${file.path}: chunk ${want.name} ${fault}`);
}

function readOffset(table: Buffer, row: number): number {
  const at = row * ROW_BYTES + 4;
  return table.readUInt32BE(at) * 2 ** 32 + table.readUInt32BE(at + 4);
}
