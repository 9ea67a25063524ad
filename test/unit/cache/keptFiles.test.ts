/** Lists of values by name on disk: what is read again, what is dropped, what has to go. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inOneGo } from '../../../server/base/nextTurn.ts';
import { groupDirectory, listCaches } from '../../../server/cache/cacheDirectory.ts';
import { KeptFiles } from '../../../server/cache/keptFiles.ts';
import { useScratch } from '../../support/scratch.ts';

describe('kept files', () => {
  const scratch = useScratch('kept-files');
  let number = 0;

  function stage(maxBytes = 1_000_000) {
    const root = join(scratch.path, `caches-${number++}`);
    const warned: string[] = [];
    const options = { root, kind: 'blames', maxBytes, now: () => Date.now() } as const;
    const make = () => new KeptFiles({ ...options, warn: (message) => warned.push(message) });
    const directory = groupDirectory(root, 'blames', '/owner');
    const lists = () => readdirSync(directory).filter((name) => name.endsWith('.list'));
    return { root, warned, make, directory, lists };
  }

  const texts = (values: readonly Buffer[]) => values.map(String);

  it('are read by other processes, by owner and name', () => {
    const { make, warned } = stage();
    const files = make();
    files.write('/owner', 'a', [Buffer.from('one'), Buffer.from(''), Buffer.from('three')]);
    files.write('/owner', 'b', []);
    const other = make();
    expect(texts(other.read('/owner', 'a'))).toEqual(['one', '', 'three']);
    const nothing = [other.read('/owner', 'b'), other.read('/owner', 'c'), other.read('/other', 'a')];
    expect(nothing).toEqual([[], [], []]);
    other.write('/owner', 'a', [Buffer.from('new')]);
    expect(texts(files.read('/owner', 'a'))).toEqual(['new']);
    expect(warned).toEqual([]);
  });

  it('are listed with the other caches', () => {
    const { make, root } = stage();
    make().write('/owner', 'a', [Buffer.alloc(1000)]);
    expect(inOneGo(listCaches(root))).toMatchObject([
      { kind: 'blames', directory: groupDirectory(root, 'blames', '/owner') },
    ]);
  });

  it('that are damaged or of another name are dropped with a word, and made anew', () => {
    const { make, warned, directory, lists } = stage();
    const files = make();
    files.write('/owner', 'a', [Buffer.from('one')]);
    const path = join(directory, lists()[0] ?? '');
    const whole = readFileSync(path);
    for (const broken of [
      whole.subarray(0, 40),
      whole.map((byte, at) => byte ^ Number(at === 40)),
      Buffer.from('foreign'),
    ]) {
      writeFileSync(path, broken);
      expect(files.read('/owner', 'a')).toEqual([]);
      expect(lists()).toEqual([]);
    }
    files.write('/owner', 'b', [Buffer.from('two')]);
    renameSync(join(directory, lists()[0] ?? ''), path);
    expect(files.read('/owner', 'a')).toEqual([]);
    expect(warned).toHaveLength(4);
    files.write('/owner', 'a', [Buffer.from('again')]);
    expect(texts(files.read('/owner', 'a'))).toEqual(['again']);
  });

  it('make way for what is made anew, whatever lies in their place', () => {
    const { make, warned, directory, lists } = stage();
    const files = make();
    files.write('/owner', 'a', [Buffer.from('one')]);
    const path = join(directory, lists()[0] ?? '');
    rmSync(path);
    mkdirSync(join(path, 'inside'), { recursive: true });
    expect(files.read('/owner', 'a')).toEqual([]);
    files.write('/owner', 'a', [Buffer.from('two')]);
    expect(texts(files.read('/owner', 'a'))).toEqual(['two']);
    expect(warned).toHaveLength(1);
  });

  it('of several processes are never half of one and half of another', () => {
    const { make, warned } = stage();
    const both = [make(), make()];
    const lengths = new Set<number>();
    for (let round = 0; round < 50; round++) {
      const value = Buffer.alloc(1000 * (1 + (round % 7)), round);
      both[round % 2]?.write('/owner', 'a', [value]);
      const [read] = both[(round + 1) % 2]?.read('/owner', 'a') ?? [];
      expect(read).toEqual(value);
      lengths.add(read?.length ?? 0);
    }
    expect([lengths.size, warned]).toEqual([7, []]);
  });

  it('go when they were not used for longest', async () => {
    const { make, lists, directory } = stage(4000);
    const files = make();
    for (const name of ['a', 'b', 'c']) {
      files.write('/owner', name, [Buffer.alloc(900)]);
      for (const list of lists()) utimesSync(join(directory, list), 1, 1);
    }
    files.read('/owner', 'a');
    make().write('/owner', 'd', [Buffer.alloc(500)]);
    await expect.poll(() => lists().length).toBe(2);
    const left = ['a', 'b', 'c', 'd'].filter((name) => make().read('/owner', name).length > 0);
    expect([left.includes('a'), left.includes('d'), left.length]).toEqual([true, true, 2]);
  });

  it('that cannot be written are told once', () => {
    const { make, root, warned } = stage();
    writeFileSync(root, 'in the way');
    const files = make();
    for (const name of ['a', 'b']) files.write('/owner', name, [Buffer.from('x')]);
    expect(warned).toEqual([expect.stringContaining('nothing is kept in')]);
    expect(files.read('/owner', 'a')).toEqual([]);
  });
});
