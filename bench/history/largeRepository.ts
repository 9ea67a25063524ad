/** A repository with a long history and many files: the same one every time, kept between runs. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, makeRepository } from '../syntheticRepository.ts';

export interface LargeShape {
  readonly files: number;
  readonly commits: number;
}

/** Files of a few kilobytes, so that it is the length of history that counts. */
const LONGEST = 160;
const SEED = 1;

/** Bare, in the one pack that `git fast-import` leaves; never to be changed. Takes minutes when it has to be made. */
export async function largeRepository(shape: LargeShape): Promise<string> {
  const target = join(cacheDirectory(), `large-1-${shape.files}-${shape.commits}-${SEED}.git`);
  if (existsSync(target)) return target;
  const made = mkdtempSync(join(cacheDirectory(), 'making-'));
  try {
    await makeRepository(made, { ...shape, seed: SEED, longest: LONGEST });
    renameSync(made, target);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return target;
}
