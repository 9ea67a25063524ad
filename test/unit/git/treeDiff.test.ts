/** Differences of trees: which files, in which order, and how little is read for it. */
import { describe, expect, it } from 'vitest';
import { deletedFiles, diffTrees } from '../../../server/git/treeDiff.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';
import { encodeTree, randomNumbers } from '../../support/packFixture.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { createTreeReader, type TreeSpec } from '../../support/treeReader.ts';

const [F, G, H] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];

/** Changes as lines: path, then id of the old and the new file by their first digit. */
function diff(before: TreeSpec | null, after: TreeSpec | null): string[] {
  const { reader, add } = createTreeReader();
  const lines: string[] = [];
  const trees = { before: before && add(before), after: after && add(after) };
  diffTrees(reader, trees, (change) => {
    lines.push(`${change.path} ${change.before?.oid[0] ?? '-'} ${change.after?.oid[0] ?? '-'}`);
  });
  return lines;
}

describe('diffTrees', () => {
  const cases: readonly (readonly [what: string, TreeSpec | null, TreeSpec | null, string[]])[] = [
    ['equal trees', { a: F }, { a: F }, []],
    ['nothing at all', null, null, []],
    ['a change', { a: F, b: G }, { a: H, b: G }, ['a 1 3']],
    ['a mode', { a: ['100644', F] }, { a: ['100755', F] }, ['a 1 1']],
    ['a mode that means the same', { a: ['100664', F] }, { a: ['100644', F] }, []],
    ['additions', null, { b: F, a: { c: G } }, ['a/c - 2', 'b - 1']],
    ['deletions', { b: F, a: { c: G } }, null, ['a/c 2 -', 'b 1 -']],
    [
      'a file that becomes a directory',
      { a: F, 'a.c': G },
      { a: { x: F }, 'a.c': H },
      ['a 1 -', 'a.c 2 3', 'a/x - 1'],
    ],
    ['a directory that becomes a file', { a: { x: F }, 'a-': G }, { a: F }, ['a - 1', 'a- 2 -', 'a/x 1 -']],
    ['a submodule', { m: ['160000', F] }, { m: ['160000', G] }, ['m 1 2']],
    ['a directory that becomes a submodule', { m: { x: F } }, { m: ['160000', G] }, ['m - 2', 'm/x 1 -']],
    ['a link', { l: ['120000', F] }, { l: F }, ['l 1 1']],
    ['deep down', { a: { b: { c: F } } }, { a: { b: { c: G }, d: H } }, ['a/b/c 1 2', 'a/d - 3']],
  ];
  it.each(cases)('%s', (_, before, after, expected) => expect(diff(before, after)).toEqual(expected));

  it.each(cases)('%s: deleted files alone', (_, before, after, expected) => {
    const { reader, add } = createTreeReader();
    const deleted = deletedFiles(reader, { before: before && add(before), after: after && add(after) });
    const lines = deleted.map(({ path, oid }) => `${path} ${oid[0]} -`);
    expect(lines).toEqual(expected.filter((line) => line.endsWith(' -')));
  });

  it('does not open directories that only the second tree has, for deleted files', () => {
    const { reader, read, add } = createTreeReader();
    const trees = { before: add({ a: F, b: { c: F } }), after: add({ new: { x: { y: F } } }) };
    expect(deletedFiles(reader, trees).map(({ path }) => path)).toEqual(['a', 'b/c']);
    expect(read).toEqual([trees.before, trees.after, add({ c: F })]);
  });

  it('does not open what is the same on both sides', () => {
    const { reader, read, add } = createTreeReader();
    const same = { x: { y: F } };
    const trees = { before: add({ a: F, same }), after: add({ a: G, same }) };
    diffTrees(reader, trees, () => {});
    expect(read).toEqual([trees.before, trees.after]);
  });

  const entry = encodeTree([['100644', 'name', F]]);
  const bad: readonly (readonly [what: string, tree: Buffer])[] = [
    ['cut in the id', entry.subarray(0, -1)],
    ['cut in the name', entry.subarray(0, 9)],
    ['an empty name', encodeTree([['100644', '', F]])],
    ['an empty mode', encodeTree([['', 'name', F]])],
    ['a mode that is no number', encodeTree([['10x644', 'name', F]])],
  ];
  it.each(bad)('refuses a tree with %s', (_, tree) => {
    const { reader, addRaw } = createTreeReader();
    const before = addRaw(tree);
    expect(() => diffTrees(reader, { before, after: null }, () => {})).toThrow(
      expect.objectContaining({ code: 'corruptObject' }),
    );
  });

  it('survives names that no work tree could have, in any order', () => {
    const { reader, addRaw } = createTreeReader();
    const names = ['..', 'z', '.', 'a/b', 'a', 'a'];
    const before = addRaw(encodeTree(names.map((name) => ['100644', name, F])));
    const paths: string[] = [];
    diffTrees(reader, { before, after: null }, ({ path }) => paths.push(path));
    expect(paths).toEqual(names);
  });

  it('refuses trees nested without end', () => {
    const { reader, addRaw } = createTreeReader();
    let before = addRaw(encodeTree([['100644', 'f', F]]));
    for (let depth = 0; depth < 2100; depth++) before = addRaw(encodeTree([['40000', 'd', before]]));
    expect(() => diffTrees(reader, { before, after: null }, () => {})).toThrow(
      expect.objectContaining({ code: 'tooLarge' }),
    );
  });
});

describeWithGit(needsGit('diffTrees and git diff-tree'), () => {
  it('agree on random trees', () => {
    const repository = createRepository();
    try {
      const random = randomNumbers(7);
      const commits = Array.from({ length: 8 }, (_, i) => {
        for (let n = 0; n < 12; n++) repository.write(randomPath(random), `${random() % 3}\n`);
        if (i % 2 === 1) repository.git('rm', '-rq', '--ignore-unmatch', 'a', 'a.b/a');
        return repository.commit(`commit ${i}`);
      });
      const { reader, close } = openRepository(repository.gitDir);
      for (let i = 1; i < commits.length; i++) {
        const [before, after] = [commits[i - 1] as string, commits[i] as string];
        const lines: string[] = [];
        const trees = { before: reader.commit(before).tree, after: reader.commit(after).tree };
        diffTrees(reader, trees, (change) => lines.push(change.path));
        const expected = repository.git('diff-tree', '-r', '--name-only', '--no-renames', before, after);
        expect(lines).toEqual(expected.split('\n').filter((line) => line !== ''));
      }
      close();
    } finally {
      repository.remove();
    }
  });
});

/** Names that sort differently with and without a slash at the end. Every file is at the same depth. */
function randomPath(random: () => number): string {
  const names = ['a', 'a.b', 'a-b', 'a0', 'b'];
  return [0, 1, 2].map(() => names[random() % names.length]).join('/');
}
