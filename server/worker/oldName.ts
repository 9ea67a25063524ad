/** The name a file had in the parent that lacks it, for those who look at one commit and not at history. */
import { chooseSource, type RenameSource } from '../blame/renameSource.ts';
import { isFileMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { diffTrees } from '../git/treeDiff.ts';
import { findPath } from '../git/treePath.ts';

export interface NamedBlob {
  readonly path: string;
  readonly blob: Oid;
}

/** The file in `parent` that is `path` in `commit`: under the same name, else under the one it was renamed from; null for none. */
export function inParent(
  reader: ObjectReader,
  { commit, parent }: { readonly commit: Oid; readonly parent: Oid },
  path: string,
): NamedBlob | null {
  const before = reader.commit(parent).tree;
  const after = reader.commit(commit).tree;
  const same = findPath(reader, before, path, null);
  if (same !== null) return isFileMode(same.mode) ? { path, blob: same.oids.at(-1) as Oid } : null;
  const target = findPath(reader, after, path, null);
  if (target === null || !isFileMode(target.mode)) return null;
  const sources: RenameSource[] = [];
  diffTrees(reader, { before, after }, (change) => {
    if (change.before !== null && change.after === null)
      sources.push({ path: change.path, ...change.before });
  });
  const blob = target.oids.at(-1) as Oid;
  const source = chooseSource(
    sources,
    {
      path,
      mode: target.mode,
      blob,
      size: () => reader.header(blob)?.size ?? 0,
      content: () => reader.data(blob, 'blob'),
    },
    { reader, cancel: reader.cancel },
  );
  return source && { path: source.path, blob: source.oid };
}
