/** A split index: a shared file with most entries, and a small one that says what is different. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { sortInSteps } from '../base/sortInSteps.ts';
import { GitError } from './errors.ts';
import type { IndexFile } from './indexFile.ts';
import type { IndexEntry } from './workTreeIndex.ts';

/** Entries between two polls. */
const POLL_ENTRIES = 1 << 11;

/** All entries in index order. Throws GitError 'corruptObject' when the two files do not fit. */
export function mergeSplitIndex(
  { entries, link }: IndexFile,
  base: readonly IndexEntry[],
  { path, cancel }: { readonly path: string; readonly cancel: Cancel },
): IndexEntry[] {
  const pace = new Pace(cancel, POLL_ENTRIES);
  const named = (entry: IndexEntry) => entry.path !== '';
  const [added, nameless] = [entries.filter(named), entries.filter((entry) => !named(entry))];
  const merged = replacedIn(base, { replaced: link?.replaced ?? [], nameless, path, pace });
  for (const position of link?.deleted ?? []) {
    pace.did(1);
    if (base[position] === undefined) throw corrupt(path);
    merged[position] = null;
  }
  const gone = new Set<string>();
  for (const entry of added) {
    pace.did(1);
    gone.add(slot(entry));
  }
  const kept: IndexEntry[] = [];
  for (const entry of merged) {
    pace.did(1);
    if (entry !== null && !gone.has(slot(entry))) kept.push(entry);
  }
  return sortInSteps([...kept, ...added], byPathAndStage, pace);
}

/** The shared entries, some with what stands in the nameless ones in place of their own. */
function replacedIn(
  base: readonly IndexEntry[],
  {
    replaced,
    nameless,
    path,
    pace,
  }: {
    readonly replaced: readonly number[];
    readonly nameless: readonly IndexEntry[];
    readonly path: string;
    readonly pace: Pace;
  },
): (IndexEntry | null)[] {
  if (nameless.length !== replaced.length) throw corrupt(path);
  const merged: (IndexEntry | null)[] = [...base];
  for (const [index, position] of replaced.entries()) {
    pace.did(1);
    const old = base[position];
    const entry = nameless[index];
    if (old === undefined || entry === undefined) throw corrupt(path);
    merged[position] = { ...entry, path: old.path };
  }
  return merged;
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
