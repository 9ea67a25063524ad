/** The fields that templates of hints and lenses can have, and their values. */
import { countOf, dateText, type Moment, shortAge } from './dates.ts';
import { inertText, plainLine } from './plainText.ts';
import { fillTemplate, parseTemplate, type Template } from './template.ts';
import { fitColumns } from './width.ts';

export interface Person extends Moment {
  readonly name: string;
  readonly email: string;
}

/** What is said of a commit. */
export interface CommitWords {
  readonly summary: string;
  readonly author: Person;
  readonly committer: Person;
}

/** A commit with what is known of the place where it is shown. */
export interface Subject {
  readonly commit: string;
  readonly words: CommitWords;
  /** The path in the commit, as text. */
  readonly path: string;
  /** The line in the commit's version of the file, from 1; null where several are meant. */
  readonly line: number | null;
  /** How many commits and who, by mail, where several are meant; null for a single line. */
  readonly several: { readonly commits: number; readonly authors: readonly string[] } | null;
}

/** Who the user is, by the configuration of the repository; null where it does not say. */
export interface Identity {
  readonly name: string | null;
  readonly email: string | null;
}

/** How the values are written. */
export interface Wording {
  /** Seconds since the epoch. */
  readonly now: number;
  /** For `dateText`. */
  readonly dateFormat: string;
  /** What the user is called; '' for the name as it is. */
  readonly you: string;
  readonly identity: Identity | null;
}

const NAME_LIMIT = 60;
const SUMMARY_LIMIT = 200;
const SHORT_ID = 8;

/** Fields of one commit; what each stands for is told in protocol.md. */
const lineFields = [
  'author',
  'authorFirst',
  'authorMail',
  'committer',
  'committerMail',
  'date',
  'commitDate',
  'age',
  'summary',
  'sha',
  'path',
  'file',
  'line',
] as const;

/** Those of several lines and their commits, of which the latest stands for all. */
const groupFields = [...lineFields, 'commits', 'commitCount', 'authors', 'authorCount'] as const;

type FieldName = (typeof groupFields)[number];

/** The names of all fields. */
export const fieldNames: readonly string[] = groupFields;

/** Fields of one line, and of several lines together. Throws `TemplateFault`. */
export const parseLineTemplate: (text: string) => Template = remembering(lineFields);
export const parseGroupTemplate: (text: string) => Template = remembering(groupFields);

/** More than are in use in all folders of a workspace. */
const MOST_TEMPLATES = 100;

/** The same few are asked for with each answer. */
function remembering(fields: readonly string[]): (text: string) => Template {
  const known = new Map<string, Template>();
  return (text) => {
    const parsed = known.get(text) ?? parseTemplate(text, fields);
    if (known.size >= MOST_TEMPLATES) known.clear();
    known.set(text, parsed);
    return parsed;
  };
}

/** The template's text about a commit, in one line of so many columns at most. */
export function describe(
  template: Template,
  subject: Subject,
  { wording, width }: { readonly wording: Wording; readonly width: number },
): string {
  const text = fillTemplate(template, (name, argument) => {
    const value = values[name as FieldName]({ ...subject, argument, wording });
    // Pictures in lenses are for the template to choose.
    return subject.several === null ? value : inertText(value);
  });
  return fitColumns(plainLine(text, 4 * width), width);
}

/** Whether a person is the user: by mail where the configuration has one, else by name. */
export function isUser({ name, email }: Pick<Person, 'name' | 'email'>, identity: Identity | null): boolean {
  if (identity === null) return false;
  if (identity.email !== null) return identity.email.toLowerCase() === email.toLowerCase();
  return identity.name !== null && identity.name === name;
}

/** A person's name as it is shown, or what the user is called. */
function nameOf(person: Person, { you, identity }: Wording): string {
  return you !== '' && isUser(person, identity) ? you : plainLine(person.name, NAME_LIMIT);
}

interface Asked extends Subject {
  readonly argument: string | null;
  readonly wording: Wording;
}

/** Made once: of thousands of lenses each fills in some fields. */
const values: Readonly<Record<FieldName, (asked: Asked) => string>> = {
  author: ({ words, wording }) => nameOf(words.author, wording),
  authorFirst: ({ words, wording }) => nameOf(words.author, wording).split(' ')[0] ?? '',
  authorMail: ({ words }) => plainLine(words.author.email, NAME_LIMIT),
  committer: ({ words, wording }) => nameOf(words.committer, wording),
  committerMail: ({ words }) => plainLine(words.committer.email, NAME_LIMIT),
  date: (asked) => dateOf(asked.words.author, asked),
  commitDate: (asked) => dateOf(asked.words.committer, asked),
  age: ({ words, wording }) => shortAge(words.author.time, wording.now),
  summary: ({ words }) => plainLine(words.summary, SUMMARY_LIMIT),
  sha: ({ commit, argument }) => commit.slice(0, digits(argument)),
  path: ({ path }) => path,
  file: ({ path }) => path.slice(path.lastIndexOf('/') + 1),
  line: ({ line }) => (line === null ? '' : String(line)),
  commits: ({ several }) => (several === null ? '' : countOf(several.commits, 'commit')),
  commitCount: ({ several }) => (several === null ? '' : String(several.commits)),
  authors: ({ several }) => (several === null ? '' : countOf(several.authors.length, 'author')),
  authorCount: ({ several }) => (several === null ? '' : String(several.authors.length)),
};

function dateOf(person: Person, { argument, wording }: Asked): string {
  return dateText(person, argument ?? wording.dateFormat, wording.now);
}

function digits(argument: string | null): number {
  const count = Number.parseInt(argument ?? '', 10);
  return Number.isNaN(count) || count < 1 ? SHORT_ID : count;
}
