/** Multi-pack-indexes, single and incremental: from an object id to a pack's name and an offset in it. */
import { join } from 'node:path';
import { GitError } from '../errors.ts';
import { readTextSync } from '../filesSync.ts';
import { readChunks, requireChunk } from './chunks.ts';
import { IdTable, readFanOut } from './idTable.ts';
import { NumberColumn } from './numberColumn.ts';
import { readLargeOffset } from './packIndex.ts';
import { Cursor, type WindowCache, type WindowFile } from './windows.ts';

/** One file; an incremental index is several of them, each for packs of its own. */
export interface MultiPackIndex {
  readonly ids: IdTable;
  readonly file: WindowFile;
  /** Names without directory and suffix, e.g. `pack-1234`; `packNumber` counts in this list. */
  readonly packNames: readonly string[];
  packNumber(position: number): number;
  offset(position: number): number;
}

const SIGNATURE = 0x4d494458; // "MIDX"
const HEADER_BYTES = 12;
const MAX_LAYERS = 1000;
const MAX_CHAIN_BYTES = 1 << 17;

/** The indexes of a pack directory, newest layer first; none when there is no such file. Throws when one is corrupt. */
export function openMultiPackIndexes(
  windows: WindowCache,
  packDir: string,
  idBytes: number,
): MultiPackIndex[] {
  const chain = readChain(join(packDir, 'multi-pack-index.d'), idBytes);
  const paths = chain.length > 0 ? chain : [join(packDir, 'multi-pack-index')];
  return paths.map((path) => openMultiPackIndex(windows.open(path, true), idBytes)).reverse();
}

function readChain(dir: string, idBytes: number): string[] {
  const text = readTextSync(join(dir, 'multi-pack-index-chain'), MAX_CHAIN_BYTES) ?? '';
  const hashes = text.split('\n').filter((line) => line.length === idBytes * 2 && /^[0-9a-f]+$/.test(line));
  return hashes.slice(0, MAX_LAYERS).map((hash) => join(dir, `multi-pack-index-${hash}.midx`));
}

/**
 * Header: signature, version, hash version, chunks, base files, number of packs. Chunks: PNAM pack names,
 * OIDF fan-out, OIDL ids, OOFF pack number and offset, LOFF 64-bit offsets.
 */
export function openMultiPackIndex(file: WindowFile, idBytes: number): MultiPackIndex {
  const head = file.copy(0, HEADER_BYTES);
  const version = head[4];
  if (head.readUInt32BE(0) !== SIGNATURE || (version !== 1 && version !== 2)) {
    throw new GitError('corruptObject', `${file.path} is no multi-pack-index`);
  }
  if (head[5] !== (idBytes === 20 ? 1 : 2)) {
    throw new GitError('corruptObject', `${file.path} is for another object format`);
  }
  const chunks = readChunks(file, HEADER_BYTES, head[6]!);
  const fanOutChunk = requireChunk(file, chunks, { name: 'OIDF', bytes: 1024 });
  const fanOut = readFanOut(file, fanOutChunk.start, Math.floor(file.size / idBytes));
  const count = fanOut[255]!;
  const ids = requireChunk(file, chunks, { name: 'OIDL', bytes: count * idBytes });
  const offsets = requireChunk(file, chunks, { name: 'OOFF', bytes: count * 8 });
  const loff = chunks.get('LOFF');
  const cursor = new Cursor(file);
  const packNumbers = new NumberColumn(file, { start: offsets.start, stride: 8, count });
  const smallOffsets = new NumberColumn(file, { start: offsets.start + 4, stride: 8, count });
  return {
    file,
    packNames: readNames(file, chunks, head.readUInt32BE(8)),
    ids: new IdTable(file, fanOut, { start: ids.start, stride: idBytes, idBytes }),
    packNumber: (position) => packNumbers.at(position),
    offset: (position) => {
      const small = smallOffsets.at(position);
      if (loff === undefined || small < 0x80000000) return small;
      return readLargeOffset(cursor, { start: loff.start, count: loff.bytes >> 3 }, small - 0x80000000);
    },
  };
}

function readNames(file: WindowFile, chunks: Parameters<typeof requireChunk>[1], count: number): string[] {
  const chunk = requireChunk(file, chunks, { name: 'PNAM', bytes: count });
  if (chunk.bytes > 2 ** 26)
    throw new GitError('tooLarge', `${file.path}: ${chunk.bytes} bytes of pack names`);
  const names = file.copy(chunk.start, chunk.bytes).toString('latin1').split('\0').slice(0, count);
  if (names.length < count || names.some((name) => !/^[\w.-]+\.(idx|pack)$/.test(name))) {
    throw new GitError('corruptObject', `${file.path}: unreadable pack names`);
  }
  return names.map((name) => name.replace(/\.(idx|pack)$/, ''));
}
