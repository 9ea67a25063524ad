/** Who has written how much. */
import { expect, it } from 'vitest';
import type { FileBlame } from '../../../server/service/fileBlame.ts';
import { summaryOf } from '../../../server/service/summary.ts';
import { resultOf } from '../../support/resultOf.ts';

const person = (name: string, email: string, time: number) => ({ name, email, time, timezone: '+0100' });
const zero = '0'.repeat(40);

/** Two commits of Ada's under two names, one of Bob's, a line that is not committed. */
const authors = {
  a1: person('A. L.', 'ada@example.com', 100),
  a2: person('Ada', 'ADA@example.com', 300),
  b1: person('Bob', 'bob@example.com', 200),
  [zero]: person('', '', 999),
};
const blame: FileBlame = {
  lineCount: 8,
  rows: Int32Array.from([0, 2, 0, 0, 0, 2, 3, 2, 2, 0, 5, 2, 5, 1, 0, 7, 1, 7, 3, 0]),
  origins: Object.keys(authors).map((commit) => ({ commit, path: 'f', previous: null, boundary: false })),
  commits: Object.fromEntries(
    Object.entries(authors).map(([commit, author]) => [commit, { summary: '', author, committer: author }]),
  ),
  uncommitted: null,
};

it('counts lines and commits of people, by their mails', () => {
  expect(resultOf(summaryOf(blame, { start: 0, end: 8 }))).toEqual({
    authors: [
      { name: 'Ada', email: 'ADA@example.com', lines: 4, commits: 2, first: authors.a1, last: authors.a2 },
      { name: 'Bob', email: 'bob@example.com', lines: 3, commits: 1, first: authors.b1, last: authors.b1 },
    ],
    uncommittedLines: 1,
  });
});

it.each([
  [0, 1, ['A. L. 1'], 0],
  [1, 4, ['Bob 2', 'A. L. 1'], 0],
  [7, 8, [], 1],
  [3, 3, [], 0],
])('looks at lines %i to %i alone', (start, end, lines, uncommitted) => {
  const { authors: found, uncommittedLines } = resultOf(summaryOf(blame, { start, end }));
  expect(found.map((each) => `${each.name} ${each.lines}`)).toEqual(lines);
  expect(uncommittedLines).toBe(uncommitted);
});

it('pauses where there are many hunks', () => {
  const rows = Int32Array.from(
    { length: 5 * 4000 },
    (_, at) => [at / 5, 1, at / 5, (at / 5) % 2, 0][at % 5] ?? 0,
  );
  const many = { ...blame, lineCount: 4000, rows };
  expect([...summaryOf(many, { start: 0, end: 4000 })].length).toBe(4);
  expect([...summaryOf(many, { start: 0, end: 999 })].length).toBe(0);
});
