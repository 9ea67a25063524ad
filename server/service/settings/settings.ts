/** What a user can set, with defaults that suit the client. */
import { wildmatch } from '../../git/wildmatch.ts';
import type { RemoteRules } from '../../present/links/remoteRules.ts';
import type { AskedOptions } from '../../worker/messages.ts';

/** Where hints stand: after every line, after the first of each hunk, or there for what changed of late. */
export type HintMode = 'line' | 'hunk' | 'recent' | 'off';

/** Where there are hovers: anywhere, on blank space and past the end of a line's code, nowhere. */
type HoverMode = 'always' | 'endOfLine' | 'off';

/** Above what lenses stand: functions and classes, hunks, or the file. */
export type LensMode = 'symbols' | 'hunks' | 'file' | 'off';

/** The part of the configuration named `blame`. */
export interface Settings {
  /** Whether hovers, lenses and hints show blame at all; what is asked in so many words is answered in any case. */
  readonly enabled: boolean;
  /** Patterns of files that they leave alone: git's wildcards, `**` included, against the path with slashes. */
  readonly exclude: readonly string[];
  /** When there are hovers: anywhere on a line, only where nothing else is under the cursor, or never. */
  readonly hover: HoverMode;
  /** Whether there are code actions. */
  readonly codeAction: boolean;
  /** What is known of the web pages of remotes, by pattern. */
  readonly remotes: RemoteRules;
  readonly codeLens: LensMode;
  readonly codeLensTemplate: string;
  readonly inlayHint: HintMode;
  readonly inlayHintTemplate: string;
  /** Columns that a hint takes at most. */
  readonly inlayHintWidth: number;
  /** What is recent: so many days, or since a revision. */
  readonly inlayHintSince: number | string;
  /** The form of dates in hints and lenses, for `dateText`. */
  readonly dateFormat: string;
  /** What the user's own name is in hints and lenses; '' leaves it as it is. */
  readonly you: string;
  /** What stands for a commit where there is none yet; '' for no hint at all. */
  readonly uncommittedText: string;
  /** Whether commits that the work tree lists in `.git-blame-ignore-revs` are looked through. */
  readonly findIgnoreRevs: boolean;
  /** Options of every blame that does not ask for its own. */
  readonly options: AskedOptions;
  /** Settings for some files alone, the later over the earlier. */
  readonly paths: readonly PathSettings[];
  /** Engine threads; null for one less than the machine has cores, between 1 and 4. Read once, at the start. */
  readonly threads: number | null;
  /** What the server is to get by with, in megabytes. Read once, at the start. */
  readonly memoryMegabytes: number;
  /** Most memory for finished blames, in megabytes; null for a share of `memoryMegabytes`. Read once, at the start. */
  readonly cacheMegabytes: number | null;
  /** Most memory that a thread holds of one repository's objects, in megabytes; null for a share. Read once, at the start. */
  readonly objectCacheMegabytes: number | null;
  /** Most memory that a thread holds of how versions of files differ, in megabytes; null for a share. Read once, at the start. */
  readonly hunkCacheMegabytes: number | null;
  /** Whether indexes of history are kept in the user's cache directory. Read once, at the start. */
  readonly historyIndex: boolean;
  /** Whether it is kept there how the versions of files with long histories differ. Read once, at the start. */
  readonly keepComparisons: boolean;
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

/** Settings that hold for files of a pattern; `values` are checked when they were read. */
export interface PathSettings {
  readonly pattern: string;
  readonly values: Partial<Settings>;
}

/** Whether hovers, lenses and hints leave a file alone. */
export function isSwitchedOff({ enabled, exclude }: Settings, fsPath: string): boolean {
  return !enabled || exclude.some((pattern) => fits(pattern, fsPath));
}

const made = new WeakMap<Settings, Map<string, Settings>>();

/** The settings for one file. The same object for files of the same patterns. */
export function settingsForPath(settings: Settings, fsPath: string): Settings {
  const fitting = settings.paths.filter(({ pattern }) => fits(pattern, fsPath));
  if (fitting.length === 0) return settings;
  const known = made.get(settings) ?? new Map<string, Settings>();
  made.set(settings, known);
  const key = fitting.map((each) => settings.paths.indexOf(each)).join();
  const laid =
    known.get(key) ??
    ({ ...settings, ...Object.assign({}, ...fitting.map(({ values }) => values)) } as Settings);
  known.set(key, laid);
  return laid;
}

/** Clients where hints do harm by default: two hint servers break each other in Neovim; Zed shows blame itself. */
const withoutHints = /^(neovim|zed)\b/i;

/** Zed asks for actions wherever the cursor goes and does not say so: there would be a mark on every line. */
const withoutActions = /^zed\b/i;

/** Defaults for a client by the name it gives itself; null when it gives none. */
export function defaultSettings(clientName: string | null): Settings {
  return {
    enabled: true,
    exclude: [],
    hover: 'always',
    codeAction: clientName === null || !withoutActions.test(clientName),
    remotes: {},
    codeLens: 'symbols',
    codeLensTemplate: '${author}, ${date} · ${commits} · ${authors}',
    inlayHint: clientName === null || !withoutHints.test(clientName) ? 'hunk' : 'off',
    inlayHintTemplate: '${author|40}, ${date}[ · ${summary|72}]',
    inlayHintWidth: 100,
    inlayHintSince: 30,
    dateFormat: 'ago',
    you: 'You',
    uncommittedText: 'Not committed yet',
    findIgnoreRevs: true,
    options: {},
    paths: [],
    threads: null,
    memoryMegabytes: 400,
    cacheMegabytes: null,
    objectCacheMegabytes: null,
    hunkCacheMegabytes: null,
    historyIndex: true,
    keepComparisons: true,
    keepBlames: true,
    diskCacheMegabytes: 512,
    engine: 'auto',
    timeLimitSeconds: 60,
    maxFileMegabytes: 32,
  };
}

function fits(pattern: string, fsPath: string): boolean {
  const path = fsPath.replaceAll('\\', '/');
  const anywhere = pattern.startsWith('/') || pattern.startsWith('**/') ? pattern : `**/${pattern}`;
  return wildmatch(anywhere, path, { pathname: true, ignoreCase: false });
}
