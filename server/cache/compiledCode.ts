/** What V8 made of parts of the program, kept in the user's cache directory: one file for all that is loaded together. Runs nothing. */
import { existsSync, mkdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readCacheFile, writeCacheFile } from './cacheFile.ts';

/** One part's code. */
interface CompiledPart {
  readonly name: string;
  /** Length and checksum of the source that it was made of. */
  readonly source: SourceMark;
  readonly code: Uint8Array;
}

export interface SourceMark {
  readonly bytes: number;
  readonly sum: number;
}

/** Parts that are loaded together. */
export interface CompiledParts {
  /** How many processes have added to it what they came to run. */
  readonly generation: number;
  /** In the order in which they were loaded. */
  readonly parts: readonly CompiledPart[];
}

export interface CompiledFile {
  /** Null when there is nothing to use. */
  readonly kept: CompiledParts | null;
  /** Why what is there is not used; null when it is, or when nothing is there. */
  readonly complaint: string | null;
}

/** All that a program is made of comes to a megabyte or two. */
const MOST_BYTES = 32 << 20;
/** V8 copies what does not lie at such a place. */
const ALIGNMENT = 8;

/**
 * The directory for one program in one version of V8. Started with other flags it would be compiled anew each time it is started in turn
 * with these: V8 takes nothing that was made under others, nor by other versions of itself.
 */
export function codeDirectory(root: string, directory: string): string {
  const { versions, arch, execArgv, env } = process;
  const world = JSON.stringify([directory, versions.v8, arch, execArgv, env['NODE_OPTIONS'] ?? '']);
  return join(root, 'code', crc32(world).toString(16).padStart(8, '0'));
}

/** By which a source is known again: against mistakes, not against who could write to the program itself. */
export function markOf(source: Uint8Array): SourceMark {
  return { bytes: source.length, sum: crc32(source) };
}

/** What is kept under a name. Code is run as it is: V8 does not check it, so it must be whole, and nobody else's. */
export function readCompiled(directory: string, name: string): CompiledFile {
  const path = pathOf(directory, name);
  let isForeign = false;
  const bytes = readCacheFile(path, MOST_BYTES, (stats) => {
    isForeign = !isOursAlone(stats);
    return !isForeign;
  });
  const kept = bytes === null ? null : unpacked(bytes);
  if (kept !== null || !existsSync(path)) return { kept, complaint: null };
  const fault = isForeign ? 'may have been written by somebody else' : 'was damaged or of another version';
  return { kept, complaint: `${path} ${fault}; it is made anew` };
}

/** In place of what is there. Throws what the system says. */
export function writeCompiled(directory: string, name: string, { generation, parts }: CompiledParts): void {
  const table = parts.map(({ name: part, source, code }) => [part, source.bytes, source.sum, code.length]);
  const text = Buffer.from(JSON.stringify({ generation, table }));
  const head = Buffer.alloc(aligned(4 + text.length));
  head.writeUInt32LE(text.length, 0);
  text.copy(head, 4);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const padded = parts.flatMap(({ code }) => [code, Buffer.alloc(aligned(code.length) - code.length)]);
  writeCacheFile(pathOf(directory, name), [head, ...padded]);
}

function pathOf(directory: string, name: string): string {
  return join(directory, `${name}.code`);
}

/** Windows keeps the directories of users apart by itself. */
function isOursAlone({ uid, mode }: Stats): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & 0o022) === 0);
}

/** Null when it is not what `writeCompiled` writes. */
function unpacked(bytes: Buffer): CompiledParts | null {
  if (bytes.length < 4) return null;
  const end = 4 + bytes.readUInt32LE(0);
  if (end > bytes.length) return null;
  const head = parse(bytes.toString('utf8', 4, end));
  if (head === null) return null;
  const parts: CompiledPart[] = [];
  let at = aligned(end);
  for (const [name, sourceBytes, sum, length] of head.table) {
    const code = bytes.subarray(at, at + length);
    if (code.length !== length) return null;
    parts.push({ name, source: { bytes: sourceBytes, sum }, code });
    at += aligned(length);
  }
  return { generation: head.generation, parts };
}

interface Head {
  readonly generation: number;
  readonly table: readonly (readonly [string, number, number, number])[];
}

/** Null for what another version has written. */
function parse(text: string): Head | null {
  try {
    const { generation, table } = JSON.parse(text) as Partial<Head>;
    const isRow = (row: unknown) =>
      Array.isArray(row) && typeof row[0] === 'string' && row.slice(1).every(Number.isSafeInteger);
    if (typeof generation !== 'number' || !Array.isArray(table) || !table.every(isRow)) return null;
    return { generation, table };
  } catch {
    return null;
  }
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
