/** What a repository's own configuration says about its format, read before anything else of it is believed. */
import { join } from 'node:path';
import { type ConfigEntry, maxConfigBytes, parseConfigFile } from './configFile.ts';
import { parseBool, parseInt32 } from './configValue.ts';
import { GitError } from './errors.ts';
import { readSmallFile } from './files.ts';
import type { ObjectFormat } from './oid.ts';

export interface RepositoryFormat {
  readonly objectFormat: ObjectFormat;
  readonly refFormat: 'files' | 'reftable';
  /** `core.bare`; null when not configured. */
  readonly bare: boolean | null;
  /** `core.worktree` as written, relative to the git directory; null when not configured. */
  readonly workTree: string | null;
  /** What of it we don't know, in words; git may. Null when we know all. */
  readonly unknown: string | null;
  /** `config.worktree` files count. */
  readonly worktreeConfig: boolean;
}

/** Extensions that change nothing about how history is read. */
const harmless = new Set([
  'noop',
  'noop-v1',
  'preciousobjects',
  'partialclone',
  'worktreeconfig',
  'compatobjectformat',
  'relativeworktrees',
  'submodulepathconfig',
]);

/** Extensions that a repository of version 0 must not have. */
const versionOneOnly = new Set([
  'noop-v1',
  'objectformat',
  'compatobjectformat',
  'refstorage',
  'relativeworktrees',
  'submodulepathconfig',
]);

/** Throws GitError 'unsupportedRepository' for what makes no sense to any version of git. */
export async function readRepositoryFormat(gitDir: string, commonDir: string): Promise<RepositoryFormat> {
  const entries = await entriesOf(join(commonDir, 'config'));
  checkExtensions(entries, commonDir);
  const worktreeConfig = lastBool(entries, 'extensions.worktreeconfig') ?? false;
  const own = worktreeConfig ? await entriesOf(join(gitDir, 'config.worktree')) : [];
  // The work tree of the main repository, and whether it has one, say nothing about a linked one.
  const placing = gitDir === commonDir || worktreeConfig ? [...entries, ...own] : [];
  return {
    objectFormat: objectFormat(entries) ?? 'sha1',
    refFormat: refFormat(entries) ?? 'files',
    unknown: unknownIn(entries),
    bare: lastBool(placing, 'core.bare'),
    workTree: last(placing, 'core.worktree')?.value ?? null,
    worktreeConfig,
  };
}

/** Includes are not followed here: a repository's format stands in its own file. */
async function entriesOf(path: string): Promise<ConfigEntry[]> {
  const data = await readSmallFile(path, maxConfigBytes);
  return data === null ? [] : parseConfigFile(data, path);
}

function versionOf(entries: readonly ConfigEntry[]): number {
  const entry = last(entries, 'core.repositoryformatversion');
  return entry === undefined ? 0 : parseInt32(entry);
}

function extensionsOf(entries: readonly ConfigEntry[]): string[] {
  const prefix = 'extensions.';
  return entries.filter(({ key }) => key.startsWith(prefix)).map(({ key }) => key.slice(prefix.length));
}

function checkExtensions(entries: readonly ConfigEntry[], path: string): void {
  if (versionOf(entries) >= 1) return;
  const name = extensionsOf(entries).find((each) => versionOneOnly.has(each));
  if (name !== undefined) throw unsupported(path, `extension ${name} in a repository of format version 0`);
}

function unknownIn(entries: readonly ConfigEntry[]): string | null {
  const version = versionOf(entries);
  if (version > 1) return `repository format version ${version} is not supported`;
  const extension = extensionsOf(entries).find((name) => !harmless.has(name) && !versionOneOnly.has(name));
  if (version === 1 && extension !== undefined) return `repository extension ${extension} is not supported`;
  if (objectFormat(entries) === null)
    return `object format ${last(entries, 'extensions.objectformat')?.value} is not supported`;
  if (refFormat(entries) === null)
    return `reference format ${last(entries, 'extensions.refstorage')?.value} is not supported`;
  return null;
}

/** Null for one we don't know. */
function objectFormat(entries: readonly ConfigEntry[]): ObjectFormat | null {
  const value = last(entries, 'extensions.objectformat')?.value ?? 'sha1';
  return value === 'sha1' || value === 'sha256' ? value : null;
}

/** The value may carry a place after the name: `reftable://...`. Null for one we don't know. */
function refFormat(entries: readonly ConfigEntry[]): 'files' | 'reftable' | null {
  const name = (last(entries, 'extensions.refstorage')?.value ?? 'files').split(':', 1)[0];
  return name === 'files' || name === 'reftable' ? name : null;
}

function last(entries: readonly ConfigEntry[], key: string): ConfigEntry | undefined {
  return entries.findLast((entry) => entry.key === key);
}

function lastBool(entries: readonly ConfigEntry[], key: string): boolean | null {
  const entry = last(entries, key);
  return entry === undefined ? null : parseBool(entry);
}

function unsupported(path: string, message: string): GitError {
  return new GitError('unsupportedRepository', message, { path });
}
