/** Scenarios about what commits say of people, times and themselves, in order and out of order. */
import type { CommitParts } from '../../support/history.ts';
import { edited, inAllFormats, type Scenario, tenLines } from '../scenario.ts';

/** A commit text of one's own making below the usual tree and parents. */
function withHeader(rest: string): (parts: CommitParts) => string {
  return ({ tree, parents }) => `tree ${tree}\n${parts(parents)}${rest}`;
}

function parts(parents: readonly string[]): string {
  return parents.map((parent) => `parent ${parent}\n`).join('');
}

const author = 'author A <a@x> 1700000000 +0000\n';
const committer = 'committer C <c@x> 1700000000 +0000\n';

/** One commit text per odd case; each commit owns a line of the file. */
const oddTexts: Readonly<Record<string, string>> = {
  'no-author': `${committer}\nno author\n`,
  'no-committer': `${author}\nno committer\n`,
  'no-mail': `author Nobody 1700000000 +0000\n${committer}\nno mail\n`,
  'no-name': `author <a@x> 1700000000 +0000\n${committer}\nno name\n`,
  'no-date': `author A <a@x>\n${committer}\nno date\n`,
  'no-zone': `author A <a@x> 1700000000\n${committer}\nno zone\n`,
  'odd-zone': `author A <a@x> 1700000000 +0530\n${committer}\nodd zone\n`,
  'word-date': `author A <a@x> yesterday +0100\n${committer}\nword for a date\n`,
  'two-mails': `author A <a@x> <b@y> 1700000000 +0000\n${committer}\ntwo mails\n`,
  'wide-name': `author  A   B\t <a@x> 1700000000 -1200\n${committer}\nwide name\n`,
  latin1: `author J\xf6rg <j@x> 1700000000 +0000\n${committer}encoding ISO-8859-1\n\ngr\xfc\xdfe\n`,
  'latin1-undeclared': `author J\xf6rg <j@x> 1700000000 +0000\n${committer}\ngr\xfc\xdfe\n`,
  'unknown-encoding': `author J\xf6rg <j@x> 1700000000 +0000\n${committer}encoding x-nowhere\n\ngr\xfc\xdfe\n`,
  signed: `${author}${committer}gpgsig -----BEGIN\n author Fake <f@x> 1 +0000\n -----END\n\nsigned\n\nbody\n`,
  'no-message': `${author}${committer}\n`,
  'no-blank-line': `${author}${committer}`,
  'blank-first': `${author}${committer}\n\n\n  \n  indented summary  \nnext\n`,
  'no-newline': `${author}${committer}\nno newline at the end`,
  'cr-in-summary': `${author}${committer}\nsummary with CR\r\nbody\r\n`,
};

const names = Object.keys(oddTexts);

export const people: readonly Scenario[] = [
  {
    name: 'odd-commits',
    shows: 'commit texts with parts missing, doubled, in other encodings',
    commits: [
      { id: 'base', files: { file: 'base\n' } },
      ...names.map((id, index) => ({
        id,
        files: { file: `base\n${names.slice(0, index + 1).join('\n')}\n` },
        text: withHeader(oddTexts[id] ?? ''),
      })),
    ],
    asks: inAllFormats('file'),
  },
  {
    name: 'dates',
    shows: 'the first second, one past 2038, one past 2106, zones on both sides, author and committer apart',
    commits: [
      { id: 'epoch', date: 0, files: { file: 'a\n' } },
      { id: 'late', date: 2_200_000_000, zone: '+1400', files: { file: 'a\nb\n' } },
      { id: 'later', date: 4_400_000_000, zone: '-1100', files: { file: 'a\nb\nc\n' } },
      { id: 'apart', authorDate: '1234567890 -0330', zone: '+0545', files: { file: 'a\nb\nc\nd\n' } },
      { id: 'summer', date: 1_720_000_000, zone: '+0200', files: { file: 'a\nb\nc\nd\ne\n' } },
    ],
    asks: inAllFormats('file'),
  },
  {
    name: 'names-and-widths',
    shows: 'columns of the default format: wide and combining characters, long names, several paths',
    commits: [
      { id: 'one', author: 'Jo <jo@x>', files: { short: tenLines } },
      { id: 'two', author: '山田太郎 <yamada@x>', files: { short: edited(tenLines, { 1: 'two' }) } },
      {
        id: 'three',
        author: 'Zoë de\u0301coupe\u0301 <z@x>',
        files: { short: null, 'a-much-longer-name': edited(tenLines, { 1: 'two', 2: 'three' }) },
      },
      {
        id: 'four',
        author: 'A name that goes on and on and on <long@x>',
        files: { 'a-much-longer-name': edited(tenLines, { 1: 'two', 2: 'three', 3: 'four' }) },
      },
      {
        id: 'five',
        author: '😀 \u200bzero\u00ad <z@x>',
        files: { 'a-much-longer-name': edited(tenLines, { 1: 'two', 2: 'three', 3: 'four', 4: 'five' }) },
      },
    ],
    asks: [...inAllFormats('a-much-longer-name'), ['-L4,6', 'a-much-longer-name'], ['two', '--', 'short']],
  },
  {
    name: 'mailmap',
    shows: 'names and mails mapped by HEAD:.mailmap of a bare repository',
    commits: [
      { id: 'one', author: 'joe <joe@old>', files: { file: 'a\n' } },
      { id: 'two', author: 'Joe Second <JOE@OLD>', files: { file: 'a\nb\n' } },
      { id: 'three', author: 'Ann <ann@box>', files: { file: 'a\nb\nc\n' } },
      { id: 'four', author: 'ann b <shared@box>', files: { file: 'a\nb\nc\nd\n' } },
      {
        id: 'five',
        author: 'Bob <shared@box>',
        committer: 'joe <joe@old>',
        files: { file: 'a\nb\nc\nd\ne\n' },
      },
      {
        id: 'map',
        files: {
          '.mailmap': [
            '# who is who',
            'Joe Proper <joe@old>',
            '<ann@new> <ann@box>',
            'Ann Proper <ann@new> ann b <shared@box>',
            'Someone <some@one> <shared@box>',
            'A U Thor Proper <author@example.com> # said twice',
            'Žofie <author@new> <author@example.com>',
            '',
          ].join('\n'),
        },
      },
      { id: 'seven', message: 'after the map', files: { file: 'a\nb\nc\nd\ne\nf\n' } },
    ],
    asks: [...inAllFormats('file'), ...inAllFormats('file', 'two')],
  },
];
