/** Finding one path in a tree: what is found, and how little is read for it. */
import { describe, expect, it } from 'vitest';
import { findPath } from '../../../server/git/treePath.ts';
import { encodeTree } from '../../support/packFixture.ts';
import { createTreeReader, type TreeSpec } from '../../support/treeReader.ts';

const [F, G, H] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [string, string, string];

const spec: TreeSpec = {
  'a.c': F,
  a: { b: { c: G, d: ['100755', H] }, 'c.txt': F },
  'a-b': H,
  ' d': { ' e': F },
  link: ['120000', F],
  module: ['160000', G],
  '100644 z': F,
  '\xe9t\xe9': G,
  old: ['100664', H],
  z: H,
};

describe('findPath', () => {
  const found: readonly (readonly [path: string, oid: string, mode: number])[] = [
    ['a.c', F, 0o100644],
    ['a-b', H, 0o100644],
    ['a/b/c', G, 0o100644],
    ['a/b/d', H, 0o100755],
    ['a/c.txt', F, 0o100644],
    [' d/ e', F, 0o100644],
    ['link', F, 0o120000],
    ['module', G, 0o160000],
    ['100644 z', F, 0o100644],
    ['\xe9t\xe9', G, 0o100644],
    ['old', H, 0o100644],
    ['z', H, 0o100644],
  ];
  it.each(found)('finds %s', (path, oid, mode) => {
    const { reader, add } = createTreeReader();
    const trail = findPath(reader, add(spec), path, null);
    expect(trail?.mode).toBe(mode);
    expect(trail?.oids.at(-1)).toBe(oid);
    expect(trail?.oids).toHaveLength(path.split('/').length + 1);
  });

  it('finds a directory', () => {
    const { reader, add } = createTreeReader();
    expect(findPath(reader, add(spec), 'a/b', null)?.mode).toBe(0o040000);
  });

  it.each(['b', 'a/b/e', 'a/b/c/d', 'a.c/d', 'module/x', 'aa', 'A', '\xff', 'a/', '644 z', 'd', 'd/ e', ' d/e'])(
    'finds nothing at %j',
    (path) => {
      const { reader, add } = createTreeReader();
      expect(findPath(reader, add(spec), path, null)).toBeNull();
    },
  );

  it('takes over the rest of a known trail where both meet in a subtree', () => {
    const { reader, read, add } = createTreeReader();
    const first = add(spec);
    const second = add({ ...spec, z: F });
    const known = findPath(reader, first, 'a/b/c', null);
    read.length = 0;
    const trail = findPath(reader, second, 'a/b/c', known);
    expect(read).toEqual([second]);
    expect(trail).toEqual({ ...known, oids: [second, ...(known?.oids.slice(1) ?? [])] });
    expect(findPath(reader, first, 'a/b/c', known)).toBe(known);
  });

  it('reads on below a subtree that differs', () => {
    const { reader, add } = createTreeReader();
    const known = findPath(reader, add(spec), 'a/b/c', null);
    const changed = add({ a: { b: { c: H } } });
    expect(findPath(reader, changed, 'a/b/c', known)?.oids.at(-1)).toBe(H);
  });

  const entry = encodeTree([['100644', 'name', F]]);
  const bad: readonly (readonly [what: string, tree: Buffer])[] = [
    ['cut in the id', entry.subarray(0, -1)],
    ['cut in the name', entry.subarray(0, 9)],
    ['cut in the mode', entry.subarray(0, 3)],
    ['with a mode that is no number', encodeTree([['10x644', 'name', F]])],
    ['without any sense', Buffer.alloc(1000, 0xff)],
  ];
  it.each(bad)('refuses a tree %s', (_, tree) => {
    const { reader, addRaw } = createTreeReader();
    const oid = addRaw(tree);
    expect(() => findPath(reader, oid, 'name', null)).toThrow(
      expect.objectContaining({ code: 'corruptObject' }),
    );
  });

  it('reads a mode of any length', () => {
    const { reader, addRaw } = createTreeReader();
    const oid = addRaw(
      encodeTree([
        ['00000100644', 'a', G],
        ['0100755', 'name', F],
      ]),
    );
    expect(findPath(reader, oid, 'name', null)).toEqual({ oids: [oid, F], mode: 0o100755 });
  });
});
