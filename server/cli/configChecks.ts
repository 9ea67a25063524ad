/** What git says of configuration that makes no sense, before it looks at anything else. */
import { diffAlgorithmNamed } from '../blame/configuredOptions.ts';
import { type Config, type Environment, loadConfig } from '../git/config.ts';
import { environmentEntries } from '../git/configEnvironment.ts';
import type { ConfigEntry } from '../git/configFile.ts';
import { parseBool, parseInt32 } from '../git/configValue.ts';
import { GitError } from '../git/errors.ts';
import type { Repository } from '../git/repository.ts';
import { parseColor } from './colors.ts';
import { parseDateMode } from './dates.ts';
import { Fatal } from './faults.ts';

interface Checking {
  readonly repository: Repository;
  readonly warn: (text: string) => void;
}

/** The configuration, once all that blame reads of it makes sense. Throws `Fatal` after what `warn` was told. */
export async function checkedConfig(
  repository: Repository,
  environment: Environment,
  warn: (text: string) => void,
): Promise<Config> {
  checkEnvironment(environment, warn);
  const config = await loadConfig(repository, environment);
  for (const entry of config.entries) CHECKS.get(entry.key)?.(entry, { repository, warn });
  return config;
}

function checkEnvironment(environment: Environment, warn: (text: string) => void): void {
  try {
    environmentEntries(environment);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    warn(`error: ${error.message}\n`);
    throw new Fatal('unable to parse command-line config');
  }
}

type Check = (entry: ConfigEntry, checking: Checking) => void;

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...['showroot', 'blankboundary', 'showemail', 'markunblamablelines', 'markignoredlines'].map(
    (name): [string, Check] => [`blame.${name}`, checkBool],
  ),
  ['blame.date', checkDate],
  ['blame.coloring', checkColoring],
  ['color.blame.repeatedlines', checkRepeatedLines],
  ['color.blame.highlightrecent', checkHighlightRecent],
  ['diff.algorithm', checkAlgorithm],
  ['core.abbrev', checkAbbreviation],
]);

function checkBool(entry: ConfigEntry): void {
  try {
    parseBool(entry);
  } catch {
    throw new Fatal(`bad boolean config value '${entry.value}' for '${entry.key}'`);
  }
}

function checkDate(entry: ConfigEntry, checking: Checking): void {
  if (entry.value === null) fail(entry, checking, `missing value for '${entry.key}'`);
  parseDateMode(entry.value, false);
}

function checkColoring(entry: ConfigEntry, checking: Checking): void {
  const { value } = entry;
  if (value === null) fail(entry, checking, `missing value for '${entry.key}'`);
  if (!['repeatedLines', 'highlightRecent', 'none'].includes(value))
    checking.warn(`warning: invalid value for 'blame.coloring': '${value}'\n`);
}

function checkRepeatedLines({ value }: ConfigEntry, { warn }: Checking): void {
  if (isColor(value ?? '', warn)) return;
  warn(`warning: invalid value for 'color.blame.repeatedLines': '${value}'\n`);
}

/** Colours and dates in turn, a colour last. */
function checkHighlightRecent({ value }: ConfigEntry, { warn }: Checking): void {
  const words = (value ?? '').split(',');
  words.forEach((word, i) => {
    if (i % 2 === 0 && !isColor(word, warn)) throw new Fatal(`expecting a color: ${word}`);
  });
  if (words.length % 2 === 0) throw new Fatal('must end with a color');
}

function isColor(text: string, warn: (text: string) => void): boolean {
  try {
    parseColor(text);
    return true;
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
    warn(`error: ${error.message}\n`);
    return false;
  }
}

function checkAlgorithm(entry: ConfigEntry, checking: Checking): void {
  const { key, value } = entry;
  if (value === null) fail(entry, checking, `missing value for '${key}'`);
  if (diffAlgorithmNamed(value) === null)
    fail(entry, checking, `unknown value for config '${key}': ${value}`);
}

/** `auto`, a truth value that says no, or digits from 4 on; more than an id has are the whole id. */
function checkAbbreviation(entry: ConfigEntry, checking: Checking): void {
  const { value } = entry;
  if (value === null) fail(entry, checking, `missing value for '${entry.key}'`);
  if (['auto', 'no', 'off', 'false'].includes(value.toLowerCase())) return;
  if (parseInt32(entry) < 4) fail(entry, checking, `abbrev length out of range: ${parseInt32(entry)}`);
}

function fail({ key, file, line }: ConfigEntry, { repository, warn }: Checking, what: string): never {
  warn(`error: ${what}\n`);
  if (line === 0) throw new Fatal(`unable to parse '${key}' from command-line config`);
  throw new Fatal(`bad config variable '${key}' in file '${nameOf(file, repository)}' at line ${line}`);
}

/** Files in the work tree are named from its top, where git stands. */
function nameOf(file: string, { workTree }: Repository): string {
  return workTree !== null && file.startsWith(`${workTree}/`) ? file.slice(workTree.length + 1) : file;
}
