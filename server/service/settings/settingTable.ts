/** All settings: what their values may be, what they mean, and when they are read. */
import { dateFormatFault } from '../../present/dates.ts';
import { parseGroupTemplate, parseLineTemplate } from '../../present/fields.ts';
import { TemplateFault } from '../../present/template.ts';
import { remoteRules } from './remoteRulesKind.ts';
import type { Settings } from './settings.ts';
import {
  between,
  boolean,
  either,
  type Kind,
  oneOf,
  orNull,
  type Schema,
  text,
  textThat,
} from './valueKinds.ts';

/** One setting that is a plain value; `options` and `paths` have rules of their own. */
export interface Setting<Value> {
  readonly kind: Kind<Value>;
  /** What it is for, in the words of its documentation. */
  readonly about: string;
  /** Other ways to write a value. */
  readonly synonyms?: ReadonlyMap<unknown, Value>;
  /** Read at `initialize` only, and the same for all files. */
  readonly once?: true;
}

export type PlainName = Exclude<keyof Settings, 'options' | 'paths'>;

const megabytes = (least: number, most: number) => between(least, most);

const template = (fields: string, parse: (text: string) => unknown): Kind<string> =>
  textThat(`a template of fields for ${fields}`, (value) => {
    try {
      parse(value);
      return null;
    } catch (error) {
      if (error instanceof TemplateFault) return error.message;
      throw error;
    }
  });

const patterns: Kind<readonly string[]> = {
  words: 'a list of texts',
  schema: { type: 'array', items: { type: 'string' }, maxItems: 1000 },
  fits: (value): value is readonly string[] =>
    Array.isArray(value) && value.length <= 1000 && value.every((each) => typeof each === 'string'),
};

export const settingTable: { readonly [Name in PlainName]: Setting<Settings[Name]> } = {
  enabled: {
    kind: boolean,
    about:
      'Whether hovers, lenses and hints show anything; requests of the protocol are answered in any case',
  },
  exclude: {
    kind: patterns,
    about:
      'Files that hovers, lenses and hints leave alone: git’s wildcards with `**`, against the whole path; a pattern that does not begin with `/` fits in any directory',
  },
  hover: {
    kind: oneOf('always', 'endOfLine', 'off'),
    synonyms: new Map([
      [true, 'always'],
      [false, 'off'],
    ]),
    about:
      'Where hovers say something: anywhere on a line, only on blank space and past the end of its text, or nowhere',
  },
  codeAction: { kind: boolean, about: 'Whether there are code actions' },
  remotes: {
    kind: remoteRules,
    about:
      'Web pages of remotes whose host does not say what it is, by pattern of `host/path`: a `type`, the `web` address of its host, and templates for `commit`, `file`, `line`, `lines` and `pullRequest`',
  },
  codeLens: {
    kind: oneOf('symbols', 'hunks', 'file', 'off'),
    synonyms: new Map([
      [true, 'symbols'],
      [false, 'off'],
    ]),
    about: 'Above what there are lenses: the file and each function or class, each hunk, or the file alone',
  },
  codeLensTemplate: { kind: template('a lens', parseGroupTemplate), about: 'The text of lenses' },
  inlayHint: {
    kind: oneOf('line', 'hunk', 'recent', 'off'),
    synonyms: new Map([
      [true, 'hunk'],
      [false, 'off'],
    ]),
    about:
      'After which lines there are hints: every line, the first of each hunk, or the first of each hunk that has changed of late',
  },
  inlayHintTemplate: { kind: template('a hint', parseLineTemplate), about: 'The text of hints' },
  inlayHintWidth: { kind: between(5, 500), about: 'Columns that a hint takes at most' },
  inlayHintSince: {
    kind: either(between(1, 36_500), text),
    about: 'What `recent` is: so many days, or what a revision does not have yet',
  },
  dateFormat: {
    kind: textThat('ago, a format of git’s --date, or a pattern for strftime', dateFormatFault),
    about: 'How dates are written: `ago`, a name that git’s `--date` takes, or a pattern like `%d.%m.%Y`',
  },
  you: { kind: text, about: 'What you are called, by `user.email` and `user.name`; empty: as all others' },
  uncommittedText: { kind: text, about: 'What a hint says of lines not committed yet; empty: nothing' },
  findIgnoreRevs: {
    kind: boolean,
    about:
      'Whether blame looks through the commits listed in `.git-blame-ignore-revs` at the top of the work tree',
  },
  threads: {
    kind: orNull(between(1, 64)),
    once: true,
    about: 'Blames that are worked on at a time; `null`: one less than the machine’s cores, between 1 and 4',
  },
  timeLimitSeconds: {
    kind: orNull(between(1, 86_400)),
    about: 'Longest work on one blame, waiting not counted; `null`: no limit',
  },
  maxFileMegabytes: {
    kind: orNull(between(1, 1024)),
    about: 'Largest file that is blamed; `null`: no limit',
  },
  engine: {
    kind: oneOf('auto', 'native', 'git'),
    once: true,
    about: 'What blames: `auto` leaves to git only the repositories that the engine can’t read',
  },
  memoryMegabytes: {
    kind: megabytes(200, 65_536),
    once: true,
    about: 'Memory that the server is to get by with, its threads and caches together',
  },
  cacheMegabytes: {
    kind: orNull(megabytes(1, 4096)),
    once: true,
    about: 'Memory for finished blames; `null`: a share of `memoryMegabytes`',
  },
  historyIndex: {
    kind: boolean,
    once: true,
    about: 'Whether history is indexed in the background, in the user’s cache directory',
  },
  keepComparisons: {
    kind: boolean,
    once: true,
    about: 'Whether long histories are compared in the background, in the user’s cache directory',
  },
  keepBlames: {
    kind: boolean,
    once: true,
    about: 'Whether finished blames are kept in the user’s cache directory',
  },
  objectCacheMegabytes: {
    kind: orNull(megabytes(4, 4096)),
    once: true,
    about: 'Memory that each thread holds of one repository’s objects; `null`: a share of `memoryMegabytes`',
  },
  hunkCacheMegabytes: {
    kind: orNull(megabytes(0, 256)),
    once: true,
    about:
      'Memory that each thread holds of how versions of files differ; `null`: a share of `memoryMegabytes`',
  },
  diskCacheMegabytes: {
    kind: megabytes(1, 1 << 20),
    once: true,
    about: 'Disk space for everything in the cache directory together',
  },
};

/** The value's JSON Schema, synonyms included. */
export function schemaOf({ kind, synonyms }: Setting<unknown>): Schema {
  return synonyms === undefined ? kind.schema : { anyOf: [kind.schema, { enum: [...synonyms.keys()] }] };
}
