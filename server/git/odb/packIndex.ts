/** Pack index files (.idx, versions 1 and 2): from an object id to an offset in the pack. */
import { GitError } from '../errors.ts';
import { IdTable, readFanOut } from './idTable.ts';
import { NumberColumn } from './numberColumn.ts';
import { Cursor, type WindowFile } from './windows.ts';

export interface PackIndex {
  readonly file: WindowFile;
  readonly ids: IdTable;
  /** Offset in the pack of the object at a position of `ids`. */
  offset(position: number): number;
}

const MAGIC = 0xff744f63;
const FAN_OUT_BYTES = 1024;

/**
 * Checks the shape of an index. Version 2: magic, version, fan-out, ids, CRCs, 32-bit offsets, 64-bit offsets,
 * two checksums. Version 1: fan-out, then offset and id interleaved, two checksums.
 */
export function openPackIndex(file: WindowFile, idBytes: number): PackIndex {
  if (file.size < FAN_OUT_BYTES + 2 * idBytes)
    throw new GitError('corruptObject', `${file.path} is too short`);
  const head = file.copy(0, 8);
  if (head.readUInt32BE(0) !== MAGIC) return openVersion1(file, idBytes);
  const version = head.readUInt32BE(4);
  if (version !== 2) throw new GitError('corruptObject', `${file.path} has unknown version ${version}`);
  return openVersion2(file, idBytes);
}

function openVersion1(file: WindowFile, idBytes: number): PackIndex {
  const stride = 4 + idBytes;
  const room = file.size - FAN_OUT_BYTES - 2 * idBytes;
  const fanOut = readFanOut(file, 0, Math.floor(room / stride));
  const layout = { start: FAN_OUT_BYTES + 4, stride, idBytes };
  const offsets = new NumberColumn(file, { start: FAN_OUT_BYTES, stride, count: fanOut[255]! });
  return {
    file,
    ids: new IdTable(file, fanOut, layout),
    offset: (position) => offsets.at(position),
  };
}

function openVersion2(file: WindowFile, idBytes: number): PackIndex {
  const start = 8 + FAN_OUT_BYTES;
  const room = file.size - start - 2 * idBytes;
  const fanOut = readFanOut(file, 8, Math.floor(room / (idBytes + 8)));
  const count = fanOut[255]!;
  const smallStart = start + count * (idBytes + 4);
  const offsets = new NumberColumn(file, { start: smallStart, stride: 4, count });
  const large = { start: smallStart + count * 4, count: Math.floor((room - count * (idBytes + 8)) / 8) };
  const cursor = new Cursor(file);
  return {
    file,
    ids: new IdTable(file, fanOut, { start, stride: idBytes, idBytes }),
    offset: (position) => {
      const small = offsets.at(position);
      return small < 0x80000000 ? small : readLargeOffset(cursor, large, small - 0x80000000);
    },
  };
}

/** Offsets from 2 GiB on are numbers of a second table of 64-bit offsets. */
export function readLargeOffset(
  cursor: Cursor,
  table: { readonly start: number; readonly count: number },
  row: number,
): number {
  if (row >= table.count) {
    throw new GitError('corruptObject', `${cursor.file.path} has no 64-bit offset number ${row}`);
  }
  const at = cursor.at(table.start + row * 8, 8);
  const offset = cursor.bytes.readUInt32BE(at) * 2 ** 32 + cursor.bytes.readUInt32BE(at + 4);
  if (Number.isSafeInteger(offset)) return offset;
  throw new GitError('corruptObject', `${cursor.file.path} has an offset beyond all files`);
}
