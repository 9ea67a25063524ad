/** The text of a blame by line, and what the formats have in common. */
import { expect, test } from 'vitest';
import { finalText, lineCountOf, lineText } from '../../../server/blame/finalText.ts';
import type { GuiltyOrigin, SettledEntry } from '../../../server/blame/types.ts';
import { commitsWithSeveralPaths, mailOf } from '../../../server/cli/annotated.ts';

test.each([
  ['', []],
  ['a\n', ['a\n']],
  ['a\nb', ['a\n', 'b\n']],
  ['\n\n', ['\n', '\n']],
  ['\u00e9\r\n', ['\u00c3\u00a9\r\n']],
])('%j', (text, expected) => {
  const final = finalText(Buffer.from(text));
  const lines = Array.from({ length: lineCountOf(final) }, (_, line) => lineText(final, line));
  expect(lines).toEqual(expected);
});

test('lines begin where the text says, even when it is a part of something larger', () => {
  const final = finalText(Buffer.from('xx\na\nb\n').subarray(3));
  expect([...final.starts]).toEqual([0, 2, 4]);
  expect(lineText(final, 1)).toBe('b\n');
});

test('a mail stands in angle brackets', () => {
  expect(mailOf({ name: 'A', email: 'a@b', time: 1, timezone: '+0000' })).toBe('<a@b>');
});

test('a commit with two origins has several paths, one that returns to its only origin has not', () => {
  const origin = (commit: string, path: string): GuiltyOrigin => ({
    commit,
    path,
    previous: null,
    boundary: false,
  });
  const entry = (of: GuiltyOrigin): SettledEntry => ({
    line: 0,
    count: 1,
    sourceLine: 0,
    origin: of,
    ignored: false,
    unblamable: false,
  });
  const one = origin('1', 'p');
  const entries = [one, origin('2', 'p'), one, origin('2', 'q')].map(entry);
  expect([...commitsWithSeveralPaths(entries)]).toEqual(['2']);
});
