/** Differences of trees for whole histories: the same as those of `treeDiff`, and nothing from trees out of order. */
import { describe, expect, it } from 'vitest';
import { treeChanges } from '../../../../server/git/history/treeChanges.ts';
import { TreeDesk } from '../../../../server/git/history/treeDesk.ts';
import { diffTrees } from '../../../../server/git/treeDiff.ts';
import { encodeTree, randomNumbers } from '../../../support/packFixture.ts';
import { createTreeReader, type TreeReader, type TreeSpec } from '../../../support/treeReader.ts';

type Oids = readonly (string | null)[];
const FILE = '1'.repeat(40);

/** Compares each tree with the next one, all at one desk. */
function check({ reader }: TreeReader, trees: Oids): void {
  const desk = new TreeDesk(reader);
  for (const [i, after] of trees.entries()) {
    const before = trees[i - 1] ?? null;
    const ours: unknown[] = [];
    const theirs: unknown[] = [];
    treeChanges({ desk, objectFormat: 'sha1' }, { before, after }, (...change) => ours.push(change));
    diffTrees(reader, { before, after }, (change) => theirs.push([change.path, change.before, change.after]));
    expect(ours).toEqual(theirs);
  }
}

describe('treeChanges', () => {
  it('reports what a plain comparison reports, for random trees', () => {
    const next = randomNumbers(3);
    const random = (count: number) => next() % count;
    const names = ['a', 'a-', 'a.b', 'aa', 'b', 'dir', 'dir.c', 'dir0', 'm', 'z'];
    const spec = (depth: number): TreeSpec => {
      const tree: Record<string, TreeSpec | string | readonly [string, string]> = {};
      for (const name of names) {
        const kind = random(depth > 2 ? 5 : 7);
        const oid = String(random(3)).repeat(40);
        if (kind >= 5) tree[name] = spec(depth + 1);
        else if (kind > 1)
          tree[name] = kind === 2 ? [['100755', '120000', '160000'][random(3)] ?? '', oid] : oid;
      }
      return tree;
    };
    for (let round = 0; round < 40; round++) {
      const trees = createTreeReader();
      check(
        trees,
        Array.from({ length: 6 }, (_, n) => (n === 4 ? null : trees.add(spec(0)))),
      );
    }
  });

  it('finds one difference among many entries, wherever it is', () => {
    const trees = createTreeReader();
    const entries = Array.from({ length: 300 }, (_, n) => [`f${n}`, FILE] as const);
    const variants = [0, 1, 7, 150, 298, 299].map((place) =>
      trees.add(Object.fromEntries(entries.map(([name], n) => [name, n === place ? '2'.repeat(40) : FILE]))),
    );
    const shorter = [0, 150, 299].map((place) =>
      trees.add(Object.fromEntries(entries.filter((_, n) => n !== place))),
    );
    check(trees, [...variants, ...shorter, trees.add(Object.fromEntries(entries)), trees.add({})]);
  });

  const malformed: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      'names out of order',
      [
        ['100644', 'b'],
        ['100644', 'a'],
      ],
    ],
    [
      'a name twice',
      [
        ['100644', 'a'],
        ['100755', 'a'],
      ],
    ],
    [
      'a file and a directory of one name',
      [
        ['100644', 'a'],
        ['40000', 'a'],
      ],
    ],
    ['a slash in a name', [['100644', 'a/b']]],
    ['no name', [['100644', '']]],
  ];
  it.each(malformed)('refuses %s', (_, rows) => {
    const trees = createTreeReader();
    const tree = trees.addRaw(encodeTree(rows.map(([mode, name]) => [mode, name, FILE])));
    const source = { desk: new TreeDesk(trees.reader), objectFormat: 'sha1' } as const;
    for (const before of [null, trees.add({ Z: FILE, zz: FILE })]) {
      expect(() => treeChanges(source, { before, after: tree }, () => {})).toThrow(/tree has/);
    }
  });

  it('refuses what is added out of order to a tree that was in order', () => {
    const trees = createTreeReader();
    const rows = ['a', 'b', 'd', 'e'].map((name) => ['100644', name, FILE] as const);
    const before = trees.addRaw(encodeTree(rows.map((row) => [...row])));
    for (const place of [0, 1, 3, 4]) {
      const more = rows.map((row): [string, string, string] => [...row]);
      more.splice(place, 0, ['100644', 'c', FILE]);
      const source = { desk: new TreeDesk(trees.reader), objectFormat: 'sha1' } as const;
      const after = trees.addRaw(encodeTree(more));
      expect(() => treeChanges(source, { before, after }, () => {}), `at ${place}`).toThrow('out of order');
    }
  });

  it('refuses a tree that is cut off', () => {
    const trees = createTreeReader();
    const whole = encodeTree([
      ['100644', 'a', FILE],
      ['100644', 'b', FILE],
    ]);
    const source = { desk: new TreeDesk(trees.reader), objectFormat: 'sha1' } as const;
    for (const length of [1, 7, 9, 20, 30, 40, 55]) {
      const tree = trees.addRaw(whole.subarray(0, length));
      expect(() => treeChanges(source, { before: null, after: tree }, () => {}), `${length}`).toThrow();
    }
  });
});
