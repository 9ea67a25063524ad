/** Replacement refs: which object stands in for another (`git replace`). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GitError } from './errors.ts';
import { isMissing } from './files.ts';
import { isOid, type Oid } from './oid.ts';
import type { Repository } from './repository.ts';

const PREFIX = 'refs/replace/';
/** git follows replacements of replacements so far. */
const MAX_DEPTH = 5;

/** Replacement by original id, loose refs over packed ones. Refs kept in a reftable are not seen here. */
export function readReplaceRefs(repository: Repository): ReadonlyMap<Oid, Oid> {
  const { commonDir, objectFormat } = repository;
  const replacements = new Map<Oid, Oid>();
  const add = (name: string, target: string): void => {
    if (isOid(name, objectFormat) && isOid(target, objectFormat)) replacements.set(name, target);
  };
  for (const line of readText(join(commonDir, 'packed-refs')).split('\n')) {
    const space = line.indexOf(' ');
    if (line.startsWith(PREFIX, space + 1)) add(line.slice(space + 1 + PREFIX.length), line.slice(0, space));
  }
  const dir = join(commonDir, PREFIX);
  for (const name of listDir(dir)) {
    if (isOid(name, objectFormat)) add(name, readText(join(dir, name)).trim());
  }
  return replacements;
}

/** The id of the object that is read when `oid` is asked for. */
export function replacementFor(oid: Oid, replacements: ReadonlyMap<Oid, Oid>): Oid {
  let current = oid;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next = replacements.get(current);
    if (next === undefined) return current;
    current = next;
  }
  throw new GitError('corruptObject', `replacement refs for ${oid} go round or are nested too deep`);
}

/** Empty when there is no such file. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

function listDir(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
