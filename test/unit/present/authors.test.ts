/** Who wrote some lines, in words. */
import { expect, it } from 'vitest';
import { authorsLine } from '../../../server/present/authors.ts';

const share = (name: string, lines: number, commits = 1) => ({ name, lines, commits });

it.each([
  [
    [share('Ada', 7, 2), share('Grace', 2)],
    1,
    '10 lines: Ada 7 (2 commits), Grace 2 (1 commit), not committed 1',
  ],
  [[share('Ada', 1)], 0, '1 line: Ada 1 (1 commit)'],
  [[], 3, '3 lines: not committed 3'],
  [
    ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => share(name, 1)),
    0,
    '7 lines: A 1 (1 commit), B 1 (1 commit), C 1 (1 commit), D 1 (1 commit), E 1 (1 commit), 2 others',
  ],
])('%j and %d', (shares, uncommitted, words) => {
  expect(authorsLine(shares, uncommitted)).toBe(words);
});
