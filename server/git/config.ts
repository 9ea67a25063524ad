/** Git's configuration: which files count and in what order, includes, and typed access to the values. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { environmentEntries } from './configEnvironment.ts';
import { type ConfigEntry, canonicalKey, maxConfigBytes, parseConfigFile } from './configFile.ts';
import { type IncludeContext, withIncludes } from './configInclude.ts';
import { expandHome, parseBool, parseInt32 } from './configValue.ts';
import { readSmallFile } from './files.ts';
import { readHead } from './refs.ts';
import type { Repository } from './repository.ts';
import { readRepositoryFormat } from './repositoryFormat.ts';

/** Environment variables by name: `process.env`, or what a test wants it to be. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Configuration at one moment. Keys are written as in git's documentation and compared without regard to the case of
 * section and name. `bool` and `int` throw GitError 'unsupportedRepository' for a value that is neither.
 */
export interface Config {
  /** In order of increasing precedence. */
  readonly entries: readonly ConfigEntry[];
  /** Every file that was looked for, there or not: when none of them changes, neither does the configuration. */
  readonly files: readonly string[];
  /** The entry that counts, for error texts; null when there is none. */
  entry(key: string): ConfigEntry | null;
  /** The value that counts; null when there is none; '' for a key without a value. */
  get(key: string): string | null;
  getAll(key: string): readonly string[];
  /** Null when there is none. */
  bool(key: string): boolean | null;
  /** With k, m and g understood; null when there is none. */
  int(key: string): number | null;
  /** The value with a leading `~/` resolved; null when there is none. Relative paths stay relative. */
  path(key: string): string | null;
  /** The path of a file beside the user's configuration, such as `ignore` or `attributes`, there or not. */
  userFile(name: string): string;
  /** The same with further entries on top, as `-c key=value` gives them. */
  with(overrides: readonly (readonly [key: string, value: string | null])[]): Config;
}

/**
 * Reads system, global, repository, worktree and environment configuration; the last three as far as there is a
 * repository. Throws GitError 'unsupportedRepository' for a file that can't be parsed.
 */
export async function loadConfig(
  repository: Repository | null,
  environment: Environment,
  cancel: Cancel = neverCancelled,
): Promise<Config> {
  const home = environment['HOME'] ?? homedir();
  const files = [...userFiles(environment, home), ...(await repositoryFiles(repository))];
  const entries: ConfigEntry[] = [];
  for (const file of files) for (const entry of await readEntries(file, cancel)) entries.push(entry);
  const context: IncludeContext = {
    home,
    gitDir: repository?.gitDir ?? null,
    branch:
      repository === null || repository.refFormat !== 'files' ? null : (await readHead(repository)).branch,
    onFile: (file) => files.push(file),
    cancel,
  };
  entries.push(...environmentEntries(environment));
  const userDirectory = userDirectoryOf(environment, home);
  return configOf(await withIncludes(entries, context), { home, userDirectory, files });
}

/** Where files are. */
export interface UserPlaces {
  readonly home: string;
  /** `$XDG_CONFIG_HOME/git`. */
  readonly userDirectory: string;
  /** Configuration files that were looked for. */
  readonly files?: readonly string[];
}

/** A configuration of just these entries. */
export function configOf(entries: readonly ConfigEntry[], places: UserPlaces): Config {
  const byKey = new Map<string, ConfigEntry[]>();
  for (const entry of entries) {
    const known = byKey.get(entry.key);
    if (known === undefined) byKey.set(entry.key, [entry]);
    else known.push(entry);
  }
  const all = (key: string) => byKey.get(canonicalKey(key) ?? key) ?? [];
  const entry = (key: string) => all(key).at(-1) ?? null;
  const typed = <Value>(key: string, parse: (entry: ConfigEntry) => Value): Value | null => {
    const found = entry(key);
    return found === null ? null : parse(found);
  };
  return {
    entries,
    files: places.files ?? [],
    entry,
    get: (key) => typed(key, ({ value }) => value ?? ''),
    getAll: (key) => all(key).map(({ value }) => value ?? ''),
    bool: (key) => typed(key, parseBool),
    int: (key) => typed(key, parseInt32),
    path: (key) => typed(key, ({ value }) => expandHome(value ?? '', places.home)),
    with: (overrides) => configOf([...entries, ...overrides.map(commandLineEntry)], places),
    userFile: (name) => join(places.userDirectory, name),
  };
}

function commandLineEntry([key, value]: readonly [string, string | null]): ConfigEntry {
  return { key: canonicalKey(key) ?? key, value, file: 'command line', line: 0 };
}

/** System, then global: the latter is one file of the environment's choice or the two usual ones. */
function userFiles(environment: Environment, home: string): string[] {
  const noSystem = /^(1|true|yes|on)$/i.test(environment['GIT_CONFIG_NOSYSTEM'] ?? '');
  const system = noSystem ? [] : [environment['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig'];
  const chosen = environment['GIT_CONFIG_GLOBAL'];
  if (chosen !== undefined) return [...system, ...(chosen === '' ? [] : [chosen])];
  return [...system, join(userDirectoryOf(environment, home), 'config'), join(home, '.gitconfig')];
}

function userDirectoryOf(environment: Environment, home: string): string {
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'git');
}

async function repositoryFiles(repository: Repository | null): Promise<string[]> {
  if (repository === null) return [];
  const { gitDir, commonDir } = repository;
  const { worktreeConfig } = await readRepositoryFormat(gitDir, commonDir);
  return [join(commonDir, 'config'), ...(worktreeConfig ? [join(gitDir, 'config.worktree')] : [])];
}

async function readEntries(path: string, cancel: Cancel): Promise<ConfigEntry[]> {
  cancel.check();
  const data = await readSmallFile(path, maxConfigBytes);
  return data === null ? [] : parseConfigFile(data, path, cancel);
}
