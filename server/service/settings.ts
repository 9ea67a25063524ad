/** What a user can set, checked, with defaults that suit the client. */
import { wildmatch } from '../git/wildmatch.ts';
import type { AskedOptions } from '../worker/messages.ts';
import type { WorkLimits } from '../worker/timeLimit.ts';
import { optionSettingNames, readAskedOptions } from './askedOptions.ts';
import { between, boolean, isObject, type Kind } from './valueKinds.ts';

/** The part of the configuration named `blame`. */
export interface Settings {
  /** Whether hovers, lenses and hints show blame at all; what is asked in so many words is answered in any case. */
  readonly enabled: boolean;
  /** Patterns of files that they leave alone: git's wildcards, `**` included, against the path with slashes. */
  readonly exclude: readonly string[];
  readonly hover: boolean;
  readonly codeLens: boolean;
  readonly inlayHint: boolean;
  /** Options of every blame that does not ask for its own. */
  readonly options: AskedOptions;
  /** Engine threads; null for one less than the machine has cores, between 1 and 4. Read once, at the start. */
  readonly threads: number | null;
  /** Most memory for finished blames, in megabytes. Read once, at the start. */
  readonly cacheMegabytes: number;
  /** Most memory that a thread holds of one repository's objects, in megabytes. Read once, at the start. */
  readonly objectCacheMegabytes: number;
  /** Whether indexes of history are kept in the user's cache directory. Read once, at the start. */
  readonly historyIndex: boolean;
  /** Whether finished blames are kept there. Read once, at the start. */
  readonly keepBlames: boolean;
  /** Most disk space for all caches together, in megabytes. Read once, at the start. */
  readonly diskCacheMegabytes: number;
  /** What blames: our own engine, git, or git where our own engine does not know the repository's format. Read once, at the start. */
  readonly engine: 'auto' | 'native' | 'git';
  /** Longest work on one blame, in seconds; null for no limit. */
  readonly timeLimitSeconds: number | null;
  /** Largest file that is blamed, in megabytes; null for no limit. */
  readonly maxFileMegabytes: number | null;
}

/** The limits of one question, in the engine's units. */
export function limitsOf({ timeLimitSeconds, maxFileMegabytes }: Settings): WorkLimits {
  return {
    milliseconds: timeLimitSeconds === null ? null : timeLimitSeconds * 1000,
    bytes: maxFileMegabytes === null ? null : maxFileMegabytes * 1024 * 1024,
  };
}

/** Whether hovers, lenses and hints leave a file alone. */
export function isSwitchedOff({ enabled, exclude }: Settings, fsPath: string): boolean {
  if (!enabled) return true;
  const path = fsPath.replaceAll('\\', '/');
  return exclude.some((pattern) => {
    const anywhere = pattern.startsWith('/') || pattern.startsWith('**/') ? pattern : `**/${pattern}`;
    return wildmatch(anywhere, path, { pathname: true, ignoreCase: false });
  });
}

/** Settings and what was wrong with the input, in words for the log. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

/** Clients where hints do harm by default: two hint servers break each other in Neovim; Zed shows blame itself. */
const withoutHints = /^(neovim|zed)\b/i;

/** Defaults for a client by the name it gives itself; null when it gives none. */
export function defaultSettings(clientName: string | null): Settings {
  return {
    enabled: true,
    exclude: [],
    hover: true,
    codeLens: true,
    inlayHint: clientName === null || !withoutHints.test(clientName),
    options: {},
    threads: null,
    cacheMegabytes: 64,
    objectCacheMegabytes: 48,
    historyIndex: true,
    keepBlames: true,
    diskCacheMegabytes: 512,
    engine: 'auto',
    timeLimitSeconds: 60,
    maxFileMegabytes: 32,
  };
}

/**
 * Lays what a user wrote over `base`. The input is the section itself or an object that holds it under `blame`;
 * null, missing and empty mean the base; wrong values are complained about and ignored.
 */
export function parseSettings(input: unknown, base: Settings): ParsedSettings {
  const section = isObject(input) && 'blame' in input ? input['blame'] : input;
  if (section === null || section === undefined) return { settings: base, complaints: [] };
  if (!isObject(section)) return { settings: base, complaints: ['the section "blame" must be an object'] };
  const complaints: string[] = [];
  const read = <Value>(name: string, fallback: Value, kind: Kind<Value>): Value => {
    const value = section[name];
    if (value === undefined || value === null) return fallback;
    if (kind.fits(value)) return value;
    complaints.push(`setting blame.${name} must be ${kind.words}`);
    return fallback;
  };
  // For a limit null is a value of its own: none.
  const readLimit = (name: string, fallback: number | null, kind: Kind<number>) =>
    section[name] === null ? null : read<number | null>(name, fallback, kind);
  const settings = {
    enabled: read('enabled', base.enabled, boolean),
    exclude: read<readonly string[]>('exclude', base.exclude, texts),
    hover: read('hover', base.hover, boolean),
    codeLens: read('codeLens', base.codeLens, boolean),
    inlayHint: read('inlayHint', base.inlayHint, boolean),
    options: readOptions(section['options'], base.options, (complaint) => complaints.push(complaint)),
    threads: read<number | null>('threads', base.threads, between(1, 64)),
    cacheMegabytes: read('cacheMegabytes', base.cacheMegabytes, between(1, 4096)),
    objectCacheMegabytes: read('objectCacheMegabytes', base.objectCacheMegabytes, between(4, 4096)),
    historyIndex: read('historyIndex', base.historyIndex, boolean),
    keepBlames: read('keepBlames', base.keepBlames, boolean),
    diskCacheMegabytes: read('diskCacheMegabytes', base.diskCacheMegabytes, between(1, 1 << 20)),
    engine: read('engine', base.engine, engineName),
    timeLimitSeconds: readLimit('timeLimitSeconds', base.timeLimitSeconds, between(1, 86_400)),
    maxFileMegabytes: readLimit('maxFileMegabytes', base.maxFileMegabytes, between(1, 1024)),
  };
  for (const name of Object.keys(section)) {
    if (!(name in settings)) complaints.push(`there is no setting blame.${name}`);
  }
  return { settings, complaints };
}

/** The options in `section.options`, or the base's; a wrong one is complained about and left out. */
function readOptions(
  value: unknown,
  base: AskedOptions,
  complain: (complaint: string) => void,
): AskedOptions {
  if (value === undefined || value === null) return base;
  if (!isObject(value)) {
    complain('setting blame.options must be an object');
    return base;
  }
  const fields = Object.fromEntries(
    Object.entries(value).filter(([name]) => {
      const isSetting = optionSettingNames.includes(name);
      if (!isSetting) complain(`there is no setting blame.options.${name}`);
      return isSetting;
    }),
  );
  return readAskedOptions(fields, (words) => complain(`setting blame.options.${words}`));
}

const texts: Kind<readonly string[]> = {
  words: 'a list of texts',
  fits: (value): value is readonly string[] =>
    Array.isArray(value) && value.length <= 1000 && value.every((each) => typeof each === 'string'),
};

const engineName: Kind<Settings['engine']> = {
  words: '"auto", "native" or "git"',
  fits: (value): value is Settings['engine'] => value === 'auto' || value === 'native' || value === 'git',
};
