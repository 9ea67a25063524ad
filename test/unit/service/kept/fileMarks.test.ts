/** Marks of files: what changes them, and what they can't tell. */
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../../server/service/kept/fileMarks.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('marks', () => {
  const scratch = useScratch('marks');
  const at = (name: string) => join(scratch.path, name);
  const long = 'x'.repeat(100_000);

  /** What is there before and after; whether the marks tell. */
  const changes: readonly (readonly [string, () => void, () => void])[] = [
    ['content of the same length and date', () => dated('a', 'one'), () => dated('a', 'two')],
    ['a file that is made', () => undefined, () => writeFileSync(at('b'), '')],
    ['one that goes', () => writeFileSync(at('c'), ''), () => rmSync(at('c'))],
    ['a file that becomes a link to the same', () => linked('d', false), () => linked('d', true)],
    ['a long file', () => writeFileSync(at('e'), long), () => writeFileSync(at('e'), `${long}y`)],
    ['a directory', () => old('f'), () => writeFileSync(join(at('f'), 'g'), '')],
  ];

  function old(directory: string): void {
    mkdirSync(at(directory));
    utimesSync(at(directory), 1000, 1000);
  }

  function dated(name: string, content: string): void {
    writeFileSync(at(name), content);
    utimesSync(at(name), 1000, 1000);
  }

  function linked(name: string, isLink: boolean): void {
    rmSync(at(name), { force: true });
    writeFileSync(at(`${name}-target`), 'same');
    if (isLink) symlinkSync(at(`${name}-target`), at(name));
    else writeFileSync(at(name), 'same');
  }

  it.each(changes)('tell of %s', async (_, before, after) => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map(at);
    before();
    const first = await marksOf(files);
    expect(await marksOf(files)).toEqual(first);
    after();
    expect((await marksOf(files))?.marks).not.toBe(first?.marks);
  });

  it('are of content where files are short, and of dates where they are long', async () => {
    dated('short', 'x');
    writeFileSync(at('long'), long);
    const short = await marksOf([at('short')]);
    utimesSync(at('short'), 2000, 2000);
    expect(await marksOf([at('short')])).toEqual(short);
    expect(short?.youngest).toBe(0);
    expect((await marksOf([at('short'), at('long')]))?.youngest).toBeGreaterThan(Date.now() - 60_000);
  });

  it('do not hang on the dates of what is always empty', async () => {
    expect((await marksOf([devNull]))?.youngest).toBe(0);
  });

  it('are not made of what can not be looked at', async () => {
    mkdirSync(at('loops'));
    symlinkSync(at('loops/one'), at('loops/one'));
    expect(await marksOf([at('loops/one')])).toBeNull();
  });
});
