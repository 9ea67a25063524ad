/** The formats for programs, block by block. */
import { expect, test } from 'vitest';
import { finalText } from '../../../server/blame/finalText.ts';
import type { GuiltyOrigin, SettledEntry } from '../../../server/blame/types.ts';
import type { AnnotatedText } from '../../../server/cli/annotated.ts';
import { incrementalWriter, type PorcelainOptions, writePorcelain } from '../../../server/cli/porcelain.ts';

const one: GuiltyOrigin = { commit: '1', path: 'p', previous: null, boundary: true };
const two: GuiltyOrigin = { commit: '2', path: 'p', previous: { commit: '1', path: 'p' }, boundary: false };
const twoElsewhere: GuiltyOrigin = { ...two, path: 'q\t', previous: null };

const person = { name: 'A', email: 'a@b', time: 7, timezone: '+0100' };
const describe = (commit: string) => ({ author: person, committer: person, summary: `s${commit}` });
const people = ['author', 'committer']
  .map((role) => `${role} A\n${role}-mail <a@b>\n${role}-time 7\n${role}-tz +0100\n`)
  .join('');

function entry(line: number, origin: GuiltyOrigin, rest: Partial<SettledEntry> = {}): SettledEntry {
  return { line, count: 1, sourceLine: line, origin, ignored: false, unblamable: false, ...rest };
}

function check(entries: SettledEntry[], options: Partial<PorcelainOptions> = {}): string {
  const text = finalText(Buffer.from('a\nb\nc'));
  const annotated: AnnotatedText = { entries, text, describe, quoteHighBytes: true };
  let output = '';
  const marks = { ignored: false, unblamable: false };
  writePorcelain(annotated, { everyLine: false, marks, ...options }, (part) => {
    output += part;
  });
  return output.replaceAll(people, 'PEOPLE\n');
}

test('a group has a count, its commit is described once', () => {
  expect(check([entry(0, one, { count: 2 }), entry(2, two), entry(0, one)])).toBe(
    '1 1 1 2\nPEOPLE\nsummary s1\nboundary\nfilename p\n\ta\n1 2 2\n\tb\n' +
      '2 3 3 1\nPEOPLE\nsummary s2\nprevious 1 p\nfilename p\n\tc\n' +
      '1 1 1 1\n\ta\n',
  );
});

test('a commit with several paths names them in every group', () => {
  expect(check([entry(0, two), entry(1, twoElsewhere)])).toBe(
    '2 1 1 1\nPEOPLE\nsummary s2\nprevious 1 p\nfilename p\n\ta\n2 2 2 1\nfilename "q\\t"\n\tb\n',
  );
});

test('every line can be complete in itself', () => {
  const details = 'PEOPLE\nsummary s1\nboundary\nfilename p\n';
  expect(check([entry(0, one, { count: 2 })], { everyLine: true })).toBe(
    `1 1 1 2\n${details}\ta\n1 2 2\n${details}\tb\n`,
  );
});

test.each([
  [false, false, ''],
  [true, false, 'ignored\n'],
  [false, true, 'unblamable\n'],
  [true, true, 'unblamable\nignored\n'],
])('marks, ignored %s and unblamable %s', (ignored, unblamable, expected) => {
  const marked = entry(0, one, { ignored: true, unblamable: true });
  expect(check([marked], { marks: { ignored, unblamable } })).toMatch(
    new RegExp(`filename p\n${expected}\ta\n$`),
  );
});

test('incrementally every entry names its file, and nothing of the text', () => {
  const output: string[] = [];
  const write = incrementalWriter(describe, true, (part) => output.push(part));
  for (const settled of [entry(2, two), entry(0, two, { count: 2, sourceLine: 5 })]) write(settled);
  expect(output.map((part) => part.replace(people, 'PEOPLE\n'))).toEqual([
    '2 3 3 1\nPEOPLE\nsummary s2\nprevious 1 p\nfilename p\n',
    '2 6 1 2\nprevious 1 p\nfilename p\n',
  ]);
});
