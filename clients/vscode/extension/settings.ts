/** Which settings are the extension's own, and which the server gets: pure. */

/** Groups of settings below `blame` of which the server knows nothing. */
const own: readonly string[] = ['line', 'server', 'statusBar', 'trace'];

/** Whether a name below `blame`, like `line.format`, is the extension's own. */
export function isOwnSetting(name: string): boolean {
  return own.includes(name.split('.')[0] ?? '');
}

/** Read by the server once, when it starts; they can't differ between the folders of a workspace. */
export const settingsOfTheWindow: readonly string[] = [
  'threads',
  'engine',
  'memoryMegabytes',
  'cacheMegabytes',
  'historyIndex',
  'keepComparisons',
  'keepBlames',
  'objectCacheMegabytes',
  'hunkCacheMegabytes',
  'diskCacheMegabytes',
];

/** Those, and what is announced at the start: where one of them changes, another server is started. */
export const settingsAtStart: readonly string[] = [
  'server.path',
  'hover',
  'codeAction',
  'codeLens',
  'inlayHint',
  ...settingsOfTheWindow,
];

/**
 * The server's settings out of the section `blame`. In a workspace that is not trusted no program is run on its behalf: neither git
 * for a repository of an unknown format, nor what makes text of files.
 */
export function serverSettings(section: unknown, isTrusted: boolean): Record<string, unknown> {
  const given = Object.entries(isRecord(section) ? section : {});
  const settings = Object.fromEntries(given.filter(([name]) => !isOwnSetting(name)));
  return isTrusted ? settings : { ...withoutPrograms(settings), engine: 'native' };
}

function withoutPrograms(settings: Record<string, unknown>): Record<string, unknown> {
  const { options, paths } = settings;
  return {
    ...settings,
    options: { ...(isRecord(options) ? options : {}), textconv: false },
    ...(Array.isArray(paths) && {
      paths: paths.map((path: unknown) =>
        isRecord(path) && isRecord(path['options'])
          ? { ...path, options: { ...path['options'], textconv: false } }
          : path,
      ),
    }),
  };
}

/** How the server is started: a module by VS Code's own Node, or any other program. */
export type ServerProgram = { readonly module: string } | { readonly command: string };

/** The server that came with the extension unless the user names another; `~` is the home directory. */
export function serverProgram(path: string, bundled: string, home: string): ServerProgram {
  const wanted = path.trim().replace(/^~(?=[/\\]|$)/, () => home);
  if (wanted === '') return { module: bundled };
  return /\.[cm]?js$/.test(wanted) ? { module: wanted } : { command: wanted };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
