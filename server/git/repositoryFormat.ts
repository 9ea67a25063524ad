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

/** Throws GitError 'unsupportedRepository', naming it, for a version or an extension that is not understood. */
export async function readRepositoryFormat(gitDir: string, commonDir: string): Promise<RepositoryFormat> {
  const entries = await entriesOf(join(commonDir, 'config'));
  checkVersion(entries, commonDir);
  const worktreeConfig = lastBool(entries, 'extensions.worktreeconfig') ?? false;
  const own = worktreeConfig ? await entriesOf(join(gitDir, 'config.worktree')) : [];
  // The work tree of the main repository, and whether it has one, say nothing about a linked one.
  const placing = gitDir === commonDir || worktreeConfig ? [...entries, ...own] : [];
  return {
    objectFormat: objectFormat(entries, commonDir),
    refFormat: refFormat(entries, commonDir),
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

function checkVersion(entries: readonly ConfigEntry[], path: string): void {
  const entry = last(entries, 'core.repositoryformatversion');
  const version = entry === undefined ? 0 : parseInt32(entry);
  if (version > 1) throw unsupported(path, `repository format version ${version} is not supported`);
  for (const { key } of entries) {
    if (!key.startsWith('extensions.')) continue;
    const name = key.slice('extensions.'.length);
    if (version < 1 && versionOneOnly.has(name))
      throw unsupported(path, `extension ${name} in a repository of format version 0`);
    if (version === 1 && !harmless.has(name) && !versionOneOnly.has(name))
      throw unsupported(path, `repository extension ${name} is not supported`);
  }
}

function objectFormat(entries: readonly ConfigEntry[], path: string): ObjectFormat {
  const value = last(entries, 'extensions.objectformat')?.value ?? 'sha1';
  if (value !== 'sha1' && value !== 'sha256')
    throw unsupported(path, `object format ${value} is not supported`);
  return value;
}

/** The value may carry a place after the name: `reftable://...`. */
function refFormat(entries: readonly ConfigEntry[], path: string): 'files' | 'reftable' {
  const value = last(entries, 'extensions.refstorage')?.value ?? 'files';
  const name = value.split(':', 1)[0];
  if (name !== 'files' && name !== 'reftable')
    throw unsupported(path, `reference format ${value} is not supported`);
  return name;
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
