/** A split index: a shared file with most entries, and a small one that says what is different. */
import { GitError } from './errors.ts';
import type { IndexFile } from './indexFile.ts';
import type { IndexEntry } from './workTreeIndex.ts';

/** All entries in index order. Throws GitError 'corruptObject' when the two files do not fit. */
export function mergeSplitIndex(
  { entries, link }: IndexFile,
  base: readonly IndexEntry[],
  path: string,
): IndexEntry[] {
  const merged: (IndexEntry | null)[] = [...base];
  const nameless = entries.filter((entry) => entry.path === '');
  const replaced = link?.replaced ?? [];
  if (nameless.length !== replaced.length) throw corrupt(path);
  for (const [index, position] of replaced.entries()) {
    const old = base[position];
    const entry = nameless[index];
    if (old === undefined || entry === undefined) throw corrupt(path);
    merged[position] = { ...entry, path: old.path };
  }
  for (const position of link?.deleted ?? []) {
    if (base[position] === undefined) throw corrupt(path);
    merged[position] = null;
  }
  const added = entries.filter((entry) => entry.path !== '');
  const gone = new Set(added.map(slot));
  const kept = merged.filter((entry): entry is IndexEntry => entry !== null && !gone.has(slot(entry)));
  return [...kept, ...added].sort(byPathAndStage);
}

function slot({ path, stage }: IndexEntry): string {
  return `${stage} ${path}`;
}

function byPathAndStage(a: IndexEntry, b: IndexEntry): number {
  if (a.path === b.path) return a.stage - b.stage;
  return a.path < b.path ? -1 : 1;
}

function corrupt(path: string): GitError {
  return new GitError('corruptObject', `split index ${path} does not fit its shared index`, { path });
}
