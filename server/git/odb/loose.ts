/** Loose objects: one zlib stream a file, `type size NUL content`. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { GitError } from '../errors.ts';
import { isMissing } from '../files.ts';
import type { ObjectType, RawObject } from '../objects.ts';
import type { Oid } from '../oid.ts';
import { inflateInto, maxInflated } from './inflate.ts';

interface LooseHead {
  readonly type: ObjectType;
  readonly size: number;
  /** Bytes of the head, NUL included. */
  readonly length: number;
}

/** Enough of the file to hold a whole head, however badly it is compressed. */
const HEAD_INPUT = 256;

/** The loose object, or null when there is none. `maxBytes` bounds its size. */
export function readLoose(objectsDir: string, oid: Oid, maxBytes: number): RawObject | null {
  return withFile(loosePath(objectsDir, oid), (handle, path) => {
    const size = fstatSync(handle).size;
    const head = readHead(readStart(handle, Math.min(size, HEAD_INPUT)), path);
    if (head.size > maxBytes)
      throw new GitError('tooLarge', `${path} has ${head.size} bytes; the limit is ${maxBytes}`);
    const total = head.length + head.size;
    if (total > maxInflated(size) || size > 2 * total + 1024) throw corrupt(path);
    const input = readStart(handle, size);
    const output = Buffer.allocUnsafeSlow(total);
    const used = inflateInto(input, { at: 0, end: input.length }, { bytes: output, size: total });
    if (used !== input.length) throw corrupt(path);
    return { type: head.type, data: output.subarray(head.length) };
  });
}

/** Type and size of a loose object, or null when there is none. */
export function readLooseHeader(objectsDir: string, oid: Oid): { type: ObjectType; size: number } | null {
  return withFile(loosePath(objectsDir, oid), (handle, path) => {
    const { type, size } = readHead(readStart(handle, HEAD_INPUT), path);
    return { type, size };
  });
}

/** Adds the ids of loose objects that begin with the hex prefix to `found` until it holds `limit` of them. */
export function collectLoose(
  objectsDir: string,
  want: { readonly prefix: string; readonly limit: number; readonly idBytes: number },
  found: Set<Oid>,
): void {
  const { prefix, limit, idBytes } = want;
  for (const fanOut of listDir(objectsDir)) {
    if (!/^[0-9a-f]{2}$/.test(fanOut) || !agrees(fanOut, prefix)) continue;
    for (const rest of listDir(join(objectsDir, fanOut))) {
      if (found.size >= limit) return;
      const oid = fanOut + rest;
      if (oid.length === idBytes * 2 && /^[0-9a-f]+$/.test(oid) && oid.startsWith(prefix)) found.add(oid);
    }
  }
}

function agrees(fanOut: string, prefix: string): boolean {
  return fanOut.startsWith(prefix) || prefix.startsWith(fanOut);
}

function loosePath(objectsDir: string, oid: Oid): string {
  return `${objectsDir}/${oid.slice(0, 2)}/${oid.slice(2)}`;
}

function withFile<T>(path: string, read: (handle: number, path: string) => T): T | null {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw new GitError('corruptObject', `cannot open ${path}`, { path }, error);
  }
  try {
    return read(handle, path);
  } finally {
    closeSync(handle);
  }
}

function readStart(handle: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const count = readSync(handle, bytes, done, length - done, done);
    if (count === 0) break;
    done += count;
  }
  return bytes.subarray(0, done);
}

function readHead(start: Buffer, path: string): LooseHead {
  let text: string;
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxInflated(HEAD_INPUT) };
    text = inflateSync(start, options).toString('latin1', 0, 64);
  } catch (error) {
    throw corrupt(path, error);
  }
  const match = /^(commit|tree|blob|tag) (0|[1-9][0-9]{0,14})\0/.exec(text);
  if (match === null) throw corrupt(path);
  return { type: match[1] as ObjectType, size: Number(match[2]), length: match[0].length };
}

function listDir(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function corrupt(path: string, cause?: unknown): GitError {
  return new GitError('corruptObject', `${path} is no readable object`, { path }, cause);
}
