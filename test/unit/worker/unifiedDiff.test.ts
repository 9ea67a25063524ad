/** Unified diffs, compared with what git writes for the same texts. */
import { expect, it } from 'vitest';
import { lineDiff } from '../../../server/diff/lineDiff.ts';
import { countChanges, unifiedDiff } from '../../../server/worker/unifiedDiff.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index}\n`).join('');

function diffOf(before: string, after: string): string {
  const texts = { before: encode(before), after: encode(after) };
  const quads = lineDiff(texts.before, texts.after);
  return unifiedDiff({ ...texts, quads }, { before: 'f', after: 'f' });
}

const cases: readonly (readonly [string, string, string])[] = [
  ['one changed line', numbers(0, 20), `${numbers(0, 9)}new\n${numbers(10, 20)}`],
  [
    'changes that share a header',
    numbers(0, 30),
    `${numbers(0, 10)}x\n${numbers(10, 16)}y\n${numbers(16, 30)}`,
  ],
  [
    'changes a line too far apart for that',
    numbers(0, 30),
    `${numbers(0, 10)}x\n${numbers(10, 17)}y\n${numbers(17, 30)}`,
  ],
  ['a change at the very start', numbers(0, 9), `x\n${numbers(0, 9)}`],
  ['a deletion at the very end', numbers(0, 9), numbers(0, 7)],
  ['a lost final newline', numbers(0, 9), numbers(0, 9).slice(0, -1)],
  ['a single line', 'a', 'b'],
];

describeWithGit(needsGit('unified diff'), () => {
  it.each(cases)('writes %s as git does', (_, before, after) => {
    const repository = createRepository();
    try {
      repository.write('f', before);
      repository.commit('before');
      repository.write('f', after);
      const theirs = repository.git('diff', '--no-color', '--no-ext-diff', 'f').split('\n');
      // Git names the function around a change after the second `@@`; there is none in these texts but numbers.
      const body = theirs.slice(2).map((line) => line.replace(/^(@@ .* @@).*/, '$1'));
      expect(diffOf(before, after)).toBe(`${body.join('\n')}\n`);
    } finally {
      repository.remove();
    }
  });
});

it('names a side that does not exist as git does', () => {
  const texts = { before: encode(''), after: encode('a\n'), quads: Int32Array.of(0, 0, 0, 1) };
  expect(unifiedDiff(texts, { before: null, after: 'f' })).toBe(
    '--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n',
  );
});

it('is empty when nothing differs', () => {
  expect(diffOf('a\n', 'a\n')).toBe('');
});

it('counts lines that came and went', () => {
  expect(countChanges(Int32Array.of(0, 1, 0, 2, 5, 0, 6, 3))).toEqual({ insertions: 5, deletions: 1 });
});

it('quotes names that would end a line of the header', () => {
  const texts = { before: encode('a\n'), after: encode('b\n') };
  const quads = lineDiff(texts.before, texts.after);
  const text = unifiedDiff({ ...texts, quads }, { before: 'é', after: 'x\n+++ b/"y' });
  expect(text.split('\n').slice(0, 3)).toEqual(['--- a/é', '+++ "b/x\\n+++ b/\\"y"', '@@ -1 +1 @@']);
});
