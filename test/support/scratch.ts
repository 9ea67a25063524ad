/** A scratch directory that lasts as long as the tests of one `describe`. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { scratchDirectory } from './gitRepository.ts';

/** Call inside `describe`; the path is there once its tests run. */
export function useScratch(purpose: string): { readonly path: string } {
  const scratch = { path: '' };
  beforeAll(() => {
    scratch.path = scratchDirectory(purpose);
  });
  afterAll(() => rmSync(scratch.path, { recursive: true, force: true }));
  return scratch;
}
