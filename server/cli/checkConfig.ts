/** Refuses configuration that git's blame refuses, whether or not its value would ever be asked for. */
import { join } from 'node:path';
import { diffAlgorithmNamed } from '../blame/configuredOptions.ts';
import { type Config, loadConfig } from '../git/config.ts';
import { environmentEntries } from '../git/configEnvironment.ts';
import type { ConfigEntry } from '../git/configFile.ts';
import { parseBool, parseInt32 } from '../git/configValue.ts';
import { GitError } from '../git/errors.ts';
import { parseDateMode } from '../present/gitDates.ts';
import { parseColor } from './colors.ts';
import { Fatal } from './faults.ts';
import type { Session } from './session.ts';

const SWITCHES = new Set([
  'core.quotepath',
  'blame.showroot',
  'blame.blankboundary',
  'blame.showemail',
  'blame.markignoredlines',
  'blame.markunblamablelines',
  'diff.indentheuristic',
]);
const COLORINGS = ['none', 'repeatedLines', 'highlightRecent'];
const MINIMUM_ABBREV = 4;

type Setting = Pick<Session, 'io' | 'repository'>;

/** The configuration. Prints warnings. Throws `Fatal` in git's words for the first entry that is refused. */
export async function checkedConfig(setting: Setting): Promise<Config> {
  const { io, repository } = setting;
  checkEnvironment(io);
  const config = await loadConfig(repository, io.environment);
  checkEntries(setting, config.entries);
  return config;
}

function checkEnvironment({ environment, stderr }: Session['io']): void {
  try {
    environmentEntries(environment);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    stderr(`error: ${error.message}\n`);
    throw new Fatal('unable to parse command-line config');
  }
}

function checkEntries(setting: Setting, entries: readonly ConfigEntry[]): void {
  for (const entry of entries) {
    const { key } = entry;
    if (SWITCHES.has(key) || /^diff\..*\.cachetextconv$/s.test(key)) checkSwitch(entry);
    else if (/^diff\..*\.binary$/s.test(key)) {
      if (entry.value?.toLowerCase() !== 'auto') checkSwitch(entry);
    } else if (/^diff\..*\.(?:x?funcname|textconv|wordregex|command)$/s.test(key)) {
      if (entry.value === null) refuse(setting, entry, `missing value for '${key}'`);
    } else if (key === 'core.abbrev') checkAbbreviation(setting, entry);
    else if (key === 'diff.algorithm') checkAlgorithm(setting, entry);
    else if (key === 'blame.coloring') checkColoring(setting, entry);
    else if (key === 'blame.date') checkDate(setting, entry);
    else if (key === 'color.blame.repeatedlines') checkRepeatedLines(setting, entry);
    else if (key === 'color.blame.highlightrecent') checkHighlightRecent(setting, entry);
  }
}

function checkSwitch(entry: ConfigEntry): void {
  try {
    parseBool(entry);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new Fatal(`bad boolean config value '${entry.value ?? ''}' for '${entry.key}'`);
  }
}

function checkAbbreviation(setting: Setting, entry: ConfigEntry): void {
  const text = entry.value?.toLowerCase() ?? '';
  if (['auto', 'no', 'off', 'false'].includes(text)) return;
  let digits: number;
  try {
    digits = parseInt32(entry);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const where = entry.line > 0 ? ` in file ${fileName(setting, entry)}` : '';
    throw new Fatal(`bad numeric config value '${text}' for '${entry.key}'${where}: invalid unit`);
  }
  if (digits < MINIMUM_ABBREV) refuse(setting, entry, `abbrev length out of range: ${digits}`);
}

function checkAlgorithm(setting: Setting, entry: ConfigEntry): void {
  if (entry.value === null) refuse(setting, entry, `missing value for '${entry.key}'`);
  if (diffAlgorithmNamed(entry.value) === null)
    refuse(setting, entry, `unknown value for config '${entry.key}': ${entry.value}`);
}

function checkColoring({ io, repository }: Setting, entry: ConfigEntry): void {
  if (entry.value === null) refuse({ io, repository }, entry, `missing value for '${entry.key}'`);
  if (!COLORINGS.includes(entry.value))
    io.stderr(`warning: invalid value for 'blame.coloring': '${entry.value}'\n`);
}

function checkDate(setting: Setting, entry: ConfigEntry): void {
  if (entry.value === null) refuse(setting, entry, `missing value for '${entry.key}'`);
  parseDateMode(entry.value, setting.io.terminal);
}

function checkRepeatedLines({ io }: Setting, { value }: ConfigEntry): void {
  if (!isColor(io, value ?? ''))
    io.stderr(`warning: invalid value for 'color.blame.repeatedLines': '${value}'\n`);
}

/** Colours and dates in turn, a colour last. */
function checkHighlightRecent({ io }: Setting, { value }: ConfigEntry): void {
  const words = (value ?? '').split(',');
  const bad = words.find((word, i) => i % 2 === 0 && !isColor(io, word));
  if (bad !== undefined) throw new Fatal(`expecting a color: ${bad}`);
  if (words.length % 2 === 0) throw new Fatal('must end with a color');
}

function isColor({ stderr }: Session['io'], text: string): boolean {
  try {
    parseColor(text);
    return true;
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
    stderr(`error: ${error.message}\n`);
    return false;
  }
}

function refuse(setting: Setting, entry: ConfigEntry, why: string): never {
  setting.io.stderr(`error: ${why}\n`);
  const { key, line } = entry;
  if (line === 0) throw new Fatal(`unable to parse '${key}' from command-line config`);
  throw new Fatal(`bad config variable '${key}' in file '${fileName(setting, entry)}' at line ${line}`);
}

/** git names the repository's own file from where it stands. */
function fileName({ repository }: Pick<Session, 'repository'>, { file }: ConfigEntry): string {
  const { commonDir, workTree } = repository;
  if (file !== join(commonDir, 'config')) return file;
  return workTree === null ? 'config' : '.git/config';
}
