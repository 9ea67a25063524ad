/** One commit-graph file: checked when it is opened, looked up by position afterwards. */
import { GitError } from '../errors.ts';
import { type Chunk, readChunks, requireChunk } from '../odb/chunks.ts';
import { IdTable, readFanOut } from '../odb/idTable.ts';
import { Cursor, type WindowFile } from '../odb/windows.ts';
import { type FilterSettings, mayContain, type PathHashes } from './bloom.ts';
import { WalkColumns } from './walkColumns.ts';

/** Places of the commits of one file; positions given to its functions count within the file. */
export interface GraphLayer {
  readonly file: WindowFile;
  readonly ids: IdTable;
  readonly idBytes: number;
  /** Number of files this one builds on. */
  readonly baseCount: number;
  /** Makes a commit's record available: id of the tree, two parents, generation and date, at the index returned. */
  record(position: number): number;
  readonly records: Cursor;
  /** First parents, and where filters are. */
  readonly columns: WalkColumns;
  /** The list of further parents of a merge of more than two; null when the file has none. */
  readonly edges: { readonly cursor: Cursor; readonly chunk: Chunk } | null;
  readonly filters: Filters | null;
}

interface Filters {
  readonly settings: FilterSettings;
  readonly endsStart: number;
  readonly data: Cursor;
  readonly dataStart: number;
  readonly dataBytes: number;
}

const SIGNATURE = 0x43475048; // "CGPH"
const HEADER_BYTES = 8;
const FILTER_HEADER_BYTES = 12;
/** Filters are at most 512 paths of 10 bits; whatever is much longer is not git's. */
const MAX_FILTER_BYTES = 1 << 16;

/**
 * Header: signature, version, hash version, chunks, base files. Chunks: OIDF fan-out, OIDL ids, CDAT records,
 * EDGE further parents, BIDX and BDAT changed-path filters; others are not needed here.
 */
export function openGraphLayer(file: WindowFile, idBytes: number): GraphLayer {
  const head = file.copy(0, HEADER_BYTES);
  if (head.readUInt32BE(0) !== SIGNATURE || head[4] !== 1) throw corrupt(file, 'is no commit-graph');
  if (head[5] !== (idBytes === 20 ? 1 : 2)) throw corrupt(file, 'is for another object format');
  const chunks = readChunks(file, HEADER_BYTES, head[6]!);
  const fanOutChunk = requireChunk(file, chunks, { name: 'OIDF', bytes: 1024 });
  const fanOut = readFanOut(file, fanOutChunk.start, Math.floor(file.size / idBytes));
  const count = fanOut[255]!;
  const ids = requireChunk(file, chunks, { name: 'OIDL', bytes: count * idBytes });
  const recordBytes = idBytes + 16;
  const data = requireChunk(file, chunks, { name: 'CDAT', bytes: count * recordBytes });
  const edges = chunks.get('EDGE');
  const records = new Cursor(file);
  const filters = openFilters(file, chunks, count);
  return {
    file,
    ids: new IdTable(file, fanOut, { start: ids.start, stride: idBytes, idBytes }),
    idBytes,
    baseCount: head[7]!,
    record: (position) => records.at(data.start + position * recordBytes, recordBytes),
    records,
    columns: new WalkColumns(file, {
      count,
      records: data.start,
      recordBytes,
      parentAt: idBytes,
      ends: filters?.endsStart ?? null,
    }),
    edges: edges === undefined ? null : { cursor: new Cursor(file), chunk: edges },
    filters,
  };
}

/** Null when the file has no filters, or filters of a kind we don't know. */
function openFilters(file: WindowFile, chunks: ReadonlyMap<string, Chunk>, count: number): Filters | null {
  if (!chunks.has('BIDX') || !chunks.has('BDAT')) return null;
  const ends = requireChunk(file, chunks, { name: 'BIDX', bytes: count * 4 });
  const data = requireChunk(file, chunks, { name: 'BDAT', bytes: FILTER_HEADER_BYTES });
  const head = file.copy(data.start, FILTER_HEADER_BYTES);
  const version = head.readUInt32BE(0);
  const hashes = head.readUInt32BE(4);
  if ((version !== 1 && version !== 2) || hashes === 0 || hashes > 64) return null;
  return {
    settings: { version, hashes },
    endsStart: ends.start,
    data: new Cursor(file),
    dataStart: data.start + FILTER_HEADER_BYTES,
    dataBytes: data.bytes - FILTER_HEADER_BYTES,
  };
}

/** True when the path may have changed in the commit; null when there is no filter for it. */
export function askFilter(layer: GraphLayer, position: number, path: PathHashes): boolean | null {
  const filters = layer.filters;
  if (filters === null) return null;
  const end = layer.columns.filterEnd(position);
  const start = layer.columns.filterStart(position);
  const length = end - start;
  if (length <= 0 || length > MAX_FILTER_BYTES || end > filters.dataBytes) return null;
  const at = filters.data.at(filters.dataStart + start, length);
  return mayContain({ bytes: filters.data.bytes, at, length }, path, filters.settings);
}

function corrupt(file: WindowFile, fault: string): GitError {
  return new GitError('corruptObject', `${file.path} ${fault}`, { path: file.path });
}
