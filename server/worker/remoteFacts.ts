/** What a repository knows of its remotes: their addresses, and which commits of its own they are not known to have. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancel } from '../base/cancel.ts';
import type { Config } from '../git/config.ts';
import { GitError } from '../git/errors.ts';
import type { Oid } from '../git/oid.ts';
import { commitsOnlyIn } from '../git/onlyIn.ts';
import type { ObjectReader } from '../git/reader.ts';
import { listRefs, readHead } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import type { RemoteFact, RemoteFacts } from './versionMessages.ts';

/** Remotes that are looked at, references of each, and commits that are walked to find out what one lacks. */
const MOST_REMOTES = 20;
const MOST_TIPS = 20_000;
const MOST_COMMITS = 100_000;
/** Directories of references that are watched for changes. */
const MOST_DIRECTORIES = 100;

export async function remoteFacts(
  repository: Repository,
  reader: ObjectReader,
  config: Config,
): Promise<RemoteFacts> {
  const byFiles = repository.refFormat === 'files';
  const head = byFiles ? await readHead(repository) : null;
  reader.cancel.check();
  const ours = byFiles ? await tips(repository, reader, ['refs/heads/']) : [];
  if (head?.commit != null) ours.unshift(head.commit);
  const remotes: RemoteFact[] = [];
  for (const [name, values] of configuredRemotes(config).slice(0, MOST_REMOTES)) {
    const theirs = byFiles ? await tips(repository, reader, trackingPrefixes(name, values.fetch)) : null;
    const { urls, pushUrls } = values;
    remotes.push({ name, urls, pushUrls, lacks: theirs && lackedBy(reader, ours, theirs) });
  }
  return {
    remotes,
    rewrites: rewritesOf(config),
    branchRemote: branchRemote(config, head?.branch ?? null),
    files: [...config.files, ...(await referenceFiles(repository, reader.cancel))],
  };
}

/** Null when nobody can tell. Without references of a remote nothing is known to be there. */
function lackedBy(reader: ObjectReader, ours: readonly Oid[], theirs: readonly Oid[]): RemoteFact['lacks'] {
  if (theirs.length === 0) return 'everything';
  try {
    return commitsOnlyIn(reader, { ours, theirs }, MOST_COMMITS);
  } catch (error) {
    // Incomplete history is no reason to be silent about what there is.
    if (error instanceof GitError) return null;
    throw error;
  }
}

interface RemoteValues {
  readonly urls: string[];
  readonly pushUrls: string[];
  readonly fetch: string[];
}

function configuredRemotes({ entries }: Config): [string, RemoteValues][] {
  const remotes = new Map<string, RemoteValues>();
  for (const { key, value } of entries) {
    const [, name, field] = /^remote\.(.+)\.(url|pushurl|fetch)$/s.exec(key) ?? [];
    if (name === undefined || value === null) continue;
    const values = remotes.get(name) ?? { urls: [], pushUrls: [], fetch: [] };
    remotes.set(name, values);
    if (field === 'url') values.urls.push(value);
    else if (field === 'pushurl') values.pushUrls.push(value);
    else values.fetch.push(value);
  }
  return [...remotes].filter(([, { urls, pushUrls }]) => urls.length + pushUrls.length > 0);
}

function rewritesOf({ entries }: Config): RemoteFacts['rewrites'] {
  return entries.flatMap(({ key, value }) => {
    const [, base, kind] = /^url\.(.+)\.(insteadof|pushinsteadof)$/s.exec(key) ?? [];
    return base === undefined || value === null ? [] : [{ base, prefix: value, push: kind !== 'insteadof' }];
  });
}

function branchRemote(config: Config, branch: string | null): string | null {
  const name = /^refs\/heads\/(.*)$/s.exec(branch ?? '')?.[1];
  if (name === undefined) return null;
  const text = Buffer.from(name, 'latin1').toString();
  const remote = config.get(`branch.${text}.remote`);
  return remote === '.' ? null : remote;
}

/** Where a fetch puts a remote's references, as far as it is below a directory. */
function trackingPrefixes(name: string, fetch: readonly string[]): string[] {
  const targets = fetch.flatMap((spec) => /^\+?[^:^]*:(refs\/(?:.*\/)?)\*$/s.exec(spec)?.[1] ?? []);
  const prefixes = targets.length > 0 ? targets : [`refs/remotes/${name}/`];
  return prefixes.map((prefix) => Buffer.from(prefix).toString('latin1'));
}

/** Commits that references lead to; what can't be read or is no commit is left out. */
async function tips(
  repository: Repository,
  reader: ObjectReader,
  prefixes: readonly string[],
): Promise<Oid[]> {
  const found = new Set<Oid>();
  for (const prefix of prefixes) {
    for (const { oid } of (await listRefs(repository, prefix, reader.cancel)).slice(0, MOST_TIPS)) {
      reader.cancel.check();
      if (oid !== null && reader.header(oid)?.type === 'commit') found.add(oid);
    }
  }
  return [...found];
}

/** Files and directories that change when a reference does: it is always renamed into its place. */
async function referenceFiles({ gitDir, commonDir }: Repository, cancel: Cancel): Promise<string[]> {
  const found = [join(gitDir, 'HEAD'), join(commonDir, 'packed-refs')];
  const pending = [join(commonDir, 'refs', 'heads'), join(commonDir, 'refs', 'remotes')];
  for (let at = 0; at < pending.length && at < MOST_DIRECTORIES; at++) {
    const directory = pending[at] ?? '';
    found.push(directory);
    const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
    // On a busy machine each look at a disk may take milliseconds.
    cancel.check();
    for (const entry of entries) if (entry.isDirectory()) pending.push(join(directory, entry.name));
  }
  return found;
}
