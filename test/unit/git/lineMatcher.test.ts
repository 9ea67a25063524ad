/** Matching of lines, by tables and against the `git grep` of the git at hand. */
import { expect, it } from 'vitest';
import { lineMatcher } from '../../../server/git/lineMatcher.ts';
import { PatternFault, parsePattern } from '../../../server/git/posixSyntax.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';

const texts = [
  'a',
  'b',
  'ab',
  'ba',
  'aab',
  'abab',
  'a b',
  'a_b',
  'A',
  'aB',
  '1',
  'a1',
  '^a',
  'a$',
  'a*',
  'a+',
  'a|b',

  'a{2}',
  '(a)',
  'a)',
  '[a]',
  ']',
  'a]b',
  '\\',
  'a\\b',
  '-',
  'a-b',
  'a.b',
  'word words',
  '\t',
  'x\tb',
  'xaax',
];

const extended = [
  'a',
  '^a',
  'a$',
  '^$',
  '^',
  'a.b',
  'a*b',
  '^a+b$',
  '^a?b$',
  'a|1',
  '(a|b)+$',
  '^(ab){2}$',
  '^a{2,}b',
  '^.{,2}$',

  '[ab]$',
  '[^ab]',
  '[]]',
  '[^]a]',
  '[a-]b',
  '[[:digit:]]',
  '[[:space:][:upper:]]',
  '\\.',
  '\\\\',
  'a\\+',
  '\\$',

  '\\<b',
  'a\\>',
  '\\bb',
  'd\\B',
  '\\w\\W\\w',
  '\\s',
  '^\\S+$',
  '(a|)b',
  '()b',
  'a)',
  '(^a|b$)',
  '(a*)*b',
  'x(a$)',
];

const basic = [
  'a*b',
  '*',
  '^*',
  'a\\*',
  'a+',
  'a\\+b',
  '^a\\?b$',
  '\\(ab\\)\\{2\\}',
  'a\\|1',
  'a|b',
  '(a)',
  'a{2}',
  'a\\{2\\}b',
  '^a$',
  'a^b',
  'a$b',
  '\\(^a\\)',
  '\\(b$\\)',
  '\\(*\\)',
  '^\\*',
  '[*]',
  '.*b$',
  '\\<a_b\\>',
];

function compile(pattern: string, isExtended: boolean, ignoreCase = false) {
  return lineMatcher(parsePattern(pattern, { extended: isExtended, ignoreCase }));
}

describeWithGit(needsGit('lineMatcher'), () => {
  it.each([
    ['extended', '-E', extended],
    ['basic', '-G', basic],
  ] as const)('matches what git matches, %s', (kind, option, patterns) => {
    const repository = createRepository();
    repository.write('f', texts.join('\n'));
    for (const pattern of patterns) {
      for (const ignoreCase of [false, true]) {
        const options = ['-h', option, ...(ignoreCase ? ['-i'] : [])];
        const found = repository.run(['grep', '--no-index', ...options, '-e', pattern, '--', 'f']);
        const matches = compile(pattern, kind === 'extended', ignoreCase);
        expect([pattern, ...texts.filter((text) => matches(text))]).toEqual([
          pattern,
          ...found.stdout.toString().split('\n').slice(0, -1),
        ]);
      }
    }
    repository.remove();
  });
});

it.each([
  ['.', '\0', false],
  ['[^a]', '\0', true],
  ['a.c', 'a\xffc', true],
  ['[\xe0-\xff]', '\xe9', true],
  ['^a$', 'a\n', false],
  ['[A-z]', '^', true],
])('bytes: %j in %j is %s', (pattern, line, expected) => {
  expect(compile(pattern, true)(line)).toBe(expected);
});

it('does not backtrack', () => {
  const matches = compile('^(a+)+(b|a)*c$', true);
  expect(matches('a'.repeat(100_000))).toBe(false);
  expect(matches(`${'a'.repeat(100_000)}c`)).toBe(true);
});

it('refuses what would grow too large', () => {
  expect(() => compile('((a{100}){100}){100}', true)).toThrow(PatternFault);
});

it('starts anew when lines have led to very many states', () => {
  const matches = compile('(a|b)*a(a|b){12}$', true);
  let state = 1;
  for (let round = 0; round < 60; round++) {
    let line = '';
    for (let i = 0; i < 200; i++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      line += (state >> 16) & 1 ? 'a' : 'b';
    }
    expect(matches(line)).toBe(line.at(-13) === 'a');
  }
});
