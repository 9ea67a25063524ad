/** The configuration for Helix, made of what Helix said of its languages and what the user has in `languages.toml`. */
import { serverFeatures, serverNames } from './helixDefaults.ts';
import type { HelixHealth, HelixLanguage } from './helixHealth.ts';
import { parseToml, type TomlTable, type TomlValue, tablesOf, textOf, writeToml } from './toml.ts';

interface HelixSetup {
  readonly version: string;
  readonly health: HelixHealth;
  /** The text of the user's `languages.toml`; null when there is none. */
  readonly userFile: string | null;
  /** What starts the server. */
  readonly command: readonly string[];
}

export interface HelixConfiguration {
  readonly text: string;
  /** Sentences about what could not be found, and what is to be done by hand. */
  readonly remarks: readonly string[];
}

/** The user's part of the configuration, without what was made here before. */
interface UserPart {
  /** `language-servers` by language. */
  readonly lists: ReadonlyMap<string, readonly TomlValue[]>;
  readonly languages: ReadonlySet<string>;
  /** Names of servers by their commands, and by themselves. */
  readonly servers: ReadonlyMap<string, string>;
  readonly hasBlock: boolean;
  readonly hasBlame: boolean;
  readonly fault: string | null;
}

const BEGIN = '# blame-language-server: begin';
const END = '# blame-language-server: end';
const SERVER = 'blame';
/** For files that belong to no language, which Helix starts no server for. */
const PLAIN = 'text';

const blameEntry: TomlTable = new Map<string, TomlValue>([
  ['name', SERVER],
  ['only-features', ['hover', 'code-action', 'workspace-command']],
]);

/** Names and endings of files that no built-in language claims. */
const plainFiles: readonly TomlValue[] = [
  ...'txt text lst list lock in ac am m4 adoc conf dat map snap out'.split(' '),
  ...(
    'LICENSE LICENCE COPYING NOTICE README AUTHORS MAINTAINERS CONTRIBUTORS THANKS CHANGES CHANGELOG NEWS INSTALL VERSION ' +
    '.mailmap .nvmrc'
  )
    .split(' ')
    .map((glob): TomlTable => new Map([['glob', glob]])),
];

/** Stanzas for the end of `languages.toml`. Languages whose servers are not known are left out: a list would replace theirs. */
export function helixLanguages({ version, health, userFile, command }: HelixSetup): HelixConfiguration {
  const user = readUserPart(userFile ?? '');
  const stanzas: string[] = [];
  const leftOut = health.unfinished.map((start) => `${start}…`);
  const ownPlain = !user.languages.has(PLAIN) && (user.hasBlock || !health.languages.some(isPlain));
  for (const language of health.languages) {
    if (ownPlain && isPlain(language)) continue;
    const entries = entriesOf(language, user);
    if (entries === null) leftOut.push(language.name);
    else stanzas.push(stanza(language.name, [['language-servers', [...entries, blameEntry]]]));
  }
  if (ownPlain) stanzas.push(plainStanza());
  const lines = [
    `${BEGIN} (Helix ${version}; from "blame-language-server config helix")`,
    '# Each list has the language\'s own servers first. With a newer Helix or other servers: delete down to "end", make it anew.',
    ...(leftOut.length > 0 ? [`# Left out, because their servers are not known: ${leftOut.join(', ')}`] : []),
    ...(user.hasBlame ? [] : ['', serverStanza(command)]),
    '',
    stanzas.join('\n\n'),
    END,
  ];
  return { text: `${lines.join('\n')}\n`, remarks: remarksOn({ health, user, leftOut }) };
}

/** Bindings for `config.toml`: a menu below space and B. */
export function helixKeys(): string {
  const width = Math.max(...keys.map(([key]) => key.length));
  const bindings = keys.map(
    ([key, command, lines]) =>
      `${key.padEnd(width)} = ":lsp-workspace-command ${command} ${lines} \\"%{file_path_absolute}\\""`,
  );
  return [
    '# For config.toml of Helix: space and B, then',
    ...keys.map(([key, , , what]) => `#   ${key}  ${what}`),
    '[keys.normal.space.B]',
    ...bindings,
    '',
  ].join('\n');
}

const LINE = '%{cursor_line}';
const SELECTION = '%{selection_line_start} %{selection_line_end}';

