/** Packs, indexes and loose objects built byte by byte, for shapes that git itself does not write on request. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { TableRoom } from '../../server/git/odb/tableMemory.ts';
import { WindowCache, type WindowFile } from '../../server/git/odb/windows.ts';
import type { ObjectFormat } from '../../server/git/oid.ts';
import type { Repository } from '../../server/git/repository.ts';

type PlainType = 'commit' | 'tree' | 'blob' | 'tag';

/** What goes into a pack: an object, or a delta on an earlier entry (by number) or on an id. */
export type PackEntry =
  | { readonly type: PlainType; readonly data: Buffer }
  | { readonly base: number | string; readonly delta: Buffer };

export interface IndexEntry {
  readonly oid: string;
  readonly offset: number;
}

const TYPE_NUMBERS = { commit: 1, tree: 2, blob: 3, tag: 4 };

export function objectId(type: PlainType, data: Uint8Array, format: ObjectFormat = 'sha1'): string {
  return createHash(format).update(`${type} ${data.length}\0`).update(data).digest('hex');
}

export function encodePack(
  entries: readonly PackEntry[],
  format: ObjectFormat = 'sha1',
): { readonly bytes: Buffer; readonly offsets: readonly number[] } {
  const head = Buffer.alloc(12);
  head.write('PACK', 'latin1');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(entries.length, 8);
  const parts: Buffer[] = [head];
  const offsets: number[] = [];
  let at = 12;
  for (const entry of entries) {
    offsets.push(at);
    const bytes = encodeEntry(entry, at, offsets);
    parts.push(bytes);
    at += bytes.length;
  }
  const content = Buffer.concat(parts);
  return { bytes: Buffer.concat([content, digest(content, format)]), offsets };
}

function encodeEntry(entry: PackEntry, at: number, offsets: readonly number[]): Buffer {
  if ('data' in entry) {
    return Buffer.concat([entryHead(TYPE_NUMBERS[entry.type], entry.data.length), deflateSync(entry.data)]);
  }
  const stream = deflateSync(entry.delta);
  if (typeof entry.base === 'string') {
    return Buffer.concat([entryHead(7, entry.delta.length), Buffer.from(entry.base, 'hex'), stream]);
  }
  const distance = at - (offsets[entry.base] ?? 0);
  return Buffer.concat([entryHead(6, entry.delta.length), encodeDistance(distance), stream]);
}

