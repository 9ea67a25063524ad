/** What a commit object says: people, dates, message, read from its text the way git reads them for blame. */
import { isSameEncoding, reencode } from './encoding.ts';
import { bytesToText } from './files.ts';

/** A name on a commit. In a `CommitText` its strings are bytes; `decodePerson` makes text of them. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As written in the commit, e.g. `+0200`. */
  readonly timezone: string;
}

/** Every string is bytes as latin1, in the output encoding asked for (or as stored, where that was impossible). */
export interface CommitText {
  readonly author: Person;
  readonly committer: Person;
  /** The first line of the message that is not blank, with its own blanks; null when there is none. */
  readonly summary: string | null;
  /** Everything after the header; '' when there is nothing. */
  readonly message: string;
}

/**
 * Reads a commit object. `outputEncoding` is what the strings are converted to, from the encoding that the commit's own
 * `encoding` line names (else UTF-8); '' and `none` leave them as stored. Never fails: a line that is missing or
 * has no `<mail>` gives a person whose every string is `(unknown)`; a bad date gives time 0 and zone `(unknown)`.
 */
export function parseCommitText(data: Uint8Array, outputEncoding: string): CommitText {
  const stored = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1');
  // git handles a commit as a C string.
  const end = stored.indexOf('\0');
  const text = inEncoding(end < 0 ? stored : stored.slice(0, end), outputEncoding);
  const message = messageOf(text);
  return {
    author: personOf(text, 'author'),
    committer: personOf(text, 'committer'),
    summary: summaryOf(message),
    message,
  };
}

/** The person as text, taking the bytes for UTF-8; what is not becomes U+FFFD. */
export function decodePerson(person: Person): Person {
  return {
    name: bytesToText(person.name),
    email: bytesToText(person.email),
    time: person.time,
    timezone: bytesToText(person.timezone),
  };
}

const unknown: Person = { name: '(unknown)', email: '(unknown)', time: 0, timezone: '(unknown)' };

/** True for the person that stands for a line that could not be read; mailmaps do not apply to it. */
export function isUnknown(person: Person): boolean {
  const { name, email, timezone } = unknown;
  return person.name === name && person.email === email && person.timezone === timezone;
}

function inEncoding(text: string, outputEncoding: string): string {
  if (outputEncoding === '' || outputEncoding === 'none') return text;
  const header = text.slice(0, headerEnd(text));
  const encoding = /^encoding (.*)$/m.exec(header)?.[1] ?? 'UTF-8';
  if (isSameEncoding(encoding, outputEncoding)) return text;
  return reencode(text, encoding, outputEncoding) ?? text;
}

function headerEnd(text: string): number {
  const end = text.indexOf('\n\n');
  return end < 0 ? text.length : end;
}

function messageOf(text: string): string {
  return text.slice(headerEnd(text) + 2);
}

/** The first such line anywhere after the first line: git does not stop at the end of the header. */
function personOf(text: string, role: 'author' | 'committer'): Person {
  const start = text.indexOf(`\n${role} `);
  if (start < 0) return unknown;
  const from = start + role.length + 2;
  const end = text.indexOf('\n', from);
  return parsePerson(text.slice(from, end < 0 ? text.length : end));
}

/** `Name <mail> seconds zone`: the mail ends at the first `>`, the date begins after the last one. */
function parsePerson(line: string): Person {
  const open = line.indexOf('<');
  const close = line.indexOf('>', open + 1);
  if (open < 0 || close < 0) return unknown;
  const date = /^[ \t\r]*(\d+)[ \t\r]*([+-]\d+)/.exec(line.slice(line.lastIndexOf('>') + 1));
  return {
    name: line.slice(0, open).replace(/[ \t\r]+$/, ''),
    email: line.slice(open + 1, close),
    time: date === null ? 0 : Number(date[1]),
    timezone: date?.[2] ?? '(unknown)',
  };
}

function summaryOf(message: string): string | null {
  let start = 0;
  while (start < message.length) {
    const newline = message.indexOf('\n', start);
    const end = newline < 0 ? message.length : newline;
    const line = message.slice(start, end);
    if (/[^ \t\r]/.test(line)) return line;
    start = end + 1;
  }
  return null;
}