/** Key, command, the lines it is about, and what it does. */
const keys: readonly (readonly [string, string, string, string])[] = [
  ['b', 'blame.show', LINE, 'who wrote the line, in the status line'],
  ['c', 'blame.showCommit', LINE, 'the commit, in a buffer'],
  ['d', 'blame.showChange', LINE, 'what the commit changed in this file'],
  ['h', 'blame.lineHistory', SELECTION, 'the commits that shaped the selection'],
  ['s', 'blame.summary', SELECTION, 'who wrote the selection'],
  ['p', 'blame.before', LINE, 'the version before the commit, at the line; again and again'],
  ['f', 'blame.forward', LINE, 'forward again'],
  ['o', 'blame.openCommit', LINE, "the commit's web page"],
  ['r', 'blame.openPullRequest', LINE, 'the pull or merge request'],
  ['y', 'blame.copyPermalink', LINE, 'a link to the line that stays right'],
  ['i', 'blame.ignoreRevision', LINE, 'adds the commit to the list of ignored ones'],
];

function isPlain({ name }: HelixLanguage): boolean {
  return name === PLAIN;
}

function serverStanza(command: readonly string[]): string {
  const [program = '', ...words] = command;
  const lines = [`command = ${writeToml(program)}`, `args = ${writeToml([...words, '--stdio'])}`];
  return [`[language-server.${SERVER}]`, ...lines].join('\n');
}

function plainStanza(): string {
  return stanza(PLAIN, [
    ['scope', 'text.plain'],
    ['file-types', plainFiles],
    ['language-servers', [blameEntry]],
  ]);
}

function stanza(name: string, entries: readonly (readonly [string, TomlValue])[]): string {
  const lines = entries.map(([key, value]) => `${key} = ${writeToml(value)}`);
  return ['[[language]]', `name = ${writeToml(name)}`, ...lines].join('\n');
}

/** The servers without ours: the user's list as it is, else what Helix has; null where that is not known. */
function entriesOf({ name, servers }: HelixLanguage, user: UserPart): readonly TomlValue[] | null {
  const entries = user.lists.get(name) ?? servers?.map((word) => builtInEntry(name, word, user)) ?? null;
  return entries?.filter((entry) => serverOf(entry) !== SERVER) ?? null;
}

function serverOf(entry: TomlValue): string | null {
  return textOf(entry instanceof Map ? entry.get('name') : entry);
}

/** `word` is the server's name or its command, as the version of Helix has it. */
function builtInEntry(language: string, word: string, user: UserPart): TomlValue {
  const name =
    user.servers.get(word) ?? serverNames.get(`${language}/${word}`) ?? serverNames.get(word) ?? word;
  const found = serverFeatures.get(`${language}/${name}`);
  if (!found) return name;
  return new Map<string, TomlValue>([
    ['name', name],
    [found.key, found.features],
  ]);
}

function readUserPart(text: string): UserPart {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END, Math.max(0, begin));
  const hasBlock = begin >= 0 && end > begin;
  try {
    const everything = parseToml(text);
    const own = hasBlock ? parseToml(text.slice(0, begin) + text.slice(end)) : everything;
    const languages = tablesOf(own.get('language'));
    return {
      lists: new Map(languages.flatMap(listOf)),
      languages: new Set(languages.flatMap((language) => textOf(language.get('name')) ?? [])),
      servers: serversByWord(everything),
      hasBlock,
      hasBlame: serverTables(own).has(SERVER),
      fault: null,
    };
  } catch (error) {
    return {
      lists: new Map(),
      languages: new Set(),
      servers: new Map(),
      hasBlock,
      hasBlame: false,
      fault: (error as Error).message,
    };
  }
}

function listOf(language: TomlTable): (readonly [string, readonly TomlValue[]])[] {
  const [name, list] = [textOf(language.get('name')), language.get('language-servers')];
  return name !== null && Array.isArray(list) ? [[name, list]] : [];
}

function serverTables(root: TomlTable): TomlTable {
  const tables = root.get('language-server');
  return tables instanceof Map ? tables : new Map();
}

function serversByWord(root: TomlTable): Map<string, string> {
  const servers = new Map<string, string>();
  for (const [name, table] of serverTables(root)) {
    const command = table instanceof Map ? textOf(table.get('command')) : null;
    if (command !== null) servers.set(command, name);
  }
  // A name is never meant as another server's command.
  for (const name of serverTables(root).keys()) servers.set(name, name);
  return servers;
}

interface Findings {
  readonly health: HelixHealth;
  readonly user: UserPart;
  readonly leftOut: readonly string[];
}

function remarksOn({ health, user, leftOut }: Findings): string[] {
  const file = health.languageFile ?? 'languages.toml';
  const remarks: string[] = [];
  if (user.fault !== null)
    remarks.push(`${file}: ${user.fault}; its lists of servers are taken from Helix, without their features`);
  if (user.hasBlock)
    remarks.push(
      `${file} has such stanzas already: delete them, from "${BEGIN}" to "${END}", before you add these`,
    );
  if (user.hasBlame)
    remarks.push(`${file} has a [language-server.${SERVER}] of its own, which is left as it is`);
  if (leftOut.length > 0)
    remarks.push(`Helix does not tell the servers of ${leftOut.join(', ')}, which are left out`);
  return remarks;
}
