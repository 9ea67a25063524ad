/** Grafts and the shallow cut: whose parents they change. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { readGrafts } from '../../../server/git/grafts.ts';
import { bareRepository, writeDeep } from '../../support/packFixture.ts';
import { useScratch } from '../../support/scratch.ts';

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];

describe('readGrafts', () => {
  const scratch = useScratch('grafts');
  let count = 0;

  function check(files: { grafts?: string; shallow?: string }, expected: Record<string, string[]>) {
    const gitDir = join(scratch.path, String(count++));
    writeDeep(join(gitDir, 'HEAD'), '');
    if (files.grafts !== undefined) writeDeep(join(gitDir, 'info', 'grafts'), files.grafts);
    if (files.shallow !== undefined) writeDeep(join(gitDir, 'shallow'), files.shallow);
    const warnings: string[] = [];
    expect(
      Object.fromEntries(readGrafts(bareRepository(gitDir), { warnings, cancel: neverCancelled })),
    ).toEqual(expected);
    return warnings;
  }

  it('finds none where there are no files', () => expect(check({}, {})).toEqual([]));
  it('reads parents by commit', () => {
    check({ grafts: `# comment\n${A} ${B} ${C}\n\n${B}\n` }, { [A]: [B, C], [B]: [] });
  });
  it('keeps the first of two lines for a commit', () => {
    check({ grafts: `${A} ${B}\n${A} ${C}\n` }, { [A]: [B] });
  });
  it('warns of a bad line and goes on', () => {
    expect(check({ grafts: `${A} x\n${B} ${C}\n` }, { [B]: [C] })).toHaveLength(1);
  });
  it('wants one blank between ids, and takes them in any case', () => {
    expect(check({ grafts: `${A}  ${B}\n${B.toUpperCase()}\t${C} \r\n` }, { [B]: [C] })).toHaveLength(1);
  });
  it('takes another file, and lets other grafts win over it', () => {
    const gitDir = join(scratch.path, 'other');
    const file = join(scratch.path, 'file');
    writeDeep(join(gitDir, 'info', 'grafts'), `${A} ${B}\n`);
    writeDeep(file, `${A} ${C}\n${B} ${C}\n`);
    const repository = bareRepository(gitDir);
    const reading = { warnings: [], cancel: neverCancelled };
    expect(readGrafts(repository, reading, { file })).toEqual(
      new Map([
        [A, [C]],
        [B, [C]],
      ]),
    );
    expect(readGrafts(repository, reading, { extra: new Map([[A, []]]) })).toEqual(new Map([[A, []]]));
  });
  it('cuts shallow commits, whatever a graft says', () => {
    check({ grafts: `${A} ${B}\n`, shallow: `${A}\n${C}\n` }, { [A]: [], [C]: [] });
  });
});
