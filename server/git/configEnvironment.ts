/** Configuration that travels in environment variables: GIT_CONFIG_COUNT with its pairs, and git's own `-c` options. */
import { type ConfigEntry, canonicalKey } from './configFile.ts';
import { GitError } from './errors.ts';

/** The entries in order. Throws GitError 'unsupportedRepository' for variables that are not well-formed. */
export function environmentEntries(environment: Readonly<Record<string, string | undefined>>): ConfigEntry[] {
  return [...countedEntries(environment), ...quotedEntries(environment['GIT_CONFIG_PARAMETERS'] ?? '')];
}

function countedEntries(environment: Readonly<Record<string, string | undefined>>): ConfigEntry[] {
  const text = environment['GIT_CONFIG_COUNT'] ?? '';
  if (text === '') return [];
  const count = Number(text);
  if (!/^\d+$/.test(text) || count > 0x7fff_ffff) throw bad('bogus count in GIT_CONFIG_COUNT');
  const entries: ConfigEntry[] = [];
  for (let index = 0; index < count; index++) {
    const key = environment[`GIT_CONFIG_KEY_${index}`];
    const value = environment[`GIT_CONFIG_VALUE_${index}`];
    if (key === undefined) throw bad(`missing config key GIT_CONFIG_KEY_${index}`);
    if (value === undefined) throw bad(`missing config value GIT_CONFIG_VALUE_${index}`);
    entries.push(entry(key, value));
  }
  return entries;
}

const quoted = String.raw`'((?:[^']|'\\['!]')*)'`;
const item = new RegExp(String.raw`\s*${quoted}(?:(=)(?:${quoted})?)?(?=\s|$)`, 'y');

/** `'key'='value'`, `'key'=` or, as older versions of git wrote it, `'key=value'`; separated by spaces. */
function quotedEntries(text: string): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  let at = 0;
  while (at < text.trimEnd().length) {
    item.lastIndex = at;
    const match = item.exec(text);
    if (match === null) throw bad('bogus format in GIT_CONFIG_PARAMETERS');
    at = item.lastIndex;
    const word = unquote(match[1] ?? '');
    const split = word.indexOf('=');
    if (match[2] !== undefined) entries.push(entry(word, match[3] === undefined ? null : unquote(match[3])));
    else entries.push(split < 0 ? entry(word, null) : entry(word.slice(0, split), word.slice(split + 1)));
  }
  return entries;
}

function unquote(text: string): string {
  return text.replace(/'\\(['!])'/g, '$1');
}

function entry(key: string, value: string | null): ConfigEntry {
  const canonical = canonicalKey(key);
  if (canonical === null)
    throw bad(key.includes('.') ? `invalid key: ${key}` : `key does not contain a section: ${key}`);
  return { key: canonical, value, file: 'command line', line: 0 };
}

function bad(message: string): GitError {
  return new GitError('unsupportedRepository', message);
}