/** Type and size before an entry's stream. */
export function entryHead(type: number, size: number): Buffer {
  const bytes = [];
  let rest = Math.floor(size / 16);
  bytes.push((type << 4) | (size % 16));
  while (rest > 0) {
    bytes[bytes.length - 1] = (bytes.at(-1) as number) | 0x80;
    bytes.push(rest % 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from(bytes);
}

/** How far back an entry's base lies. */
export function encodeDistance(distance: number): Buffer {
  const bytes = [distance % 128];
  for (let rest = Math.floor(distance / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest--;
    bytes.unshift(0x80 | (rest % 128));
  }
  return Buffer.from(bytes);
}

/** Instructions of a delta: a piece of the base as `[offset, size]`, or new bytes. */
export function encodeDelta(
  baseSize: number,
  resultSize: number,
  steps: readonly (readonly [number, number] | string)[],
): Buffer {
  const bytes = [...encodeSize(baseSize), ...encodeSize(resultSize)];
  for (const step of steps) {
    if (typeof step === 'string') bytes.push(step.length, ...Buffer.from(step, 'latin1'));
    else bytes.push(...encodeCopy(step[0], step[1]));
  }
  return Buffer.from(bytes);
}

function encodeSize(size: number): number[] {
  const bytes = [size % 128];
  for (let rest = Math.floor(size / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) as number) | 0x80;
    bytes.push(rest % 128);
  }
  return bytes;
}

function encodeCopy(offset: number, size: number): number[] {
  const operands: number[] = [];
  let op = 0x80;
  for (let i = 0; i < 4; i++) {
    const byte = Math.floor(offset / 256 ** i) % 256;
    if (byte === 0) continue;
    op |= 1 << i;
    operands.push(byte);
  }
  for (let i = 0; i < 3 && size !== 0x10000; i++) {
    const byte = (size >> (8 * i)) & 255;
    if (byte === 0) continue;
    op |= 0x10 << i;
    operands.push(byte);
  }
  return [op, ...operands];
}

/** An index of version 1 or 2. In version 2 offsets from `largeFrom` on go to the 64-bit table. */
export function encodeIndex(
  entries: readonly IndexEntry[],
  options: { readonly version?: 1 | 2; readonly largeFrom?: number; readonly format?: ObjectFormat } = {},
): Buffer {
  const { version = 2, largeFrom = 2 ** 31, format = 'sha1' } = options;
  const sorted = [...entries].sort((a, b) => (a.oid < b.oid ? -1 : 1));
  const ids = sorted.map(({ oid }) => Buffer.from(oid, 'hex'));
  const fanOut = encodeFanOut(ids);
  const packChecksum = digest(Buffer.alloc(0), format);
  if (version === 1) {
    const rows = sorted.flatMap(({ offset }, i) => [uint32(offset), ids[i] as Buffer]);
    return sealed([fanOut, ...rows, packChecksum], format);
  }
  const large = sorted.filter(({ offset }) => offset >= largeFrom);
  const small = sorted.map((entry) =>
    uint32(entry.offset < largeFrom ? entry.offset : 2 ** 31 + large.indexOf(entry)),
  );
  const parts = [uint32(0xff744f63), uint32(2), fanOut, ...ids, ...sorted.map(() => uint32(0)), ...small];
  return sealed([...parts, ...large.map(({ offset }) => uint64(offset)), packChecksum], format);
}

/** The 256 running counts before a table of sorted ids. */
export function encodeFanOut(ids: readonly Uint8Array[]): Buffer {
  const fanOut = Buffer.alloc(1024);
  for (let byte = 0; byte < 256; byte++) {
    fanOut.writeUInt32BE(ids.filter((id) => (id[0] as number) <= byte).length, byte * 4);
  }
  return fanOut;
}

/** A file of named chunks: `head` with the number of chunks already in it, the table, the chunks, a checksum. */
export function encodeChunks(head: Buffer, chunks: Readonly<Record<string, Buffer>>): Buffer {
  const names = Object.keys(chunks);
  let at = head.length + (names.length + 1) * 12;
  const rows: Buffer[] = [];
  for (const name of names) {
    rows.push(Buffer.from(name, 'latin1'), uint64(at));
    at += (chunks[name] as Buffer).length;
  }
  return sealed([head, ...rows, uint32(0), uint64(at), ...Object.values(chunks)], 'sha1');
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function uint64(value: number): Buffer {
  return Buffer.concat([uint32(Math.floor(value / 2 ** 32)), uint32(value % 2 ** 32)]);
}

function sealed(parts: readonly Buffer[], format: ObjectFormat): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([content, digest(content, format)]);
}

function digest(content: Buffer, format: ObjectFormat): Buffer {
  return createHash(format).update(content).digest();
}

/** Puts a pack and its index into an object directory. */
export function writePack(
  objectsDir: string,
  name: string,
  files: { readonly pack: Buffer; readonly index: Buffer },
): void {
  writeDeep(join(objectsDir, 'pack', `${name}.pack`), files.pack);
  writeDeep(join(objectsDir, 'pack', `${name}.idx`), files.index);
}

/** Writes a loose object and returns its id. */
export function writeLoose(objectsDir: string, type: PlainType, data: Buffer): string {
  const oid = objectId(type, data);
  const content = Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data]);
  writeDeep(join(objectsDir, oid.slice(0, 2), oid.slice(2)), deflateSync(content));
  return oid;
}

/** Writes a file, making its directories. */
export function writeDeep(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** A tree object: mode in octal, name as latin1, id. */
export function encodeTree(entries: readonly (readonly [mode: string, name: string, oid: string])[]): Buffer {
  return Buffer.concat(
    entries.map(([mode, name, oid]) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.from(oid, 'hex')]),
    ),
  );
}

/** The description of a bare repository with this git directory. */
export function bareRepository(gitDir: string, objectFormat: ObjectFormat = 'sha1'): Repository {
  return { gitDir, commonDir: gitDir, workTree: null, objectFormat, refFormat: 'files' };
}

/** Writes bytes to a file and opens it through windows of its own. */
/** `tableBytes` is the room beside the windows, for what is made of tables. */
export function openBytes(
  path: string,
  bytes: Uint8Array,
  { windowBytes = 4096, tableBytes = 0 }: { windowBytes?: number; tableBytes?: number } = {},
): WindowFile {
  writeDeep(path, bytes);
  return new WindowCache(1 << 20, windowBytes, { tables: new TableRoom(tableBytes) }).open(path);
}

/** Numbers from 0 to 2^32 - 1 that are the same each time. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
  };
}
