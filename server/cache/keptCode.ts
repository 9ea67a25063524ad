/** Puts what the program was compiled to on disk when there is time, within bounds. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inSlices } from '../base/nextTurn.ts';
import { markUsed, trimCaches, trimKind, USED } from './cacheDirectory.ts';
import { writeCacheFile } from './cacheFile.ts';
import type { PartLoader } from './partLoader.ts';

export interface KeptCode {
  readonly parts: Pick<PartLoader, 'complaints' | 'keeping'>;
  /** Where it lies. */
  readonly directory: string;
  /** The directory of all caches, and most bytes of them together. */
  readonly root: string;
  readonly maxBytes: number;
  readonly warn: (message: string) => void;
  readonly now: () => number;
}

/** Programs, versions of Node and flags whose code is kept: a megabyte or two each. */
const MOST_PROGRAMS = 8;

/** Says what was found damaged, too. What can't be written is told and left out. */
export async function keepCode({ parts, directory, root, maxBytes, warn, now }: KeptCode): Promise<void> {
  for (const complaint of parts.complaints) warn(complaint);
  try {
    await inSlices(parts.keeping());
    const used = join(directory, USED);
    if (existsSync(used)) markUsed(directory, new Date(now()));
    else {
      writeCacheFile(used, []);
      await inSlices(trimKind(root, { kind: 'code', most: MOST_PROGRAMS, kept: directory }));
      await inSlices(trimCaches(root, maxBytes, directory));
    }
  } catch (error) {
    warn(`the program's code is not kept in ${directory}: ${String(error)}`);
  }
}
