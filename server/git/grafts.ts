/** What changes a commit's recorded parents: `info/grafts` and the cut of a shallow clone. */
import { join } from 'node:path';
import { readTextSync } from './filesSync.ts';
import { isOid, type ObjectFormat, type Oid } from './oid.ts';
import type { Repository } from './repository.ts';

/** Room for a million commits that are cut off. */
const MAX_FILE_BYTES = 1 << 26;

/** Parents by commit; a cut-off commit of a shallow clone has none. A shallow cut wins over a graft. */
export function readGrafts(repository: Repository, warnings: string[]): ReadonlyMap<Oid, readonly Oid[]> {
  const { commonDir, objectFormat } = repository;
  const grafts = new Map<Oid, readonly Oid[]>();
  for (const line of readLines(join(commonDir, 'info', 'grafts'))) {
    const ids = line.trimEnd().split(/ +/);
    if (line === '' || line.startsWith('#')) continue;
    if (!ids.every((id) => isOid(id, objectFormat))) warnings.push(`info/grafts: bad line "${line}"`);
    else if (!grafts.has(ids[0] as Oid)) grafts.set(ids[0] as Oid, ids.slice(1));
  }
  for (const oid of readShallow(commonDir, objectFormat)) grafts.set(oid, []);
  return grafts;
}

function readShallow(commonDir: string, format: ObjectFormat): Oid[] {
  return readLines(join(commonDir, 'shallow')).filter((line) => isOid(line, format));
}

function readLines(path: string): string[] {
  return (readTextSync(path, MAX_FILE_BYTES) ?? '').split('\n');
}
