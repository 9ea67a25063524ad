/** Tells whether what lies between a repository's objects and their readers has changed on disk, in a handful of looks. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from './repository.ts';

/** What overrides recorded parents and objects, there or not: the cut of a shallow clone, grafts, replacement refs. */
export function overrideFiles({ commonDir }: Repository): string[] {
  return ['shallow', 'info/grafts', 'refs/replace', 'packed-refs'].map((name) => join(commonDir, name));
}

/** Where objects and the commit-graph are listed, there or not. */
export function objectFiles({ commonDir }: Repository): string[] {
  const names = ['pack', 'info/alternates', 'info/commit-graph', 'info/commit-graphs/commit-graph-chain'];
  return names.map((name) => join(commonDir, 'objects', name));
}

/** Changes whenever one of them was written, made, replaced or removed; of a directory, something in it. */
export function objectStamp(repository: Repository): string {
  return stampOfFiles([...overrideFiles(repository), ...objectFiles(repository)]);
}

/** The same for any files and directories. */
export function stampOfFiles(paths: readonly string[]): string {
  return paths.map(stampOfFile).join(' ');
}

function stampOfFile(path: string): string {
  // Something in the way is as good as nothing there.
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? '-' : `${stat.mtimeMs}:${stat.size}:${stat.ino}`;
  } catch {
    return '-';
  }
}
