/** Mailmaps: the names and mails people want to be known by, in place of those on their commits. */
import { join, resolve } from 'node:path';
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { eachLine } from '../base/eachLine.ts';
import { isUnknown, type Person } from './commitText.ts';
import type { Config } from './config.ts';
import { readSmallFile, readUnlessLink } from './files.ts';
import type { Repository } from './repository.ts';

/** What to put in the place of a name and a mail; null keeps what is there. */
interface Replacement {
  name: string | null;
  email: string | null;
}

/** All that is known of one mail. */
interface MailEntry extends Replacement {
  /** By the name on the commit, in lower case; null where nothing hangs on that. */
  byName: Map<string, Replacement> | null;
}

/** Entries by the mail on the commit, in lower case; all strings are bytes as latin1. */
export type Mailmap = ReadonlyMap<string, MailEntry>;

/** Largest mailmap that is read. */
const maxMailmapBytes = 64 * 1024 * 1024;

/**
 * The mailmap of a repository: `.mailmap` at the top of the work tree unless it is a symbolic link, then the blob that
 * `mailmap.blob` names (in a bare repository HEAD:.mailmap by default), then the file `mailmap.file`.
 */
export async function loadMailmap(
  repository: Repository,
  config: Config,
  { readBlob, cancel = neverCancelled }: MailmapReading,
): Promise<Mailmap> {
  const { top, blob, file } = mailmapPlaces(repository, config);
  const texts = [
    top === null ? null : await readUnlessLink(top, maxMailmapBytes),
    blob === null ? null : await readBlob(blob),
    file === null ? null : await readSmallFile(file, maxMailmapBytes),
  ];
  return parseMailmap(texts, cancel);
}

interface MailmapReading {
  /** The content that a revision like `HEAD:.mailmap` names, or null when there is none. */
  readonly readBlob: (revision: string) => Promise<Uint8Array | null>;
  readonly cancel?: Cancel;
}

/** Where a mailmap is looked for. */
export interface MailmapPlaces {
  /** The file at the top of the work tree; null in a bare repository. */
  readonly top: string | null;
  /** A revision that names a blob; null for none. */
  readonly blob: string | null;
  /** Null for none. */
  readonly file: string | null;
}

export function mailmapPlaces({ workTree, gitDir }: Repository, config: Config): MailmapPlaces {
  const file = config.path('mailmap.file');
  return {
    top: workTree === null ? null : join(workTree, '.mailmap'),
    blob: config.get('mailmap.blob') ?? (workTree === null ? 'HEAD:.mailmap' : null),
    file: file === null ? null : resolve(workTree ?? gitDir, file),
  };
}

/** One mailmap of several texts, of which later lines win; null stands for a text that does not exist. */
export function parseMailmap(
  texts: readonly (Uint8Array | null)[],
  cancel: Cancel = neverCancelled,
): Mailmap {
  const mailmap = new Map<string, MailEntry>();
  for (const text of texts) {
    if (text !== null) eachLine(text, cancel, (line) => addLine(mailmap, line));
  }
  return mailmap;
}

/** The person by the name and mail the mailmap gives; the same object when it gives none. Bytes as latin1. */
export function mapPerson(mailmap: Mailmap, person: Person): Person {
  const entry = mailmap.get(fold(person.email));
  if (entry === undefined || isUnknown(person)) return person;
  const { name, email } = entry.byName?.get(fold(person.name)) ?? entry;
  if (name === null && email === null) return person;
  return { ...person, name: name ?? person.name, email: email ?? person.email };
}

/** A line is `New <mail>`, `<new> <old>`, `New <new> <old>` or `New <new> Old <old>`; anything else is passed over. */
function addLine(mailmap: Map<string, MailEntry>, line: string): void {
  const text = line.split('\0', 1)[0] ?? '';
  const first = text.startsWith('#') ? null : nameAndMail(text);
  if (first === null || first.email === '') return;
  const second = nameAndMail(first.rest);
  const oldMail = fold((second ?? first).email);
  const entry = mailmap.get(oldMail) ?? { name: null, email: null, byName: null };
  mailmap.set(oldMail, entry);
  const email = second === null ? null : first.email;
  if (second?.name) {
    entry.byName ??= new Map();
    entry.byName.set(fold(second.name), { name: first.name, email });
  } else {
    entry.name = first.name ?? entry.name;
    entry.email = email ?? entry.email;
  }
}

function nameAndMail(text: string): { name: string | null; email: string; rest: string } | null {
  const open = text.indexOf('<');
  const close = text.indexOf('>', open + 1);
  if (open < 0 || close < 0) return null;
  const name = text.slice(0, open).replace(/^[ \t\r]+|[ \t\r]+$/g, '');
  return { name: name === '' ? null : name, email: text.slice(open + 1, close), rest: text.slice(close + 1) };
}

/** Lower case of ASCII letters alone. */
function fold(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
