/** Reads a command line the way git does: bundled short options, abbreviated long ones, values attached or apart. */

/** One option of a command; `T` is what the options are collected in. */
export interface OptionSpec<T> {
  /** Without the dashes. */
  readonly long?: string;
  /** One letter. */
  readonly short?: string;
  /** How a value follows: never, always (attached or as the next word), or only attached. */
  readonly value: 'none' | 'required' | 'optional';
  /** Must be written out; others may be abbreviated. */
  readonly exact?: boolean;
  /** Whether `--no-LONG` exists. */
  readonly negatable?: boolean;
  /** `value` is null when there is none; `on` is false for `--no-LONG`. */
  readonly apply: (collected: T, value: string | null, on: boolean) => void;
}

/** A mistake in the command line: the caller prints it with the usage and exits with 129. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface ParsedWords {
  /** Words that are no options, in order. */
  readonly words: readonly string[];
  /** How many of them stood before `--`; null when there was none. */
  readonly beforeDashes: number | null;
}

/** The options of a command. */
export interface OptionTable<T> {
  readonly specs: readonly OptionSpec<T>[];
  /** True for words that look like options and are to stay among the other words. */
  readonly staysWord: (word: string) => boolean;
}

/** Applies every option to `collected` in order and returns the other words. Throws `UsageError`. */
export function parseOptions<T>(
  { specs, staysWord }: OptionTable<T>,
  argv: readonly string[],
  collected: T,
): ParsedWords {
  const words: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') return { words: [...words, ...rest], beforeDashes: words.length };
    if (staysWord(word)) words.push(word);
    // A number of commits, as git's other commands take it.
    else if (/^-\d+$/.test(word)) continue;
    else if (word.startsWith('--')) applyLong(specs, word.slice(2), { collected, rest });
    else if (word.startsWith('-') && word.length > 1) applyShort(specs, word.slice(1), { collected, rest });
    else words.push(word);
  }
  return { words, beforeDashes: null };
}

interface Target<T> {
  readonly collected: T;
  /** Words not looked at yet; a value that stands apart is taken from here. */
  readonly rest: string[];
}

function applyShort<T>(
  specs: readonly OptionSpec<T>[],
  letters: string,
  { collected, rest }: Target<T>,
): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] as string;
    const spec = specs.find(({ short }) => short === letter);
    if (spec === undefined) throw new UsageError(`unknown option \`-${letters}'`);
    const attached = letters.slice(at + 1);
    if (spec.value === 'none') {
      spec.apply(collected, null, true);
      continue;
    }
    const value = attached === '' && spec.value === 'required' ? rest.shift() : attached;
    if (value === undefined) throw new UsageError(`switch \`${letter}' requires a value`);
    spec.apply(collected, value === '' && spec.value === 'optional' ? null : value, true);
    return;
  }
}

function applyLong<T>(specs: readonly OptionSpec<T>[], text: string, { collected, rest }: Target<T>): void {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  const attached = equals === -1 ? null : text.slice(equals + 1);
  const { spec, on } = findLong(specs, name);
  if (!on || spec.value === 'none') {
    if (attached !== null) throw new UsageError(`option \`${name}' takes no value`);
    spec.apply(collected, null, on);
    return;
  }
  const value = attached ?? (spec.value === 'required' ? rest.shift() : null);
  if (value === undefined) throw new UsageError(`option \`${name}' requires a value`);
  spec.apply(collected, value, true);
}

interface Match<T> {
  readonly name: string;
  readonly spec: OptionSpec<T>;
  readonly on: boolean;
}

/** An exact name wins; otherwise a beginning must belong to one option alone. */
function findLong<T>(specs: readonly OptionSpec<T>[], name: string): Match<T> {
  const names = specs.flatMap((spec) => spellings(spec));
  const exact = names.find((candidate) => candidate.name === name);
  if (exact !== undefined) return exact;
  const [first, second] = names.filter(
    ({ name: full, spec }) => full.startsWith(name) && spec.exact !== true,
  );
  if (first === undefined) throw new UsageError(`unknown option \`--${name}'`);
  if (second !== undefined) {
    throw new UsageError(`ambiguous option: ${name} (could be --${first.name} or --${second.name})`);
  }
  return first;
}

function spellings<T>(spec: OptionSpec<T>): Match<T>[] {
  const { long } = spec;
  if (long === undefined) return [];
  const plain = { name: long, spec, on: true };
  return spec.negatable === true ? [plain, { name: `no-${long}`, spec, on: false }] : [plain];
}
