/** Keeps short lists of byte strings by name on disk, each list in a file of its own, within bounds. Knows no content. */
import { createHash } from 'node:crypto';
import { existsSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterSlices } from '../base/nextTurn.ts';
import { type CacheKind, groupDirectory, markUsed, sweep, trimWithin, USED } from './cacheDirectory.ts';
import { readCacheFile, writeCacheFile } from './cacheFile.ts';

export interface KeptFilesOptions {
  /** The directory of all caches. */
  readonly root: string;
  readonly kind: CacheKind;
  /** Most bytes of all caches together; half of them for one owner's files of this kind. */
  readonly maxBytes: number;
  /** Told what was found damaged and dropped, or could not be written. */
  readonly warn: (message: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Longest file that is read or written. */
const MAX_FILE_BYTES = 32 << 20;
/** What has been written when the bounds are looked at again. */
const TRIM_EVERY = 16 << 20;
/** Another process may be about to give a file its name that is younger. */
const ORPHAN_AGE = 3_600_000;
/** In front: the name's hash, then how many values there are, then the length of each. */
const NAME_BYTES = 32;

/** Safe with several processes: files are replaced whole; who writes last has the say, and nothing false is said by anyone. */
export class KeptFiles {
  readonly #options: KeptFilesOptions;
  /** Starts full: what earlier processes have left is looked at with the first write. */
  #written = TRIM_EVERY;
  #failed = false;

  constructor(options: KeptFilesOptions) {
    this.#options = options;
  }

  /** Values in the order in which they were written; none when there is no file, or none that is whole and of that name. */
  read(owner: string, name: string): Buffer[] {
    const hash = hashOf(name);
    const directory = this.#directory(owner);
    const path = join(directory, fileName(hash));
    const content = readCacheFile(path, MAX_FILE_BYTES);
    if (content === null) return this.#drop(path);
    const values = valuesIn(content, hash);
    if (values === null) return this.#drop(path);
    this.#touch(directory, path);
    return values;
  }

  /** Replaces what is there under that name. What can't be written is told once and left out. */
  write(owner: string, name: string, values: readonly Uint8Array[]): void {
    const hash = hashOf(name);
    const lengths = Buffer.alloc(4 * (1 + values.length));
    lengths.writeUInt32LE(values.length, 0);
    for (const [number, { length }] of values.entries()) lengths.writeUInt32LE(length, 4 * (number + 1));
    const pieces = [hash, lengths, ...values];
    const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
    if (bytes > MAX_FILE_BYTES) return;
    const directory = this.#directory(owner);
    try {
      writeCacheFile(join(directory, fileName(hash)), pieces);
      this.#trim(directory, bytes);
    } catch (error) {
      if (!this.#failed) this.#options.warn(`nothing is kept in ${directory}: ${String(error)}`);
      this.#failed = true;
    }
  }

  #directory(owner: string): string {
    return groupDirectory(this.#options.root, this.#options.kind, owner);
  }

  #touch(directory: string, path: string): void {
    const now = new Date(this.#options.now());
    markUsed(directory, now);
    try {
      utimesSync(path, now, now);
    } catch {
      // What can't be written to can still be read.
      return;
    }
  }

  #drop(path: string): Buffer[] {
    if (!existsSync(path)) return [];
    try {
      rmSync(path, { force: true, recursive: true });
      this.#options.warn(`${path} was damaged or of another version; it is made anew`);
    } catch (error) {
      this.#options.warn(`${path} is damaged or of another version, and can't be removed: ${String(error)}`);
    }
    return [];
  }

  #trim(directory: string, bytes: number): void {
    this.#written += bytes;
    if (this.#written < TRIM_EVERY) return;
    this.#written = 0;
    const { root, maxBytes, now } = this.#options;
    writeCacheFile(join(directory, USED), []);
    const orphaned = new Date(now() - ORPHAN_AGE);
    const bounds = { directory, groupBytes: maxBytes / 2, maxBytes };
    afterSlices(
      sweep(directory, () => true, orphaned),
      () => afterSlices(trimWithin(root, bounds)),
    );
  }
}

function hashOf(name: string): Buffer {
  return createHash('sha256').update(name).digest();
}

function fileName(hash: Buffer): string {
  return `${hash.toString('hex', 0, 16)}.list`;
}

/** Null when the file is not one of that name. */
function valuesIn(content: Buffer, hash: Buffer): Buffer[] | null {
  if (content.length < NAME_BYTES + 4 || !content.subarray(0, NAME_BYTES).equals(hash)) return null;
  const count = content.readUInt32LE(NAME_BYTES);
  let at = NAME_BYTES + 4 * (1 + count);
  if (at > content.length) return null;
  const values: Buffer[] = [];
  for (let number = 0; number < count; number++) {
    const end = at + content.readUInt32LE(NAME_BYTES + 4 * (1 + number));
    if (end > content.length) return null;
    values.push(content.subarray(at, end));
    at = end;
  }
  return at === content.length ? values : null;
}
