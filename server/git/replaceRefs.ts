/** Replacement refs: which object stands in for another (`git replace`). */
import { join } from 'node:path';
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { eachLine } from '../base/eachLine.ts';
import { GitError } from './errors.ts';
import { listNames, readBytesSync, readTextSync } from './filesSync.ts';
import { isOid, type Oid } from './oid.ts';
import { isRefName } from './refName.ts';
import type { Repository } from './repository.ts';

const USUAL_BASE = 'refs/replace/';
/** git follows replacements of replacements so far. */
const MAX_DEPTH = 5;
const MAX_PACKED_REFS = 1 << 28;
const MAX_REF = 1 << 12;

interface ReplacePlace {
  /** Where the refs are, if not in the usual place. */
  readonly base?: string | undefined;
  readonly cancel?: Cancel;
}

/**
 * Replacement by original id, loose refs over packed ones.
 * Refs kept in a reftable are not seen here.
 */
export function readReplaceRefs(
  repository: Repository,
  { base = USUAL_BASE, cancel = neverCancelled }: ReplacePlace = {},
): ReadonlyMap<Oid, Oid> {
  const prefix = base.endsWith('/') ? base : `${base}/`;
  if (!isRefName(prefix.slice(0, -1))) return new Map();
  const { commonDir, objectFormat } = repository;
  const replacements = new Map<Oid, Oid>();
  const add = (name: string, target: string): void => {
    if (isOid(name, objectFormat) && isOid(target, objectFormat)) replacements.set(name, target);
  };
  const packed = readBytesSync(join(commonDir, 'packed-refs'), MAX_PACKED_REFS, cancel);
  // Hardly any repository has some: their lines are looked for, not all looked at.
  if (packed?.includes(` ${prefix}`) === true) {
    eachLine(packed, cancel, (line) => {
      const space = line.indexOf(' ');
      if (line.startsWith(prefix, space + 1))
        add(line.slice(space + 1 + prefix.length), line.slice(0, space));
    });
  }
  const dir = join(commonDir, prefix);
  for (const name of listNames(dir)) {
    cancel.check();
    if (isOid(name, objectFormat)) add(name, (readTextSync(join(dir, name), MAX_REF) ?? '').trim());
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
