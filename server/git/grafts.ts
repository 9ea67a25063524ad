/** What changes a commit's recorded parents: grafts and the cut of a shallow clone. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readTextSync } from './filesSync.ts';
import { isOid, type ObjectFormat, type Oid } from './oid.ts';
import type { Repository } from './repository.ts';
import { placesOf } from './repositoryPlaces.ts';

/** Room for a million commits that are cut off. */
const MAX_FILE_BYTES = 1 << 26;

/** Parents by commit. */
export type Grafts = ReadonlyMap<Oid, readonly Oid[]>;

/** Where grafts come from beside the shallow cut. */
export interface GraftSource {
  /** In place of `info/grafts` (GIT_GRAFT_FILE). */
  readonly file?: string;
  /** Win over those of the file. */
  readonly extra?: Grafts;
}

/** Parents by commit; a cut-off commit of a shallow clone has none. A shallow cut wins over a graft. */
export function readGrafts(repository: Repository, warnings: string[], source: GraftSource = {}): Grafts {
  const { commonDir, objectFormat } = repository;
  const grafts = new Map<Oid, readonly Oid[]>(source.extra);
  const text = readText(source.file ?? join(commonDir, 'info', 'grafts'));
  // Of two lines for a commit the first one counts here.
  for (const [commit, parents] of parseGrafts(text, objectFormat, warnings))
    if (!grafts.has(commit)) grafts.set(commit, parents);
  for (const oid of readShallow(placesOf(repository).shallowFile, objectFormat)) grafts.set(oid, []);
  return grafts;
}

/** Lines of a commit and its parents, one blank between ids; `#` begins a comment, malformed lines lead to warnings. */
export function parseGrafts(
  text: string,
  format: ObjectFormat,
  warnings: string[],
): (readonly [commit: Oid, parents: readonly Oid[]])[] {
  const grafts: (readonly [Oid, readonly Oid[]])[] = [];
  for (const line of text.split('\n').map((each) => each.trimEnd())) {
    if (line === '' || line.startsWith('#')) continue;
    const [commit, ...parents] = line.toLowerCase().split(/[ \t\r]/);
    if (commit !== undefined && [commit, ...parents].every((id) => isOid(id, format)))
      grafts.push([commit, parents]);
    else warnings.push(`bad graft data: ${line}`);
  }
  return grafts;
}

function readShallow(file: string, format: ObjectFormat): Oid[] {
  return readText(file)
    .split('\n')
    .filter((line) => isOid(line, format));
}

function readText(path: string): string {
  return readTextSync(path, MAX_FILE_BYTES) ?? '';
}

/** A text that is the same for the same grafts and replacement refs. */
export function overridesText(grafts: Grafts, replacements: ReadonlyMap<Oid, Oid>): string {
  const sorted = [[...grafts].sort(byFirst), [...replacements].sort(byFirst)];
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}

function byFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
