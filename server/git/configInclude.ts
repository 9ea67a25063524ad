/** `include.path` and `includeIf.<condition>.path`: files whose entries stand in the place of the line that names them. */
import { dirname, isAbsolute, join } from 'node:path';
import type { Cancel } from '../base/cancel.ts';
import { type ConfigEntry, maxConfigBytes, parseConfigFile } from './configFile.ts';
import { expandHome } from './configValue.ts';
import { GitError } from './errors.ts';
import { readSmallFile, textToBytes } from './files.ts';
import { physicalPath } from './repository.ts';
import { wildmatch } from './wildmatch.ts';

/** What conditions are about. */
export interface IncludeContext {
  readonly home: string;
  /** Null outside any repository. */
  readonly gitDir: string | null;
  /** Full name of the current branch (latin1 bytes); null when there is none. */
  readonly branch: string | null;
  /** Told of each file that is looked for. */
  readonly onFile: (path: string) => void;
  readonly cancel: Cancel;
}

/** Includes within includes, as deep as git follows them. */
const maxDepth = 10;
/** Entries in all, so that files that include each other many times can't fill the memory. */
const maxEntries = 1_000_000;

/**
 * The entries with those of included files in their places. A file that does not exist is passed over. Throws
 * GitError 'unsupportedRepository' when includes are nested too deep.
 */
export async function withIncludes(
  entries: readonly ConfigEntry[],
  context: IncludeContext,
): Promise<ConfigEntry[]> {
  const asksForUrls = entries.some(({ key }) => key.startsWith('includeif.hasconfig:'));
  const plain = await expand(entries, { context, urls: null, depth: 0 });
  if (!asksForUrls && !plain.some(({ key }) => key.startsWith('includeif.hasconfig:'))) return plain;
  const urls = plain.filter(({ key }) => /^remote\..*\.url$/s.test(key)).map(({ value }) => value ?? '');
  return expand(entries, { context, urls, depth: 0 });
}

interface Expansion {
  readonly context: IncludeContext;
  /** The remotes' addresses; null while they are still being collected, when no condition on them holds. */
  readonly urls: readonly string[] | null;
  readonly depth: number;
}

async function expand(entries: readonly ConfigEntry[], expansion: Expansion): Promise<ConfigEntry[]> {
  const expanded: ConfigEntry[] = [];
  for (const entry of entries) {
    expanded.push(entry);
    if (!(await isInclude(entry, expansion))) continue;
    for (const included of await readInclude(entry, expansion)) expanded.push(included);
    if (expanded.length > maxEntries)
      throw new GitError('tooLarge', `too many configuration entries included in ${entry.file}`);
  }
  return expanded;
}

async function isInclude({ key, file }: ConfigEntry, expansion: Expansion): Promise<boolean> {
  if (key === 'include.path') return true;
  const condition = /^includeif\.(.*)\.path$/s.exec(key)?.[1];
  return condition !== undefined && holds(condition, file, expansion);
}

async function readInclude(entry: ConfigEntry, expansion: Expansion): Promise<ConfigEntry[]> {
  const { value, file } = entry;
  if (value === null) throw bad(`missing value for '${entry.key}'`, file);
  const path = includePath(value, entry, expansion.context.home);
  expansion.context.onFile(path);
  const data = await readSmallFile(path, maxConfigBytes);
  if (data === null) return [];
  if (expansion.depth >= maxDepth)
    throw bad(`exceeded maximum include depth (${maxDepth}) while including ${path} from ${file}`, file);
  expansion.context.cancel.check();
  return expand(parseConfigFile(data, path, expansion.context.cancel), {
    ...expansion,
    depth: expansion.depth + 1,
  });
}

function includePath(value: string, { file, line }: ConfigEntry, home: string): string {
  const path = expandHome(value, home);
  if (isAbsolute(path)) return path;
  if (line === 0) throw bad('relative config includes must come from files', file);
  return join(dirname(file), path);
}

async function holds(condition: string, file: string, { context, urls }: Expansion): Promise<boolean> {
  const colon = condition.indexOf(':');
  const kind = condition.slice(0, colon);
  const pattern = condition.slice(colon + 1);
  if (kind === 'gitdir' || kind === 'gitdir/i')
    return context.gitDir !== null && (await matchesDirectory(pattern, file, { ...context, kind }));
  if (kind === 'onbranch') {
    const branch = /^refs\/heads\/(.*)$/s.exec(context.branch ?? '')?.[1];
    return branch !== undefined && matches(pattern.replace(/\/$/, '/**'), branch, false);
  }
  if (condition.startsWith('hasconfig:remote.*.url:')) {
    const urlPattern = condition.slice('hasconfig:remote.*.url:'.length);
    return (urls ?? []).some((url) => matches(urlPattern, textToBytes(url), false));
  }
  return false;
}

/** `./` is the directory of the file; what is not absolute may be anywhere; a final slash means everything below. */
async function matchesDirectory(
  pattern: string,
  file: string,
  { home, gitDir, kind }: IncludeContext & { readonly kind: string },
): Promise<boolean> {
  let prefix = '';
  let rest = expandHome(pattern, home);
  if (rest.startsWith('./')) {
    prefix = join(await physicalPath(dirname(file)), '/');
    rest = rest.slice(2);
  } else if (!isAbsolute(rest)) {
    rest = `**/${rest}`;
  }
  const ignoreCase = kind === 'gitdir/i';
  const path = gitDir ?? '';
  const head = path.slice(0, prefix.length);
  if (ignoreCase ? head.toLowerCase() !== prefix.toLowerCase() : head !== prefix) return false;
  return matches(rest.replace(/\/$/, '/**'), textToBytes(path.slice(prefix.length)), ignoreCase);
}

function matches(pattern: string, bytes: string, ignoreCase: boolean): boolean {
  return wildmatch(textToBytes(pattern), bytes, { pathname: true, ignoreCase });
}

function bad(message: string, file: string): GitError {
  return new GitError('unsupportedRepository', message, { path: file });
}
