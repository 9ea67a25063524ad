/** Replacement refs: where they are kept, and how far they are followed. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReplaceRefs, replacementFor } from '../../../server/git/replaceRefs.ts';
import { bareRepository, writeDeep } from '../../support/packFixture.ts';
import { useScratch } from '../../support/scratch.ts';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];

describe('readReplaceRefs', () => {
  const scratch = useScratch('replace');

  it('prefers loose refs to packed ones and passes over what is no id', () => {
    const packed = [
      '# pack-refs with: peeled fully-peeled sorted',
      `${B} refs/replace/${A}`,
      `${D} refs/replace/${C}`,
      `${D} refs/heads/${D}`,
      `${D} refs/replace/no-id`,
    ];
    writeDeep(join(scratch.path, 'packed-refs'), `${packed.join('\n')}\n`);
    writeDeep(join(scratch.path, 'refs', 'replace', A), `${C}\n`);
    writeDeep(join(scratch.path, 'refs', 'replace', B), 'ref: refs/heads/main\n');
    expect(readReplaceRefs(bareRepository(scratch.path), { base: 'refs/heads' })).toEqual(new Map([[D, D]]));
    expect(readReplaceRefs(bareRepository(scratch.path), { base: '../refs/replace/' })).toEqual(new Map());
    expect(readReplaceRefs(bareRepository(scratch.path))).toEqual(
      new Map([
        [A, C],
        [C, D],
      ]),
    );
  });
});

describe('replacementFor', () => {
  it('follows replacements of replacements', () => {
    const refs = new Map([
      [A, B],
      [B, C],
    ]);
    expect(replacementFor(A, refs)).toBe(C);
    expect(replacementFor(D, refs)).toBe(D);
  });
  it('gives up on a circle', () => {
    const refs = new Map([
      [A, B],
      [B, A],
    ]);
    expect(() => replacementFor(A, refs)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });
});
