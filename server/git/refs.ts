/** References: what HEAD, branches, tags and the heads of a merge in progress point at. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';
import { sortInSteps } from '../base/sortInSteps.ts';
import { GitError } from './errors.ts';
import { errorCode, isMissing, readSmallText } from './files.ts';
import { isOid, type Oid, oidBytes } from './oid.ts';
import { isRefName, refCandidates } from './refName.ts';
import { looseRefPath, readPackedRefs, readRawRef } from './refStore.ts';
import type { Repository } from './repository.ts';

/** Where HEAD is. */
export interface Head {
  /** Null: the branch has no commit yet (unborn). */
  readonly commit: Oid | null;
  /** Full name of the branch (`refs/heads/main`, latin1 bytes); null when HEAD is detached. */
  readonly branch: string | null;
}

/** A reference and where it leads in the end. */
export interface Ref {
  /** The name that was found, in full (`refs/tags/v1`). */
  readonly name: string;
  /** The name after symbolic references have been followed; equal to `name` for an ordinary one. */
  readonly target: string;
  /** The id that `target` holds: any kind of object. Null: there is no `target` yet. */
  readonly oid: Oid | null;
}

/** HEAD of this worktree. Throws GitError 'unsupportedRepository' when references are stored in another format than files. */
export async function readHead(repository: Repository): Promise<Head> {
  const head = await followRef(repository, 'HEAD');
  if (head === null) return { commit: null, branch: null };
  return { commit: head.oid, branch: head.target === 'HEAD' ? null : head.target };
}

/**
 * The id that a short or full name (latin1 bytes) means, by git's order: the name itself, then below `refs/`,
 * `refs/tags/`, `refs/heads/`, `refs/remotes/`, and a remote's HEAD. Null when there is none. Not peeled: it may
 * be a tag object's.
 */
export async function resolveRef(repository: Repository, name: string): Promise<Oid | null> {
  return (await findRef(repository, name))?.oid ?? null;
}

/** Like `resolveRef`, and says which name it was. */
export async function findRef(repository: Repository, name: string): Promise<Ref | null> {
  for (const candidate of refCandidates(name)) {
    const found = await followRef(repository, candidate);
    if (found !== null && found.oid !== null) return found;
  }
  return null;
}

/**
 * The reference of exactly this full name, symbolic ones followed; null when it does not exist, is malformed, or
 * leads in a circle.
 */
export async function followRef(repository: Repository, name: string): Promise<Ref | null> {
  assertFiles(repository);
  let target = name;
  for (let depth = 0; depth <= maxSymbolicDepth; depth++) {
    if (!isRefName(target)) return null;
    const text = await readRawRef(repository, target);
    if (text === null) return depth === 0 ? null : { name, target, oid: null };
    const next = /^ref:\s*(.*?)\s*$/s.exec(text)?.[1];
    if (next === undefined) {
      const oid = parseRefOid(repository, text);
      return oid === null ? null : { name, target, oid };
    }
    target = next;
  }
  return null;
}

/** More steps than this from one symbolic reference to the next are taken for a circle. */
const maxSymbolicDepth = 5;

/**
 * Every reference below a prefix that ends in a slash (`refs/`, `refs/heads/`), sorted by name, without those that lead
 * nowhere.
 */
export async function listRefs(
  repository: Repository,
  prefix: string,
  cancel: Cancel = neverCancelled,
): Promise<Ref[]> {
  assertFiles(repository);
  const pace = new Pace(cancel, pollRefs);
  const refs = new Map<string, Ref>();
  for (const [name, oid] of await readPackedRefs(repository, prefix, cancel)) {
    pace.did(1);
    if (isRefName(name) && isOid(oid, repository.objectFormat)) refs.set(name, { name, target: name, oid });
  }
  for (const name of await looseNames(repository, prefix, cancel)) {
    cancel.check();
    const ref = await followRef(repository, name);
    if (ref !== null && ref.oid !== null) refs.set(name, ref);
    else refs.delete(name);
  }
  return sortInSteps([...refs.values()], (a, b) => (a.name < b.name ? -1 : 1), pace);
}

/** References between two polls. */
const pollRefs = 1 << 11;

/** The heads being merged into HEAD, in the order of MERGE_HEAD; none when no merge is in progress. */
export async function mergeHeads(repository: Repository): Promise<Oid[]> {
  const text = await readSmallText(join(repository.gitDir, 'MERGE_HEAD'), maxMergeHeadBytes);
  const lines = (text ?? '').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const oid = parseRefOid(repository, line);
    if (oid === null) throw new GitError('badRevision', `unknown line in MERGE_HEAD: ${line.slice(0, 80)}`);
    return oid;
  });
}

const maxMergeHeadBytes = 64 * 1024;

/** An id at the start of the text, with nothing or white space after it: FETCH_HEAD says more on the line. */
function parseRefOid(repository: Repository, text: string): Oid | null {
  const digits = oidBytes(repository.objectFormat) * 2;
  const oid = text.slice(0, digits).toLowerCase();
  const next = text.charAt(digits);
  if (!isOid(oid, repository.objectFormat) || !(next === '' || /\s/.test(next))) return null;
  return /^0+$/.test(oid) ? null : oid;
}

async function looseNames(repository: Repository, prefix: string, cancel: Cancel): Promise<string[]> {
  const names: string[] = [];
  const pending = [prefix];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    cancel.check();
    for (const entry of await entriesOf(repository, directory)) {
      const name = directory + entry.name;
      if (!isRefName(name)) continue;
      if (entry.isDirectory()) pending.push(`${name}/`);
      else names.push(name);
    }
  }
  return names;
}

/** A linked worktree has directories of its own beside the shared ones: both hold references of one prefix. */
async function entriesOf(repository: Repository, directory: string) {
  const shared = looseRefPath({ ...repository, gitDir: repository.commonDir }, directory);
  const own = looseRefPath({ ...repository, commonDir: repository.gitDir }, directory);
  const both = shared.equals(own) ? [shared] : [shared, own];
  return (await Promise.all(both.map(readDirectory))).flat();
}

async function readDirectory(path: Buffer) {
  try {
    return await readdir(path, { withFileTypes: true, encoding: 'latin1' });
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'EACCES') return [];
    throw error;
  }
}

function assertFiles(repository: Repository): void {
  if (repository.refFormat !== 'files')
    throw new GitError('unsupportedRepository', `reference format ${repository.refFormat} is not supported`, {
      path: repository.commonDir,
      hint: 'git refs migrate --ref-format=files',
    });
}
