/** POSIX extended expressions, against `git grep -E`. */
import { expect, it } from 'vitest';
import { extendedRegex } from '../../../server/git/posixRegex.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';

const texts = [
  'abc',
  'aXc',
  'a]c',
  'a^c',
  'a-c',
  'a\\c',
  'a{c',
  'a/c',
  '123',
  'a b',
  'aac',
  'ac',
  'a.c',
  'a1c',
  'word wordy',
  'a$c',
  'a[c',
  'a+c',
];
const patterns = [
  'a.c',
  'a[]]c',
  'a[^]]c',
  'a[\\\\]c',
  'a\\\\c',
  'a\\.c',
  'a[.]c',
  'a[a-z]c',
  'a[[:digit:]]c',
  'a[[:upper:][:digit:]]c',
  '^[[:digit:]]+$',
  'a+c',
  'a?c',
  'a{2}c',
  'a\\{c',
  'a/c',
  'a]c',
  'a\\$c',
  'a[$^]c',
  'a[+-]c',
  'a[[]c',
  '(abc|aXc)',
  '^a',
  'c$',
  '\\<wordy\\>',
  '\\bword\\b',
  'wor.y',
  'a\\+c',
  'a[[:space:]]b',
  '[^a]c',
];

describeWithGit(needsGit('extendedRegex'), () => {
  it('matches what git matches', () => {
    const scratch = createRepository();
    scratch.write('f', `${texts.join('\n')}\n`);
    for (const pattern of patterns) {
      const found = scratch
        .run(['grep', '--no-index', '-h', '-E', '-e', pattern, '--', 'f'])
        .stdout.toString();
      const regex = extendedRegex(pattern);
      expect([pattern, texts.filter((text) => regex?.test(text))]).toEqual([
        pattern,
        found.split('\n').slice(0, -1),
      ]);
    }
    scratch.remove();
  });
});

it.each(['(', '[a', 'a\\', '[[:alpha:]', '*)('])('refuses %j', (pattern) => {
  expect(extendedRegex(pattern)).toBe(null);
});

it('lets the dot match a newline and anchors match the ends of the text only', () => {
  expect(extendedRegex('a.b')?.test('a\nb')).toBe(true);
  expect(extendedRegex('^b')?.test('a\nb')).toBe(false);
  expect(extendedRegex('a$')?.test('a\nb')).toBe(false);
});
