/** Commit texts, the odd ones above all, read as `git blame --porcelain` reads them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodePerson, type Person, parseCommitText } from '../../../server/git/commitText.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const author = 'author A <a@x> 5 +0100';
const committer = 'committer C <c@x> 6 -0200';

/** Header lines and message of commits; the tree line is put in front. All as latin1 bytes. */
const cases: readonly (readonly [what: string, headers: readonly string[], message: string])[] = [
  ['an ordinary one', [author, committer], 'subject\n\nbody\n'],
  ['no message', [author, committer], ''],
  ['a message of blank lines', [author, committer], '\n \t\n\n'],
  ['blank lines before an indented subject', [author, committer], '\n  \n\t two  \t\nmore\n'],
  ['a subject that the file ends in', [author, committer], 'no newline'],
  ['a carriage return', [author, committer], 'subject\r\n\r\nbody\r\n'],
  ['no author', [committer], 'subject\n'],
  ['no author but a line in the message', [committer], 'subject\n\nauthor Fake <f@x> 9 +0000\n'],
  ['no committer', [author], 'subject\n'],
  ['no mail', ['author Nobody 5 +0100', committer], 'subject\n'],
  ['an unclosed mail', ['author N <b 5 +0100', committer], 'subject\n'],
  ['an empty name', ['author <b> 5 +0100', committer], 'subject\n'],
  ['an empty name and mail', ['author  <> 5 +0100', committer], 'subject\n'],
  ['blanks around the name', ['author   Some  Body \t <b> 5 +0100', committer], 'subject\n'],
  ['a name stuck to its mail', ['author Body<b> 5 +0100', committer], 'subject\n'],
  ['brackets in the mail', ['author B <a<b>c> 5 +0100', committer], 'subject\n'],
  ['a second pair of brackets', ['author B <b> <c> 7 +0300', committer], 'subject\n'],
  ['a bracket before the name', ['author > B <b> 7 +0300', committer], 'subject\n'],
  ['no date', ['author B <b>', committer], 'subject\n'],
  ['no zone', ['author B <b> 5', committer], 'subject\n'],
  ['a date in words', ['author B <b> yesterday +0100', committer], 'subject\n'],
  ['a date before 1970', ['author B <b> -5 +0100', committer], 'subject\n'],
  ['a zone in words', ['author B <b> 5 CET', committer], 'subject\n'],
  ['a zone without digits', ['author B <b> 5 +', committer], 'subject\n'],
  ['a zone of odd length', ['author B <b> 5 +1', committer], 'subject\n'],
  ['text after the zone', ['author B <b> 5 +0100 and more', committer], 'subject\n'],
  ['no blank between mail and date', ['author B <b>5+0100', committer], 'subject\n'],
  ['a NUL in the message', [author, committer], 'sub\0ject\n'],
  ['a NUL in the header', ['author B\0 <b> 5 +0100', committer], 'subject\n'],
  ['raw bytes that are no UTF-8', ['author J\xf6rg <j\xf6@x> 5 +0100', committer], 'gr\xfcn\n'],
  ['latin1', ['author J\xf6rg <j\xf6@x> 5 +0100', committer, 'encoding ISO-8859-1'], 'gr\xfcn \x93\n'],
  ['latin1 by another name', ['author J\xf6rg <j> 5 +0100', committer, 'encoding latin-1'], 'gr\xfcn\n'],
  ['latin9', ['author \xa4 <j> 5 +0100', committer, 'encoding iso8859-15'], 'f\xfcr 5 \xa4\n'],
  ['windows letters', ['author B <b> 5 +0100', committer, 'encoding CP1252'], '\x93quoted\x94\n'],
  ['windows letters that are none', ['author B <b> 5 +0100', committer, 'encoding CP1252'], 'a\x81b\xfc\n'],
  ['cyrillic', ['author \xc9\xd7\xc1\xce <b> 5 +0100', committer, 'encoding KOI8-R'], '\xed\xc9\xd2\n'],
  ['japanese', ['author \x8e\x52\x93\x63 <b> 5 +0900', committer, 'encoding SJIS'], '\x8e\x52\n'],
  [
    'japanese, the other way',
    ['author \xbb\xb3\xc5\xc4 <b> 5 +0900', committer, 'encoding eucJP'],
    '\xbb\xb3\n',
  ],
  ['an encoding nobody knows', ['author J\xf6rg <b> 5 +0100', committer, 'encoding klingon'], 'gr\xfcn\n'],
  ['ASCII that is none', ['author J\xf6rg <b> 5 +0100', committer, 'encoding US-ASCII'], 'gr\xfcn\n'],
  ['bytes invalid in their encoding', ['author \xff <b> 5 +0900', committer, 'encoding eucJP'], '\xff\n'],
  ['UTF-8 said so', ['author J\xc3\xb6rg <b> 5 +0100', committer, 'encoding utf8'], 'gr\xc3\xbcn\n'],
  [
    'an encoding line in the message',
    ['author J\xf6rg <b> 5 +0100', committer],
    'a\n\nencoding ISO-8859-1\n',
  ],
];

