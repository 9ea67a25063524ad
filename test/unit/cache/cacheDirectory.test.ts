/** The directory of caches: what is listed, what goes first. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inOneGo } from '../../../server/base/nextTurn.ts';
import {
  clearCaches,
  groupDirectory,
  listCaches,
  markUsed,
  sweep,
  trimCaches,
  trimGroup,
  USED,
} from '../../../server/cache/cacheDirectory.ts';
import { useScratch } from '../../support/scratch.ts';

describe('groups', () => {
  const scratch = useScratch('cache-directory');

  /** Used so many hours after some day, with so many bytes. */
  function group(root: string, owner: string, { hour, bytes }: { hour: number; bytes: number }): string {
    const directory = groupDirectory(root, 'history', owner);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'content'), Buffer.alloc(bytes));
    writeFileSync(join(directory, USED), '');
    markUsed(directory, at(hour));
    return directory;
  }
  const at = (hour: number) => new Date(1_700_000_000_000 + hour * 3_600_000);

  it('are listed by use, and the least recently used go until the rest fits', () => {
    const root = join(scratch.path, 'caches');
    const middle = group(root, '/b', { hour: 2, bytes: 300 });
    const newest = group(root, '/c', { hour: 3, bytes: 400 });
    const oldest = group(root, '/a', { hour: 1, bytes: 200 });
    writeFileSync(join(root, 'not ours'), 'x');
    expect(inOneGo(listCaches(root)).map(({ directory, bytes }) => [directory, bytes])).toEqual([
      [oldest, 200],
      [middle, 300],
      [newest, 400],
    ]);
    expect(inOneGo(trimCaches(root, 900, newest))).toEqual([]);
    expect(inOneGo(trimCaches(root, 500, oldest)).map(({ directory }) => directory)).toEqual([
      middle,
      newest,
    ]);
    expect(existsSync(oldest)).toBe(true);
    expect(inOneGo(clearCaches(root)).map(({ directory }) => directory)).toEqual([oldest]);
    expect(inOneGo(listCaches(root))).toEqual([]);
    expect(existsSync(join(root, 'not ours'))).toBe(true);
  });

  it('of views are directories of files, of which the oldest go first', () => {
    const root = join(scratch.path, 'shown');
    const directory = groupDirectory(root, 'views', '/a');
    for (const [hour, name] of ['old', 'middle', 'new'].entries()) {
      mkdirSync(join(directory, name), { recursive: true });
      writeFileSync(join(directory, name, 'a.c'), Buffer.alloc(100));
      utimesSync(join(directory, name), at(hour), at(hour));
    }
    expect(inOneGo(listCaches(root))).toMatchObject([{ kind: 'views', directory, bytes: 300 }]);
    inOneGo(trimGroup(directory, 250));
    expect(readdirSync(directory).sort()).toEqual(['middle', 'new']);
    expect(inOneGo(clearCaches(root))).toMatchObject([{ kind: 'views', bytes: 200 }]);
    expect(existsSync(directory)).toBe(false);
  });

  it('of thousands of files are looked through, and removed, in steps', () => {
    const root = join(scratch.path, 'many');
    const directory = groupDirectory(root, 'comparisons', '/a');
    mkdirSync(directory, { recursive: true });
    for (let n = 0; n < 1000; n++) writeFileSync(join(directory, `${n}`), 'x');
    const stepsOf = (work: Generator<undefined, unknown>) => {
      let steps = 1;
      while (work.next().done !== true) steps++;
      return steps;
    };
    expect(stepsOf(listCaches(root))).toBeGreaterThan(15);
    expect(stepsOf(trimGroup(directory, 1000))).toBeGreaterThan(15);
    expect(stepsOf(trimGroup(directory, 500))).toBeGreaterThan(500);
    expect(readdirSync(directory)).toHaveLength(500);
    expect(stepsOf(trimCaches(root, 1, '/other'))).toBeGreaterThan(15);
    expect(existsSync(directory)).toBe(false);
  });

  it('are shared by all names of a directory', () => {
    const real = join(scratch.path, 'real');
    mkdirSync(real);
    symlinkSync(real, join(scratch.path, 'link'));
    expect(groupDirectory('/c', 'history', join(scratch.path, 'link'))).toBe(
      groupDirectory('/c', 'history', real),
    );
    expect(groupDirectory('/c', 'history', scratch.path)).not.toBe(groupDirectory('/c', 'history', real));
    expect(groupDirectory('/c', 'history', '/gone')).toMatch(/^\/c\/history\/[0-9a-f]{32}$/);
  });

  it('lose old files that nobody wants', () => {
    const directory = group(join(scratch.path, 'sweep'), '/a', { hour: 0, bytes: 1 });
    for (const name of ['old', 'old.tmp', 'wanted', 'new']) writeFileSync(join(directory, name), '');
    for (const name of ['old', 'old.tmp', 'wanted', 'content'])
      utimesSync(join(directory, name), at(0), at(0));
    inOneGo(sweep(directory, (name) => name === 'wanted', at(1)));
    const left = ['old', 'old.tmp', 'wanted', 'new', 'content', USED];
    expect(left.filter((name) => existsSync(join(directory, name)))).toEqual(['wanted', 'new', USED]);
  });

  it('that are not there are none', () => {
    const missing = join(scratch.path, 'missing');
    expect(inOneGo(listCaches(missing))).toEqual([]);
    expect(inOneGo(clearCaches(missing))).toEqual([]);
    markUsed(missing, at(0));
    inOneGo(sweep(missing, () => false, at(0)));
  });
});
