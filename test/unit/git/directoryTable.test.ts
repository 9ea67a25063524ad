/** The table of directories: by tree and name. */
import { expect, it } from 'vitest';
import { DirectoryTable } from '../../../server/git/directoryTable.ts';

const tree = (n: number) => n.toString(16).padStart(40, '5');

it('gives back what a tree has under a name', () => {
  const table = new DirectoryTable(1 << 16, 'sha1');
  const [src, tests] = [
    { mode: 0o40000, oid: tree(3) },
    { mode: 0o40755, oid: tree(4) },
  ];
  table.add(tree(1), 'src', src);
  table.add(tree(1), 'tests', tests);
  expect([table.get(tree(1), 'src'), table.get(tree(1), 'tests')]).toEqual([src, tests]);
  expect([table.get(tree(2), 'src'), table.get(tree(1), 'docs')]).toEqual([null, null]);
  expect(table.bytes).toBeLessThanOrEqual(1 << 16);
  table.clear();
  expect([table.get(tree(1), 'src'), table.bytes]).toEqual([null, 0]);
});

it('forgets all when there are too many names', () => {
  const table = new DirectoryTable(1 << 20, 'sha1');
  const entry = { mode: 0o40000, oid: tree(3) };
  for (let n = 0; n <= 1000; n++) table.add(tree(n), `directory ${n}`, entry);
  expect(table.get(tree(0), 'directory 0')).toBeNull();
  expect(table.get(tree(1000), 'directory 1000')).toEqual(entry);
  expect(table.get(tree(1000), 'directory 0')).toBeNull();
});