/** The values `git blame --porcelain` prints for the commit, which must hold a file `f`. */
function blamed(repository: GitRepository, oid: string, outputEncoding: string) {
  const { stdout, status, stderr } = repository.run(
    ['blame', '--porcelain', `--encoding=${outputEncoding}`, oid, '--', 'f'],
    { environment: { LC_ALL: 'C' } },
  );
  if (status !== 0) throw new Error(stderr);
  const lines = stdout.toString('latin1').split('\n');
  const value = (word: string) =>
    lines.find((line) => line.startsWith(`${word} `))?.slice(word.length + 1) ?? '';
  const person = (role: string): Person => ({
    name: value(role),
    email: value(`${role}-mail`).replace(/^<(.*)>$/, '$1'),
    time: Number(value(`${role}-time`)),
    timezone: value(`${role}-tz`),
  });
  return { author: person('author'), committer: person('committer'), summary: value('summary') };
}

describeWithGit(needsGit('parseCommitText'), () => {
  let repository: GitRepository;
  let tree: string;

  beforeAll(() => {
    repository = createRepository();
    repository.write('f', 'line\n');
    repository.git('add', 'f');
    tree = repository.git('write-tree');
  });
  afterAll(() => repository.remove());

  function check(headers: readonly string[], message: string, outputEncoding: string): void {
    const data = Buffer.from([`tree ${tree}`, ...headers, '', message].join('\n'), 'latin1');
    const { stdout } = repository.run(['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], {
      input: data,
    });
    const oid = stdout.toString().trim();
    const text = parseCommitText(data, outputEncoding);
    const summary = text.summary ?? `(${oid})`;
    expect({ author: text.author, committer: text.committer, summary }).toEqual(
      blamed(repository, oid, outputEncoding),
    );
  }

  it.each(cases)('reads %s', (_, headers, message) => {
    const plain = /^[\0-\x7f]*$/.test(headers.join('') + message);
    const others = plain ? [] : ['none', 'ISO-8859-1', 'SJIS', 'eucJP', 'unheard-of'];
    for (const outputEncoding of ['UTF-8', ...others]) check(headers, message, outputEncoding);
  });

  it('reads a commit that ends within its header', () => {
    expect(parseCommitText(Buffer.from(`tree ${tree}\n${author}`), 'UTF-8')).toMatchObject({
      author: { name: 'A', email: 'a@x', time: 5, timezone: '+0100' },
      committer: { name: '(unknown)', email: '(unknown)', time: 0, timezone: '(unknown)' },
      summary: null,
      message: '',
    });
  });
});

it("makes text of a person's bytes", () => {
  const person = { name: 'J\xc3\xb6rg', email: '\xff', time: 5, timezone: '+0100' };
  expect(decodePerson(person)).toEqual({ name: 'Jörg', email: '\ufffd', time: 5, timezone: '+0100' });
});
