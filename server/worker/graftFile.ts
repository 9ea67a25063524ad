/** Grafts of one question: a file that says which parents commits have, in place of the repository's own word. */
import type { Cancel } from '../base/cancel.ts';
import { GitError } from '../git/errors.ts';
import { readSmallFile } from '../git/files.ts';
import { parseGrafts } from '../git/grafts.ts';
import { type ObjectReader, openReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { GraftFile } from './messages.ts';

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Throws GitError 'noSuchPath' when the file can't be read; `name` is as the user wrote it. */
export async function loadGraftFile(name: string, path: string): Promise<GraftFile> {
  const data = await readSmallFile(path, MAX_FILE_BYTES);
  if (data === null) throw new GitError('noSuchPath', `reading graft file '${name}' failed`, { path });
  return { path, data };
}

/** A reader that sees history with the grafts of the file as well as its own; of two lines for a commit the last one counts. */
export function openGrafted(repository: Repository, grafts: GraftFile, cancel: Cancel): ObjectReader {
  const extra = new Map(linesOf(repository, grafts, { warnings: [], cancel }));
  return openReader(repository, { grafts: { extra }, cancel });
}

/** What is wrong with lines of the file. */
export function graftWarnings(repository: Repository, grafts: GraftFile, cancel: Cancel): string[] {
  const warnings: string[] = [];
  linesOf(repository, grafts, { warnings, cancel });
  return warnings.map((warning) => `${grafts.path}: ${warning}`);
}

function linesOf(
  { objectFormat }: Repository,
  { data }: GraftFile,
  reading: { readonly warnings: string[]; readonly cancel: Cancel },
) {
  return parseGrafts(data, objectFormat, reading);
}
