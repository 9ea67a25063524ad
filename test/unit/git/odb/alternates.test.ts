/** Alternates: how their file is read, and how far they are followed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { objectDirectories, parseAlternates } from '../../../../server/git/odb/alternates.ts';
import { writeDeep } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('parseAlternates', () => {
  const cases: readonly (readonly [text: string, paths: string[]])[] = [
    ['', []],
    ['/a/b\n', ['/a/b']],
    ['/a/b\n../c', ['/a/b', '../c']],
    ['# comment\n\n/a\n', ['/a']],
    ['"/with space"\n', ['/with space']],
    ['"/tab\\tquote\\"back\\\\slash"\n', ['/tab\tquote"back\\slash']],
    ['"/\\303\\251t\\303\\251"\n', ['/été']],
    ['"/été"\n', ['/été']],
    ['"/not closed\n', ['"/not closed']],
    ['/nul\0byte\n', []],
  ];
  it.each(cases)('%j', (text, paths) => expect(parseAlternates(text)).toEqual(paths));
});

describe('objectDirectories', () => {
  const scratch = useScratch('alternates');

  function directory(name: string, alternates?: string): string {
    const dir = join(scratch.path, name);
    mkdirSync(dir, { recursive: true });
    if (alternates !== undefined) writeDeep(join(dir, 'info', 'alternates'), alternates);
    return dir;
  }

  it('follows alternates of alternates, relative to their own directory, each once', () => {
    const own = directory('own', `${join(scratch.path, 'first')}\n../second\n`);
    const first = directory('first', '../second/\n../own\n');
    const second = directory('second', '../third');
    const third = directory('third');
    const warnings: string[] = [];
    expect(objectDirectories([own], warnings)).toEqual([own, first, second, third]);
    expect(warnings).toEqual([]);
  });

  it('warns of one that does not exist', () => {
    const own = directory('lonely', '/nowhere/at/all\n');
    const warnings: string[] = [];
    expect(objectDirectories([own], warnings)).toEqual([own]);
    expect(warnings).toHaveLength(1);
  });

  it('stops where they are nested too deep', () => {
    const dirs = Array.from({ length: 9 }, (_, i) => directory(`deep${i}`, `../deep${i + 1}\n`));
    const warnings: string[] = [];
    expect(objectDirectories([dirs[0] as string], warnings)).toEqual(dirs.slice(0, 6));
    expect(warnings).toHaveLength(1);
  });
});
