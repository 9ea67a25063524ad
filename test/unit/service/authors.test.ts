/** Shares of authors in a blame. */
import { expect, it } from 'vitest';
import { authorsOf } from '../../../server/service/authors.ts';

const person = (name: string, email = name) => ({ name, email, time: 0, timezone: '+0000' });
const record = (author: ReturnType<typeof person>) => ({ summary: '', author, committer: author });
const zero = '0'.repeat(40);
const origins = ['aa', 'bb', zero].map((commit) => ({ commit, path: 'f', previous: null, boundary: false }));
const blame = {
  lineCount: 10,
  rows: Int32Array.of(0, 4, 0, 0, 0, 4, 1, 0, 1, 0, 5, 2, 0, 2, 0, 7, 3, 4, 1, 0),
  origins,
  commits: { aa: record(person('Ada')), bb: record(person('Bob')), [zero]: record(person('nobody')) },
};

it.each([
  ['the whole', 0, 10, ['Ada 4 1', 'Bob 4 1'], 2],
  ['a part', 3, 6, ['Ada 1 1', 'Bob 1 1'], 1],
  ['nothing', 20, 30, [], 0],
])('of %s', (_, start, end, words, uncommitted) => {
  const found = authorsOf(blame, { start, end });
  expect(found.shares.map(({ name, lines, commits }) => `${name} ${lines} ${commits}`)).toEqual(words);
  expect(found.uncommitted).toBe(uncommitted);
});

it('tells people of one name apart, and counts commits of one', () => {
  const commits = { aa: record(person('Ada', 'a@x')), bb: record(person('Ada', 'b@x')) };
  expect(authorsOf({ ...blame, commits }, { start: 0, end: 5 }).shares).toHaveLength(2);
  const same = { aa: record(person('Ada')), bb: record(person('Ada')) };
  expect(authorsOf({ ...blame, commits: same }, { start: 0, end: 5 }).shares).toEqual([
    { name: 'Ada', lines: 5, commits: 2 },
  ]);
});
