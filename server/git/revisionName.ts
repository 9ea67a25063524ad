/** The names at the heart of a revision: ids and their abbreviations, references, reference logs, `describe` output. */
import { approximateDate } from './approximateDate.ts';
import type { Config } from './config.ts';
import { GitError } from './errors.ts';
import { type Oid, oidBytes } from './oid.ts';
import { peelTo } from './peel.ts';
import type { ObjectReader } from './reader.ts';
import { atTime, nthPriorCheckout, type ReflogEntry, readReflog, stepsAgo } from './reflog.ts';
import { isRefName, refCandidates } from './refName.ts';
import { findRef, followRef, type Ref, readHead } from './refs.ts';
import type { Repository } from './repository.ts';
import { pushOf, upstreamOf } from './upstream.ts';

/** Where revisions are looked up. */
export interface RevisionSource {
  readonly repository: Repository;
  readonly reader: ObjectReader;
  /** For `@{upstream}` and `@{push}`; null when they need not be known. */
  readonly config: Config | null;
  /** Seconds since the epoch, for `@{yesterday}` and the like. */
  readonly now: number;
}

/** What kind of object an abbreviation must lead to where the grammar asks for one. */
export type Wanted = 'commit' | 'tree' | null;

/** The digits in what `git describe` prints, `<reference>-<count>-g<digits>`; null when the name is no such thing. */
function describedId(name: string): string | null {
  const [, reference = '', digits = null] = /^(.*)-[0-9a-fA-F]+-g([0-9a-fA-F]+)$/s.exec(name) ?? [];
  return isRefName(reference) ? digits : null;
}

/**
 * The object of a name without suffixes (latin1 bytes); null when there is none. A reference comes before an abbreviated
 * id, a full id before a reference. Throws GitError 'badRevision' for an abbreviation of several objects.
 */
export async function namedObject(source: RevisionSource, name: string, wanted: Wanted): Promise<Oid | null> {
  const digits = oidBytes(source.repository.objectFormat) * 2;
  if (name.length === digits && /^[0-9a-fA-F]+$/.test(name)) return name.toLowerCase();
  const found = await fromReference(source, name);
  if (found !== null) return found;
  const described = describedId(name);
  if (described !== null) return abbreviated(source.reader, described, 'commit');
  return name.length <= digits ? abbreviated(source.reader, name, wanted) : null;
}

/** The shortest abbreviation git takes. */
const minAbbreviation = 4;
/** More candidates than this are not looked at: it is ambiguous. */
const maxCandidates = 256;

function abbreviated(reader: ObjectReader, prefix: string, wanted: Wanted): Oid | null {
  if (prefix.length < minAbbreviation || !/^[0-9a-fA-F]+$/.test(prefix)) return null;
  const all = reader.oidsWithPrefix(prefix.toLowerCase(), maxCandidates);
  const fitting =
    wanted === null || all.length < 2 ? all : all.filter((oid) => peelTo(reader, oid, wanted) !== null);
  if (all.length > 0 && fitting.length !== 1)
    throw new GitError('badRevision', `short object ID ${prefix} is ambiguous`);
  return fitting[0] ?? null;
}

async function fromReference(source: RevisionSource, name: string): Promise<Oid | null> {
  const marked = /^(.*)@\{([^{}]*)\}$/s.exec(name);
  if (marked === null || isBranchMark(marked[2] ?? '')) {
    const ref = await referenceNamed(source, name);
    return typeof ref === 'string' ? ref : (ref?.oid ?? null);
  }
  return fromReflog(source, marked[1] ?? '', marked[2] ?? '');
}

/** What stands in braces and means another branch rather than another time. */
function isBranchMark(mark: string): boolean {
  return /^(-\d+|u|upstream|push)$/i.test(mark);
}

/** A reference, or the id itself where `@{-n}` was a detached HEAD. */
async function referenceNamed(source: RevisionSource, name: string): Promise<Ref | Oid | null> {
  const { repository } = source;
  if (name === '@') return followRef(repository, 'HEAD');
  const marked = /^(.*)@\{([^{}]*)\}$/s.exec(name);
  if (marked === null) return findRef(repository, name);
  const [, base = '', mark = ''] = marked;
  if (mark.startsWith('-')) {
    const prior = base === '' ? await priorCheckout(repository, mark) : null;
    const isId =
      prior !== null && prior.length === oidBytes(repository.objectFormat) * 2 && /^[0-9a-f]+$/.test(prior);
    return isId ? prior : prior === null ? null : findRef(repository, prior);
  }
  const branch = await branchNamed(source, base);
  if (branch === null || source.config === null) return null;
  const follow = /^push$/i.test(mark) ? pushOf : upstreamOf;
  const target = follow(source.config, branch);
  return target === null ? null : followRef(repository, target);
}

/** The full name of the branch before a mark; null when HEAD is detached. */
async function branchNamed(source: RevisionSource, base: string): Promise<string | null> {
  const { repository } = source;
  if (base === '' || base === '@' || base === 'HEAD') return (await readHead(repository)).branch;
  if (/@\{-\d+\}$/.test(base)) {
    const prior = await priorCheckout(repository, base.slice(2, -1));
    return prior === null ? null : `refs/heads/${prior}`;
  }
  const ref = base.endsWith('}') ? await referenceNamed(source, base) : null;
  if (ref !== null && typeof ref !== 'string') return ref.name;
  return `refs/heads/${base}`;
}

async function priorCheckout(repository: Repository, mark: string): Promise<string | null> {
  const count = Number(mark.slice(1));
  return count > 0 ? nthPriorCheckout((await readReflog(repository, 'HEAD')) ?? [], count) : null;
}

/** From this number on, `@{n}` is a time in seconds. */
const firstTime = 100_000_000;

async function fromReflog(source: RevisionSource, base: string, mark: string): Promise<Oid | null> {
  const logged = await loggedReference(source, base);
  if (logged === null) return null;
  const { log, oid } = logged;
  const number = /^\d+$/.test(mark) ? Number(mark) : null;
  if (number !== null && number < firstTime) return stepsAgo(log, number) ?? (number === 0 ? oid : null);
  const time = number ?? approximateDate(mark, source.now);
  return time === null ? null : (atTime(log, time, oid) ?? null);
}

/** Without a name it is the current branch's log, with one that of the first reference that has a log. */
async function loggedReference(
  source: RevisionSource,
  base: string,
): Promise<{ readonly log: readonly ReflogEntry[]; readonly oid: Oid } | null> {
  const { repository } = source;
  if (base === '' || base.endsWith('}')) {
    const ref = base === '' ? await followRef(repository, 'HEAD') : await referenceNamed(source, base);
    if (ref === null || typeof ref === 'string' || ref.oid === null) return null;
    return { log: (await readReflog(repository, ref.target)) ?? [], oid: ref.oid };
  }
  for (const candidate of refCandidates(base === '@' ? 'HEAD' : base)) {
    const ref = await followRef(repository, candidate);
    if (ref === null || ref.oid === null) continue;
    const log = (await readReflog(repository, ref.name)) ?? (await readReflog(repository, ref.target));
    if (log !== null) return { log, oid: ref.oid };
  }
  return null;
}
