/** Reads a command line the way git does: bundled short options, abbreviated long ones, values attached or apart. */

/** One option of a command; `T` is what the options are collected in. */
export interface OptionSpec<T> {
  /** Without the dashes. */
  readonly long?: string;
  /** One letter. */
  readonly short?: string;
  /** How a value follows: never, always (attached or as the next word), or only attached. */
  readonly value: 'none' | 'required' | 'optional';
  /** Whether `--no-LONG` exists. */
  readonly negatable?: boolean;
  /** `value` is null when there is none; `on` is false for `--no-LONG`. */
  readonly apply: (collected: T, value: string | null, on: boolean) => void;
}

/** Options that are read by the same rules; git asks one table after the other. */
export interface OptionTable<T> {
  readonly specs: readonly OptionSpec<T>[];
  /**
   * `abbreviated`: a beginning of a long name will do, and short options may be bundled; `bundled`: only the latter;
   * `exact`: a word must be just the option.
   */
  readonly style: 'abbreviated' | 'bundled' | 'exact';
}

/** Where the usage goes after a mistake in the command line. */
type UsageTo = 'stderr' | 'stdout' | 'nowhere';

/** A mistake in the command line, or a call for help: the caller prints both parts and exits with 129. */
export class UsageError extends Error {
  override name = 'UsageError';
  readonly usage: UsageTo;

  /** `message` is '' for the usage alone. */
  constructor(message: string, usage: UsageTo = 'stderr') {
    super(message);
    this.usage = usage;
  }
}

/** An option without its value, where git calls that fatal. */
export class OptionFault extends Error {
  override name = 'OptionFault';
}

export interface ParsedWords {
  /** Words that are no options, in order. */
  readonly words: readonly string[];
  /** How many of them stood before `--`; null when there was none. */
  readonly beforeDashes: number | null;
  /** Options ended with `--end-of-options`, which says nothing about which word is a path. */
  readonly endOfOptions: boolean;
}

/** All that a command takes. */
export interface OptionTables<T> {
  readonly tables: readonly OptionTable<T>[];
  /** True for words that look like options and are to stay among the other words. */
  readonly staysWord: (word: string) => boolean;
}

/** Applies every option to `collected` in order and returns the other words. Throws `UsageError` and `OptionFault`. */
export function parseOptions<T>(
  { tables, staysWord }: OptionTables<T>,
  argv: readonly string[],
  collected: T,
): ParsedWords {
  const words: string[] = [];
  if (argv.length === 1 && argv[0] === '-h') throw new UsageError('', 'stdout');
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const target = { tables, collected, rest };
    if (word === '--' || word === '--end-of-options') {
      return {
        words: [...words, ...rest],
        beforeDashes: words.length,
        endOfOptions: word !== '--' && rest.length > 0,
      };
    }
    if (!word.startsWith('-') || word === '-' || staysWord(word)) words.push(word);
    else if (word.startsWith('--')) applyLong(word.slice(2), target);
    else applyShort(word.slice(1), target);
  }
  return { words, beforeDashes: null, endOfOptions: false };
}

interface Target<T> {
  readonly tables: readonly OptionTable<T>[];
  readonly collected: T;
  /** Words not looked at yet; a value that stands apart is taken from here. */
  readonly rest: string[];
}

function applyShort<T>(letters: string, { tables, collected, rest }: Target<T>): void {
  for (let at = 0; at < letters.length; at++) {
    const spec = findShort(tables, letters.slice(at));
    if (spec === null) {
      if (letters[at] === 'h') throw new UsageError('', 'stdout');
      throw new UsageError(`unknown option \`-${letters.slice(at)}'`);
    }
    if (spec.value === 'none') {
      spec.apply(collected, null, true);
      continue;
    }
    const attached = letters.slice(at + 1);
    const value = attached === '' && spec.value === 'required' ? rest.shift() : attached;
    if (value === undefined) throw new UsageError(`switch \`${letters[at]}' requires a value`, 'nowhere');
    spec.apply(collected, value === '' && spec.value === 'optional' ? null : value, true);
    return;
  }
}

/** The option of the first letter; an exact table knows only letters that stand alone, or with their value. */
function findShort<T>(tables: readonly OptionTable<T>[], letters: string): OptionSpec<T> | null {
  for (const { specs, style } of tables) {
    const spec = specs.find(({ short }) => short === letters[0]);
    if (spec !== undefined && (style !== 'exact' || letters.length === 1 || spec.value !== 'none'))
      return spec;
  }
  return null;
}

function applyLong<T>(text: string, { tables, collected, rest }: Target<T>): void {
  if (text === 'help' || text === 'help-all') throw new UsageError('', 'stdout');
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const attached = equals === -1 ? null : text.slice(equals + 1);
  for (const table of tables) {
    const match = findLong(table, name, attached);
    if (match === null) continue;
    applyMatch(match, attached, { table, collected, rest });
    return;
  }
  throw new UsageError(`unknown option \`--${text}'`);
}

interface Match<T> {
  readonly name: string;
  readonly spec: OptionSpec<T>;
  readonly on: boolean;
}

function applyMatch<T>(
  { name, spec, on }: Match<T>,
  attached: string | null,
  { table, collected, rest }: { table: OptionTable<T>; collected: T; rest: string[] },
): void {
  if (!on || spec.value === 'none') {
    if (attached !== null) throw new UsageError(`option \`${name}' takes no value`, 'nowhere');
    spec.apply(collected, null, on);
    return;
  }
  const value = attached ?? (spec.value === 'required' ? rest.shift() : null);
  if (value === undefined) {
    if (table.style === 'exact') throw new OptionFault(`Option '--${name}' requires a value`);
    throw new UsageError(`option \`${name}' requires a value`, 'nowhere');
  }
  spec.apply(collected, value, true);
}

/** An exact name wins; where abbreviations are known, a beginning must belong to one option alone. */
function findLong<T>(
  { specs, style }: OptionTable<T>,
  name: string,
  attached: string | null,
): Match<T> | null {
  const names = specs.flatMap(spellings);
  const exact = names.find((candidate) => candidate.name === name) ?? null;
  // A value where none belongs makes it another word, unknown to an exact table.
  if (style === 'exact' && attached !== null && exact?.spec.value === 'none') return null;
  if (exact !== null || style !== 'abbreviated') return exact;
  const [last, other] = names.filter((candidate) => candidate.name.startsWith(name)).reverse();
  if (last === undefined || other === undefined) return last ?? null;
  const typed = attached === null ? name : `${name}=${attached}`;
  throw new UsageError(`ambiguous option: ${typed} (could be --${other.name} or --${last.name})`, 'stdout');
}

function spellings<T>(spec: OptionSpec<T>): Match<T>[] {
  const { long } = spec;
  if (long === undefined) return [];
  const plain = { name: long, spec, on: true };
  return spec.negatable === true ? [plain, { name: `no-${long}`, spec, on: false }] : [plain];
}
