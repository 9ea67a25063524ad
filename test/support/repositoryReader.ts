/** A reader on a repository on disk, described without asking git or the configuration. */
import type { ObjectFormat } from '../../server/git/oid.ts';
import { type ObjectReader, openReader, type ReaderOptions } from '../../server/git/reader.ts';
import { bareRepository } from './packFixture.ts';

/** The caller closes it. */
export function openRepository(
  gitDir: string,
  options: ReaderOptions & { readonly format?: ObjectFormat } = {},
): { readonly reader: ObjectReader; close(): void } {
  const { format = 'sha1', ...rest } = options;
  const reader = openReader(bareRepository(gitDir, format), rest);
  return { reader, close: () => reader.close() };
}
