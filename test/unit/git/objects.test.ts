/** Heads of commits and tags: what git reads in them, also where they are damaged. */
import { describe, expect, it } from 'vitest';
import { canonicalMode, parseCommit, parseTagTarget } from '../../../server/git/objects.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);
const C = 'c'.repeat(40);

function commit(text: string) {
  return parseCommit(C, Buffer.from(text, 'latin1'), 20);
}

describe('parseCommit', () => {
  const people = 'author A <a@b> 1 +0000\ncommitter C <c@d> 1234567890 +0000\n\nmessage\n';

  it('reads tree, parents and date', () => {
    expect(commit(`tree ${A}\nparent ${B}\nparent ${C}\n${people}`)).toEqual({
      tree: A,
      parents: [B, C],
      date: 1234567890,
    });
  });

  it('reads ids of 64 digits', () => {
    const tree = 'd'.repeat(64);
    expect(parseCommit(tree, Buffer.from(`tree ${tree}\n${people}`), 32).tree).toBe(tree);
  });

  const bad = [
    '',
    'tree ',
    `tree ${A}`,
    `tree ${A.toUpperCase()}\n${people}`,
    `tree ${A.slice(1)}\n${people}`,
    `tree ${A}\nparent ${B.slice(1)}\n${people}`,
    `tree ${A}\nparent ${B.slice(1)}/\n${people}`,
    `parent ${B}\ntree ${A}\n${people}`,
  ];
  it.each(bad)('refuses %j', (text) => {
    expect(() => commit(text)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  const dates: readonly (readonly [committer: string, date: number])[] = [
    ['committer C <c@d> 1 +0000\n', 1],
    ['committer C <c@d> 1\n', 1],
    ['committer C <c@d>   42 -0700\n', 42],
    ['committer C <c@d>7\n', 7],
    ['committer C <c@d> 12>34 +0000\n', 34],
    ['committer C <c@d> 12abc\n', 12],
    ['committer C <c@d> +5\n', 5],
    ['committer C <c@d> -1\n', 2 ** 64 - 1],
    ['committer C <c@d> 99999999999999999999999 +0000\n', 2 ** 64],
    ['committer C <c@d> abc\n', 0],
    ['committer C <c@d> \n', 0],
    ['committer C <c@d>\n12\n', 0],
    ['committer C c@d 12\n', 0],
    ['committer C <c@d> 12', 0],
    ['commiter C <c@d> 12\n', 0],
    ['', 0],
  ];
  it.each(dates)('reads the date in %j as %d', (line, date) => {
    expect(commit(`tree ${A}\nauthor A <a@b> 5 +0000\n${line}`).date).toBe(date);
  });

  it('has no date where the author is missing', () => {
    expect(commit(`tree ${A}\ncommitter C <c@d> 12 +0000\n`).date).toBe(0);
  });
});

describe('parseTagTarget', () => {
  it('reads what a tag points at', () => {
    const text = `object ${A}\ntype commit\ntag v1\ntagger T <t@u> 1 +0000\n\nmessage\n`;
    expect(parseTagTarget(B, Buffer.from(text), 20)).toEqual({ oid: A, type: 'commit' });
  });
  it.each(['', `object ${A}\n`, `object ${A}\ntype commits\n`, `object ${A}0\ntype tag\n`])(
    'refuses %j',
    (text) =>
      expect(() => parseTagTarget(B, Buffer.from(text), 20)).toThrow(
        expect.objectContaining({ code: 'corruptObject' }),
      ),
  );
});

describe('canonicalMode', () => {
  const modes: readonly (readonly [number, number])[] = [
    [0o100644, 0o100644],
    [0o100664, 0o100644],
    [0o100600, 0o100644],
    [0o100775, 0o100755],
    [0o100100, 0o100755],
    [0o120000, 0o120000],
    [0o120777, 0o120000],
    [0o040000, 0o040000],
    [0o040755, 0o040000],
    [0o160000, 0o160000],
    [0, 0o160000],
  ];
  it.each(modes)('%o is %o', (written, used) => expect(canonicalMode(written)).toBe(used));
});
