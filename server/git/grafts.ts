/** What changes a commit's recorded parents: grafts and the cut of a shallow clone. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';
import { eachLine } from '../base/eachLine.ts';
import { sortInSteps } from '../base/sortInSteps.ts';
import { readBytesSync } from './filesSync.ts';
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
export function readGrafts(
  repository: Repository,
  { warnings, cancel }: { readonly warnings: string[]; readonly cancel: Cancel },
  source: GraftSource = {},
): Grafts {
  const { commonDir, objectFormat } = repository;
  const grafts = new Map<Oid, readonly Oid[]>(source.extra);
  const text = readLines(source.file ?? join(commonDir, 'info', 'grafts'), cancel);
  // Of two lines for a commit the first one counts here.
  for (const [commit, parents] of parseGrafts(text, objectFormat, { warnings, cancel }))
    if (!grafts.has(commit)) grafts.set(commit, parents);
  eachLine(readLines(placesOf(repository).shallowFile, cancel), cancel, (line) => {
    if (isOid(line, objectFormat)) grafts.set(line, []);
  });
  return grafts;
}

/** Lines of a commit and its parents, one blank between ids; `#` begins a comment, malformed lines lead to warnings. */
export function parseGrafts(
  text: Uint8Array | string,
  format: ObjectFormat,
  { warnings, cancel = neverCancelled }: { readonly warnings: string[]; readonly cancel?: Cancel },
): (readonly [commit: Oid, parents: readonly Oid[]])[] {
  const grafts: (readonly [Oid, readonly Oid[]])[] = [];
  eachLine(text, cancel, (whole) => {
    const line = whole.trimEnd();
    if (line === '' || line.startsWith('#')) return;
    const [commit, ...parents] = line.toLowerCase().split(/[ \t\r]/);
    if (commit !== undefined && [commit, ...parents].every((id) => isOid(id, format)))
      grafts.push([commit, parents]);
    else warnings.push(`bad graft data: ${line}`);
  });
  return grafts;
}

function readLines(path: string, cancel: Cancel): Uint8Array {
  return readBytesSync(path, MAX_FILE_BYTES, cancel) ?? nothing;
}

const nothing = new Uint8Array();
/** Entries between two polls. */
const POLL_ENTRIES = 1 << 10;

/** A text that is the same for the same grafts and replacement refs. */
export function overridesText(
  grafts: Grafts,
  replacements: ReadonlyMap<Oid, Oid>,
  cancel: Cancel = neverCancelled,
): string {
  const pace = new Pace(cancel, POLL_ENTRIES);
  const hash = createHash('sha256');
  // Entry by entry what JSON makes of both lists.
  const add = (entries: readonly (readonly [string, unknown])[]) => {
    hash.update('[');
    for (const [index, entry] of entries.entries()) {
      pace.did(1);
      hash.update(`${index > 0 ? ',' : ''}${JSON.stringify(entry)}`);
    }
    hash.update(']');
  };
  hash.update('[');
  add(sortInSteps([...grafts], byFirst, pace));
  hash.update(',');
  add(sortInSteps([...replacements], byFirst, pace));
  return hash.update(']').digest('hex');
}

function byFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
