/** The table of commits: what it gives back is what was put in. */
import { expect, it } from 'vitest';
import { CommitTable } from '../../../server/git/commitTable.ts';
import type { ObjectFormat } from '../../../server/git/oid.ts';

const formats: readonly [ObjectFormat, number][] = [
  ['sha1', 40],
  ['sha256', 64],
];

it.each(formats)('gives commits back as they were (%s)', (format, digits) => {
  const table = new CommitTable(1 << 16, format);
  const id = (start: string) => start.padEnd(digits, '0123456789abcdef');
  const commits = [
    { oid: id('a1'), tree: id('b1'), parents: [], date: 0 },
    { oid: id('a2'), tree: id('b2'), parents: [id('a1')], date: 1_700_000_000 },
    { oid: id('a3'), tree: id('b3'), parents: [id('a2'), id('ffff')], date: 2 ** 40 + 2 ** 31 + 5 },
  ];
  for (const commit of commits) table.add(commit);
  expect(commits.map(({ oid }) => table.get(oid))).toEqual(
    commits.map((commit) => ({ ...commit, position: -1 })),
  );
  expect(table.get(id('a4'))).toBeNull();
  expect(table.bytes).toBeLessThanOrEqual(1 << 16);
  table.clear();
  expect([table.get(id('a1')), table.bytes]).toEqual([null, 0]);
});

it('leaves out merges of many, and dates that are no safe numbers', () => {
  const table = new CommitTable(1 << 16, 'sha1');
  const [oid, tree] = ['1'.repeat(40), '2'.repeat(40)];
  table.add({ oid, tree, parents: [oid, tree, oid], date: 1 });
  expect(table.get(oid)).toBeNull();
  table.add({ oid, tree, parents: [], date: 2 ** 64 });
  expect(table.get(oid)).toBeNull();
});
