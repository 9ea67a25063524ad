/** Loose objects: one zlib stream a file, `type size NUL content`. */
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { GitError } from '../errors.ts';
import { listNames, type OpenFile, openRegular, readFully } from '../filesSync.ts';
import type { ObjectType, RawObject } from '../objects.ts';
import type { Oid } from '../oid.ts';
import { inflateInto, inflateSliced, maxInflated, type NextPiece, SLICE_BYTES } from './inflate.ts';

interface LooseHead {
  readonly type: ObjectType;
  readonly size: number;
  /** Bytes of the head, NUL included. */
  readonly length: number;
}

/** Enough of the file to hold a whole head, however badly it is compressed. */
const HEAD_INPUT = 256;

/** What a read may cost: the largest size of an object, and what is called now and then during a long one. */
export interface LooseRead {
  readonly maxBytes: number;
  readonly poll: () => void;
}

/** The loose object, or null when there is none. */
export function readLoose(objectsDir: string, oid: Oid, { maxBytes, poll }: LooseRead): RawObject | null {
  return withFile(loosePath(objectsDir, oid), ({ handle, size }, path) => {
    const head = readHead(readStart({ handle, path }, Math.min(size, HEAD_INPUT)), path);
    if (head.size > maxBytes)
      throw new GitError('tooLarge', `${path} has ${head.size} bytes; the limit is ${maxBytes}`);
    const total = head.length + head.size;
    if (total > maxInflated(size) || size > 2 * total + 1024) throw corrupt(path);
    const output = Buffer.allocUnsafeSlow(total + 1);
    const target = { bytes: output, size: total };
    const used =
      total > SLICE_BYTES
        ? inflateSliced(pieces({ handle, path }), target, poll)
        : inflateInto(readStart({ handle, path }, size), { at: 0, end: size }, target);
    if (used !== size) throw corrupt(path);
    return { type: head.type, data: output.subarray(head.length, total) };
  });
}

/** Type and size of a loose object, or null when there is none. */
export function readLooseHeader(objectsDir: string, oid: Oid): { type: ObjectType; size: number } | null {
  return withFile(loosePath(objectsDir, oid), ({ handle, size: fileSize }, path) => {
    const { type, size } = readHead(readStart({ handle, path }, Math.min(fileSize, HEAD_INPUT)), path);
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
  for (const fanOut of listNames(objectsDir)) {
    if (!/^[0-9a-f]{2}$/.test(fanOut) || !agrees(fanOut, prefix)) continue;
    for (const rest of listNames(join(objectsDir, fanOut))) {
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

function withFile<T>(path: string, read: (file: OpenFile, path: string) => T): T | null {
  const file = openRegular(path);
  if (file === null) return null;
  try {
    return read(file, path);
  } finally {
    closeSync(file.handle);
  }
}

function pieces(file: { readonly handle: number; readonly path: string }): NextPiece {
  const bytes = Buffer.allocUnsafeSlow(SLICE_BYTES);
  let position = 0;
  return () => {
    const end = readFully(file, bytes, position);
    position += end;
    return end === 0 ? null : { bytes, span: { at: 0, end } };
  };
}

function readStart(file: { readonly handle: number; readonly path: string }, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  return bytes.subarray(0, readFully(file, bytes, 0));
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

function corrupt(path: string, cause?: unknown): GitError {
  return new GitError('corruptObject', `${path} is no readable object`, { path }, cause);
}
