/** Changed-path filters: the hashes of a path, and whether a filter may hold it; knows nothing of files. */

/** Layout of the filters of one commit-graph file. */
export interface FilterSettings {
  readonly version: 1 | 2;
  readonly hashes: number;
}

/** A path's two hashes in both versions of the hash. */
export interface PathHashes {
  readonly version1: HashPair;
  readonly version2: HashPair;
  /** Those of the directory that the path lies in; null at the top. */
  readonly directory: PathHashes | null;
}

interface HashPair {
  readonly first: number;
  readonly step: number;
}

/** Directories of a path that are asked: the innermost tell it apart best. */
const MAX_DIRECTORIES = 8;

const SEED_FIRST = 0x293ae76f;
const SEED_STEP = 0x7e646e2c;

/** `path` is bytes as a latin1 string. */
export function hashPath(path: string, directories: number = MAX_DIRECTORIES): PathHashes {
  const bytes = Buffer.from(path, 'latin1');
  // Version 1 was computed with signed characters, and so sees bytes from 0x80 on as negative numbers.
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const slash = path.lastIndexOf('/');
  const directory = slash < 0 || directories === 0 ? null : hashPath(path.slice(0, slash), directories - 1);
  return { version1: hashPair(signed), version2: hashPair(bytes), directory };
}

function hashPair(bytes: Uint8Array | Int8Array): HashPair {
  return { first: murmur3(bytes, SEED_FIRST), step: murmur3(bytes, SEED_STEP) };
}

/**
 * False when the filter (`length` bytes at `at`) proves that the path was not put in. An empty filter proves nothing. The
 * directories that a changed path lies in are put in too. They are asked as well: filters of commits that change a file
 * or two are so short that an unlucky path hits the same few bits over and over, and seems to be in most of them.
 */
export function mayContain(
  filter: { readonly bytes: Uint8Array; readonly at: number; readonly length: number },
  hashes: PathHashes,
  settings: FilterSettings,
): boolean {
  const { bytes, at, length } = filter;
  if (length === 0) return true;
  for (let path: PathHashes | null = hashes; path !== null; path = path.directory) {
    const { first, step } = settings.version === 1 ? path.version1 : path.version2;
    for (let k = 0; k < settings.hashes; k++) {
      const bit = ((first + Math.imul(k, step)) >>> 0) % (length * 8);
      if ((bytes[at + (bit >>> 3)]! & (1 << (bit & 7))) === 0) return false;
    }
  }
  return true;
}

/** MurmurHash3 (Austin Appleby, public domain), 32 bits, little-endian blocks; elements may be negative. */
export function murmur3(bytes: Uint8Array | Int8Array, seed: number): number {
  const length = bytes.length;
  const blocksEnd = length & ~3;
  let hash = seed | 0;
  for (let i = 0; i < blocksEnd; i += 4) {
    const block = bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    hash ^= scramble(block);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = length - 1; i >= blocksEnd; i--) tail ^= bytes[i]! << ((i - blocksEnd) * 8);
  if (blocksEnd < length) hash ^= scramble(tail);
  hash ^= length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function scramble(block: number): number {
  const mixed = Math.imul(block, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}
