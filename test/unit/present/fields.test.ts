/** What fields stand for. */
import { expect, describe as group, it } from 'vitest';
import {
  describe,
  isUser,
  parseGroupTemplate,
  parseLineTemplate,
  type Subject,
  type Wording,
} from '../../../server/present/fields.ts';

const ada = { name: 'Ada Lovelace', email: 'Ada@Example.com', time: 1_700_000_000, timezone: '+0100' };
const bob = { ...ada, name: 'Bob', email: 'bob@example.com', time: 1_700_000_600 };

const subject: Subject = {
  commit: '0123456789abcdef0123456789abcdef01234567',
  words: { summary: 'Count notes', author: ada, committer: bob },
  path: 'src/notes.ts',
  line: 12,
  several: { commits: 3, authors: ['a', 'b'] },
};

const wording: Wording = { now: 1_700_000_000 + 3 * 86_400, dateFormat: 'ago', you: 'You', identity: null };

function check(text: string, change: Partial<Subject> = {}, words: Partial<Wording> = {}): string {
  return describe(
    parseGroupTemplate(text),
    { ...subject, ...change },
    { wording: { ...wording, ...words }, width: 80 },
  );
}

group('fields', () => {
  it.each([
    ['${author}', 'Ada Lovelace'],
    ['${authorFirst}', 'Ada'],
    ['${authorMail}', 'Ada@Example.com'],
    ['${committer} ${committerMail}', 'Bob bob@example.com'],
    ['${date}', '3 days ago'],
    ['${date:short}', '2023-11-14'],
    ['${commitDate:%H:%M}', '23:23'],
    ['${age}', '3d'],
    ['${summary}', 'Count notes'],
    ['${sha}', '01234567'],
    ['${sha:12}', '0123456789ab'],
    ['${path} ${file} ${line}', 'src/notes.ts notes.ts 12'],
    ['${commits}, ${authors}', '3 commits, 2 authors'],
    ['${commitCount}/${authorCount}', '3/2'],
  ])('%s', (text, expected) => {
    expect(check(text)).toBe(expected);
  });

  it('can be empty', () => {
    const words = { ...subject.words, summary: '' };
    expect(
      check('${author}[ · ${summary}][ L${line}][ ${commits}]', { words, line: null, several: null }),
    ).toBe('Ada Lovelace');
  });

  it('call the user what the user wants to be called', () => {
    const identity = { name: 'Somebody', email: 'ada@example.com' };
    expect(check('${author}, ${authorFirst}, ${committer}', {}, { identity })).toBe('You, You, Bob');
    expect(check('${author}', {}, { identity, you: '' })).toBe('Ada Lovelace');
  });

  it('are harmless, in one line, and as wide as wanted at most', () => {
    const summary = 'a\u202eb\n\u001b[31mred '.repeat(99);
    const text = check('${summary}', { words: { ...subject.words, summary } });
    expect(text).toHaveLength(80);
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('of several lines are none of one line', () => {
    expect(() => parseLineTemplate('${commits}')).toThrow('there is no field commits');
  });
});

group('the user', () => {
  it.each([
    ['nobody', null, false],
    ['by mail, in any case', { name: null, email: 'ADA@example.com' }, true],
    ['not by name where there is a mail', { name: 'Ada Lovelace', email: 'x@y' }, false],
    ['by name where there is no mail', { name: 'Ada Lovelace', email: null }, true],
    ['not by nothing', { name: null, email: null }, false],
  ])('%s', (_, identity, expected) => {
    expect(isUser(ada, identity)).toBe(expected);
  });
});
