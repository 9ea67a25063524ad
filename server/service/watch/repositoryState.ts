/** What a repository is like at one moment, as far as blame hangs on it, and what has changed between two. */
import { createHash } from 'node:crypto';
import type { Oid } from '../../git/oid.ts';
import type { ResolvedOptions } from '../../worker/messages.ts';

/** Why answers given before may not hold any more. */
export type ChangeReason = 'head' | 'refs' | 'config' | 'ignoreRevs' | 'mailmap' | 'objects';

export interface RepositoryState {
  readonly head: Oid | null;
  /** Full name; null when HEAD is on none. */
  readonly branch: string | null;
  readonly mergeHeads: readonly Oid[];
  /** Stands for the local branches and where they are; null when it is not known. */
  readonly branches: string | null;
  /** Null when the options could not be found out. */
  readonly resolved: ResolvedOptions | null;
  /** Stands for the files with attributes. */
  readonly attributes: string;
}

/** In the order in which they are told. */
export function reasonsBetween(before: RepositoryState, after: RepositoryState): ChangeReason[] {
  const [old, now] = [before.resolved, after.resolved];
  // A configuration that can't be read, or can be read again, says nothing of the rest.
  const both = old !== null && now !== null;
  const differ: Record<ChangeReason, boolean> = {
    head: headOf(before) !== headOf(after),
    refs: before.branches !== after.branches && before.branches !== null && after.branches !== null,
    config: old?.config !== now?.config || before.attributes !== after.attributes,
    ignoreRevs: both && ignoredIn(old) !== ignoredIn(now),
    mailmap: both && old.mailmap !== now.mailmap,
    objects: both && old.overrides !== now.overrides,
  };
  const all = (Object.keys(differ) as ChangeReason[]).filter((reason) => differ[reason]);
  // The current branch is a branch.
  return all.filter((reason) => reason !== 'refs' || !differ.head);
}

function headOf({ head, branch, mergeHeads }: RepositoryState): string {
  return [head, branch, ...mergeHeads].join(' ');
}

function ignoredIn({ options }: ResolvedOptions): string {
  return [...options.ignoreRevs].sort().join(' ');
}

/** Stands for branches and where they are. */
export function digestOf(branches: readonly { readonly name: string; readonly oid: Oid | null }[]): string {
  const hash = createHash('sha1');
  for (const { name, oid } of branches) hash.update(`${name} ${oid}\n`);
  return hash.digest('hex');
}
