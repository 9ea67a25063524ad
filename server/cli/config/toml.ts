/** Reads as much TOML as configuration files of editors hold, and writes values again; knows nothing of what they mean. */

export type TomlTable = Map<string, TomlValue>;

/** Numbers, booleans and dates stay as they are written. */
interface TomlScalar {
  readonly scalar: string;
}

export type TomlValue = string | TomlScalar | readonly TomlValue[] | TomlTable;

/** What is no TOML, or goes beyond what is read here. */
export class TomlError extends Error {
  override readonly name = 'TomlError';
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

/** Nobody nests deeper by hand. */
const MAX_DEPTH = 64;

/** The whole document. Tables that are written twice are joined. Throws `TomlError` with the line's number. */
export function parseToml(text: string): TomlTable {
  const cursor: Cursor = { text, at: 0, depth: 0 };
  const root: TomlTable = new Map();
  let table = root;
  for (skip(cursor, blankLines); cursor.at < text.length; skip(cursor, blankLines)) {
    if (take(cursor, '[[')) {
      table = appended(root, readKeys(cursor), cursor);
      expect(cursor, ']]');
    } else if (take(cursor, '[')) {
      table = entered(root, readKeys(cursor), cursor);
      expect(cursor, ']');
    } else {
      assign(table, cursor);
    }
    skip(cursor, blanks);
    if (cursor.at < text.length && !/[\r\n#]/.test(text.charAt(cursor.at))) throw complaint(cursor);
  }
  return root;
}

/** A value as TOML on one line. */
export function writeToml(value: TomlValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Map) {
    const entries = [...value].map(
      ([key, inner]) => `${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)} = ${writeToml(inner)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  return 'scalar' in value ? value.scalar : `[${value.map(writeToml).join(', ')}]`;
}

/** The text of a string; null for everything else. */
export function textOf(value: TomlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The tables of an array of tables, or the one table; empty for everything else. */
export function tablesOf(value: TomlValue | undefined): readonly TomlTable[] {
  if (value instanceof Map) return [value];
  return Array.isArray(value) ? value.filter((item): item is TomlTable => item instanceof Map) : [];
}

const blanks = /[ \t]*/y;
const blankLines = /(?:[ \t\r\n]|#[^\n]*)*/y;
const bareKey = /[A-Za-z0-9_-]+/y;
const bareValue = /[^\s,\]}#"'][^,\]}#\r\n]*/y;
/** Three quotes before one: an empty string is followed by no third. */
const strings: readonly (readonly [RegExp, (written: string) => string])[] = [
  [/"""[\s\S]*?"""/y, (written) => written.slice(3, -3)],
  [/'''[\s\S]*?'''/y, (written) => written.slice(3, -3)],
  [/"(?:[^"\\\r\n]|\\[^\r\n])*"/y, (written) => JSON.parse(written) as string],
  [/'[^'\r\n]*'/y, (written) => written.slice(1, -1)],
];

function match(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [null];
  if (found !== null) cursor.at += found.length;
  return found;
}

function skip(cursor: Cursor, pattern: RegExp): void {
  match(cursor, pattern);
}

function take(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false;
  cursor.at += text.length;
  return true;
}

function expect(cursor: Cursor, text: string): void {
  skip(cursor, blanks);
  if (!take(cursor, text)) throw complaint(cursor);
}

function complaint({ text, at }: Cursor): TomlError {
  return new TomlError(`line ${text.slice(0, at).split('\n').length} can't be read`);
}

function assign(table: TomlTable, cursor: Cursor): void {
  const keys = readKeys(cursor);
  expect(cursor, '=');
  skip(cursor, blanks);
  const last = keys.pop() ?? '';
  entered(table, keys, cursor).set(last, readValue(cursor));
}

/** At least one. */
function readKeys(cursor: Cursor): string[] {
  const keys: string[] = [];
  do {
    skip(cursor, blanks);
    const key = match(cursor, bareKey) ?? readString(cursor);
    if (key === null) throw complaint(cursor);
    keys.push(key);
    skip(cursor, blanks);
  } while (take(cursor, '.'));
  return keys;
}

function readString(cursor: Cursor): string | null {
  for (const [pattern, read] of strings) {
    const start = cursor.at;
    const written = match(cursor, pattern);
    if (written === null) continue;
    try {
      return read(written);
    } catch {
      throw complaint({ ...cursor, at: start });
    }
  }
  return null;
}

function readValue(cursor: Cursor): TomlValue {
  cursor.depth++;
  if (cursor.depth > MAX_DEPTH) throw complaint(cursor);
  const value = readString(cursor) ?? readArray(cursor) ?? readInlineTable(cursor) ?? readScalar(cursor);
  cursor.depth--;
  return value;
}

function readArray(cursor: Cursor): TomlValue[] | null {
  if (!take(cursor, '[')) return null;
  const values: TomlValue[] = [];
  for (skip(cursor, blankLines); !take(cursor, ']'); skip(cursor, blankLines)) {
    values.push(readValue(cursor));
    skip(cursor, blankLines);
    if (take(cursor, ',')) continue;
    if (take(cursor, ']')) return values;
    throw complaint(cursor);
  }
  return values;
}

/** Over several lines as well, which newer TOML allows. */
function readInlineTable(cursor: Cursor): TomlTable | null {
  if (!take(cursor, '{')) return null;
  const table: TomlTable = new Map();
  for (skip(cursor, blankLines); !take(cursor, '}'); skip(cursor, blankLines)) {
    assign(table, cursor);
    skip(cursor, blankLines);
    if (take(cursor, ',')) continue;
    if (take(cursor, '}')) return table;
    throw complaint(cursor);
  }
  return table;
}

function readScalar(cursor: Cursor): TomlScalar {
  const written = match(cursor, bareValue);
  if (written === null) throw complaint(cursor);
  return { scalar: written.trim() };
}

/** The table below `table` that the keys lead to, made where it is missing; of arrays of tables the last one. */
function entered(table: TomlTable, keys: readonly string[], cursor: Cursor): TomlTable {
  let inner = table;
  for (const key of keys) {
    const found = inner.get(key) ?? new Map();
    const next = Array.isArray(found) ? found.at(-1) : found;
    if (!(next instanceof Map)) throw complaint(cursor);
    if (!inner.has(key)) inner.set(key, next);
    inner = next;
  }
  return inner;
}

function appended(root: TomlTable, keys: readonly string[], cursor: Cursor): TomlTable {
  const outer = entered(root, keys.slice(0, -1), cursor);
  const last = keys.at(-1) ?? '';
  const found = outer.get(last) ?? [];
  if (!Array.isArray(found)) throw complaint(cursor);
  const table: TomlTable = new Map();
  outer.set(last, [...found, table]);
  return table;
}
