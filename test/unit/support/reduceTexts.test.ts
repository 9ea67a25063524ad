/** The reducer finds what a failure is made of. */
import { expect, it } from 'vitest';
import { reduceTexts } from '../../support/reduceTexts.ts';

it('keeps only the lines that matter', () => {
  const before = Array.from({ length: 500 }, (_, index) => `${index}\n`).join('');
  const fails = ({ before: a, after: b }: { before: string; after: string }) =>
    a.includes('321\n') && b.endsWith('end');
  expect(reduceTexts({ before, after: `${before}end` }, fails)).toEqual({ before: '321\n', after: 'end' });
});

it('stops trying in time', () => {
  let tried = 0;
  const fails = () => {
    tried++;
    return false;
  };
  reduceTexts({ before: 'a\n'.repeat(100), after: '' }, fails, 3);
  expect(tried).toBe(3);
});
