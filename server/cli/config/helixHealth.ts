/** What an installed Helix says of its languages, asked through `hx --health`, which runs no server. */

/** Runs the program with the words; what it printed, errors last, or null when it could not be run, failed or took too long. */
export type Ask = (args: readonly string[]) => Promise<string | null>;

export interface HelixLanguage {
  readonly name: string;
  /** Names of servers, in older versions their commands; null where that could not be learnt. */
  readonly servers: readonly string[] | null;
}

export interface HelixHealth {
  /** The user's `languages.toml`; null when Helix says that there is none. */
  readonly languageFile: string | null;
  /** What it says is wrong with the user's file; null when nothing is. */
  readonly fault: string | null;
  readonly languages: readonly HelixLanguage[];
  /** Beginnings of names that could not be completed. */
  readonly unfinished: readonly string[];
}

/** A row of the table: a language, its name cut to the column. */
interface Row {
  readonly start: string;
  readonly isCut: boolean;
  readonly hasServers: boolean;
}

/** Programs at work at once. */
const ASKED_AT_ONCE = 4;

/** As in `25.07.1`; null for what is not Helix. */
export async function helixVersion(ask: Ask): Promise<string | null> {
  const [, version = null] = /^helix(?:-term)? (\d[\w.]*)/m.exec(plain(await ask(['--version']))) ?? [];
  return version;
}

/** Everything; null when Helix does not list languages. */
export async function askHelix(ask: Ask): Promise<HelixHealth | null> {
  const general = plain(await ask(['--health']));
  // Older versions take the first for the name of a language, newer ones leave out of the second what the user hides.
  const rows = rowsOf(plain(await ask(['--health', 'all-languages'])));
  const table = rows.length > 0 ? rows : rowsOf(plain(await ask(['--health', 'languages'])));
  if (table.length === 0) return null;
  const { names, unfinished } = await fullNames(table, ask);
  const languages = await mapSome(names, ASKED_AT_ONCE, async (name) => ({
    name,
    servers: mayHaveServers(name, table) ? serversOf(plain(await ask(['--health', name]))) : [],
  }));
  const [, file = 'default'] = /^Language file: (.+)$/m.exec(general) ?? [];
  const [, fault = null] = /^Error parsing user language config: (.+)$/m.exec(general) ?? [];
  return { languageFile: file === 'default' ? null : file, fault, languages, unfinished };
}

/** Without colours, and with line feeds alone. */
function plain(text: string | null): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they begin with an escape character
  return (text ?? '').replace(/\x1b\[[\d;]*m/g, '').replaceAll('\r\n', '\n');
}

/** The rows below the headings. Those of a language's further servers begin with a blank. */
function rowsOf(text: string): Row[] {
  const lines = text.split('\n');
  const headings = lines.findIndex((line) => /^Lang\w*…?\s+\S/.test(line));
  if (headings < 0) return [];
  return lines.slice(headings + 1).flatMap((line) => {
    const [, start, cut, cell] = /^([^\s…]+)(…?)\s+(None|[✓✘])/.exec(line) ?? [];
    return start === undefined ? [] : [{ start, isCut: cut !== '', hasServers: cell !== 'None' }];
  });
}

/** Columns are too narrow for long names; but asked for a name that it does not know, Helix lists all with the same first letter. */
async function fullNames(
  table: readonly Row[],
  ask: Ask,
): Promise<{ names: string[]; unfinished: string[] }> {
  const letters = new Set(table.filter(({ isCut }) => isCut).map(({ start }) => start.charAt(0)));
  const listed = await mapSome([...letters], ASKED_AT_ONCE, async (letter) => {
    const [, list = ''] = /these: (.*?) ?\?$/m.exec(plain(await ask(['--health', `${letter}?`]))) ?? [];
    return list.split(', ');
  });
  const known = listed.flat().filter((name) => name !== '');
  const names = new Set<string>();
  const unfinished = new Set<string>();
  for (const { start, isCut } of table) {
    const full = isCut ? known.filter((name) => name.startsWith(start)) : [start];
    if (full.length === 0) unfinished.add(start);
    for (const name of full) names.add(name);
  }
  return { names: [...names].sort(), unfinished: [...unfinished] };
}

function mayHaveServers(name: string, table: readonly Row[]): boolean {
  return table.some(
    ({ start, isCut, hasServers }) => hasServers && (isCut ? name.startsWith(start) : name === start),
  );
}

/** Null when the answer can't be understood. */
function serversOf(text: string): string[] | null {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith('Configured language servers:'));
  if (at < 0) return singleServers(lines);
  if (/:\s*None$/.test(lines[at] ?? '')) return [];
  const servers: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const [, server] = /^\s+[✓✘] (.+?): /.exec(line) ?? [];
    if (server === undefined) break;
    servers.push(server);
  }
  return servers.length === 0 ? null : servers;
}

/** Before 24.03 there is a line for each. */
function singleServers(lines: readonly string[]): string[] | null {
  const found = lines.flatMap((line) => /^Configured language server: (.+)$/.exec(line)?.[1] ?? []);
  if (found.length === 0) return null;
  return found.filter((server) => server !== 'None');
}

/** Results in the order of the items, a few of which are worked on at a time. */
async function mapSome<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
