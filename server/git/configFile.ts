/** The syntax of one git configuration file: sections, keys, quoting; nothing about where files lie or what keys mean. */
import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';
import { GitError } from './errors.ts';
import { bytesToText } from './files.ts';

/** One `key = value`, where it was found. */
export interface ConfigEntry {
  /** `section.name` or `section.Sub.Section.name`: section and name in lower case, the subsection as written. */
  readonly key: string;
  /** Null for a key without `=`, which means "true". */
  readonly value: string | null;
  /** The file, or a word for the environment and the command line. */
  readonly file: string;
  /** 1-based; 0 where there are no lines. */
  readonly line: number;
}

/** Largest configuration file that is read. */
export const maxConfigBytes: number = 16 * 1024 * 1024;

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
}

/** Entries between two polls. */
const POLL_ENTRIES = 1 << 9;

/** Every entry of a file, in order. Throws GitError 'unsupportedRepository' naming the line that is no configuration. */
export function parseConfigFile(data: Buffer, file: string, cancel: Cancel = neverCancelled): ConfigEntry[] {
  const cursor: Cursor = {
    text: withoutMark(data.toString('latin1')).replaceAll('\r\n', '\n'),
    at: 0,
    line: 1,
  };
  const entries: ConfigEntry[] = [];
  const pace = new Pace(cancel, POLL_ENTRIES);
  let section = '';
  for (;;) {
    const first = nextToken(cursor);
    pace.did(1);
    if (first === '') return entries;
    if (first === '[') {
      section = readSection(cursor, file);
      continue;
    }
    if (!/[A-Za-z]/.test(first)) throw badLine(cursor, file);
    const line = cursor.line;
    const name = readName(cursor);
    const value = readAssignment(cursor, file);
    entries.push({
      key: `${bytesToText(section)}${name.toLowerCase()}`,
      value: value === null ? null : bytesToText(value),
      file,
      line,
    });
  }
}

/** The canonical form of a key written by a user: section and name in lower case. Null when it is no key. */
export function canonicalKey(key: string): string | null {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  if (first < 1 || last === key.length - 1) return null;
  const name = key.slice(last + 1);
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name) || !/^[A-Za-z0-9-]+$/.test(key.slice(0, first))) return null;
  if (key.includes('\n')) return null;
  return key.slice(0, first).toLowerCase() + key.slice(first, last) + key.slice(last).toLowerCase();
}

function withoutMark(text: string): string {
  return text.startsWith('\xef\xbb\xbf') ? text.slice(3) : text;
}

/** Steps over white space and comments and returns the character there, not consumed unless it is `[`; '' at the end. */
function nextToken(cursor: Cursor): string {
  for (;;) {
    const char = cursor.text.charAt(cursor.at);
    if (char === '') return '';
    if (char === '#' || char === ';') {
      skipComment(cursor);
    } else if (isSpace(char)) {
      if (char === '\n') cursor.line++;
      cursor.at++;
    } else {
      if (char === '[') cursor.at++;
      return char;
    }
  }
}

function skipComment(cursor: Cursor): void {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end;
}

const sectionHeader = /([A-Za-z0-9.-]*)[ \t\r]+"((?:[^"\\\n]|\\[^\n])*)"\]|([A-Za-z0-9.-]+)\]/y;

/** What precedes the names of the section's entries, its dot included. */
function readSection(cursor: Cursor, file: string): string {
  sectionHeader.lastIndex = cursor.at;
  const match = sectionHeader.exec(cursor.text);
  if (match === null) throw badLine(cursor, file);
  cursor.at = sectionHeader.lastIndex;
  const section = `${(match[1] ?? match[3] ?? '').toLowerCase()}.`;
  return match[2] === undefined ? section : `${section}${match[2].replace(/\\(.)/gs, '$1')}.`;
}

function readName(cursor: Cursor): string {
  const start = cursor.at;
  while (/[A-Za-z0-9-]/.test(cursor.text.charAt(cursor.at))) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function readAssignment(cursor: Cursor, file: string): string | null {
  while (cursor.text[cursor.at] === ' ' || cursor.text[cursor.at] === '\t') cursor.at++;
  const char = cursor.text[cursor.at] ?? '\n';
  if (char === '\n') return null;
  if (char !== '=') throw badLine(cursor, file);
  cursor.at++;
  return readValue(cursor, file);
}

/** Up to the end of the line; white space at both ends goes unless it is quoted. */
function readValue(cursor: Cursor, file: string): string {
  let value = '';
  let kept = 0;
  let quoted = false;
  for (;;) {
    const char = cursor.text[cursor.at] ?? '\n';
    if (char === '\n') {
      if (quoted) throw badLine(cursor, file);
      return value.slice(0, kept);
    }
    cursor.at++;
    if (!quoted && isSpace(char)) {
      if (value !== '') value += char;
      continue;
    }
    if (!quoted && (char === '#' || char === ';')) {
      skipComment(cursor);
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (char === '\\') value += readEscape(cursor, file);
    else value += char;
    kept = value.length;
  }
}

const escapes: Readonly<Record<string, string>> = { t: '\t', b: '\b', n: '\n', '\\': '\\', '"': '"' };

function readEscape(cursor: Cursor, file: string): string {
  const char = cursor.text[cursor.at] ?? '\n';
  if (char === '\n') {
    cursor.at++;
    cursor.line++;
    return '';
  }
  const meaning = escapes[char];
  if (meaning === undefined) throw badLine(cursor, file);
  cursor.at++;
  return meaning;
}

/** White space as git has it: vertical tab and form feed are none. */
function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

function badLine(cursor: Cursor, file: string): GitError {
  return new GitError('unsupportedRepository', `bad config line ${cursor.line} in file ${file}`, {
    path: file,
  });
}
