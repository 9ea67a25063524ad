/** Loading parts: as Node would, with code from before where it is of the same source. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readCompiled } from '../../../server/cache/compiledCode.ts';
import { PartLoader } from '../../../server/cache/partLoader.ts';
import { useScratch } from '../../support/scratch.ts';

const sources = {
  'top.js':
    'const { twice } = require("./deep.js");\nexports.answer = () => twice(21);\nexports.later = () => require("./later.js");\n',
  'deep.js': 'const { sep } = require("node:path");\nexports.twice = (x) => x * 2;\nexports.sep = sep;\n',
  'later.js':
    'exports.name = __filename;\nexports.place = __dirname;\nexports.self = module.exports === exports;\n',
  'circle.js': 'exports.before = 1;\nexports.other = require("./round.js").seen;\n',
  'round.js': 'exports.seen = require("./circle.js").before;\n',
  'broken.js': 'exports.x = 1;\n\n  throw new Error("as it must");\n',
};

interface Top {
  answer(): number;
  later(): { readonly name: string; readonly place: string; readonly self: boolean };
}

describe('a loader of parts', () => {
  const scratch = useScratch('part-loader');
  let number = 0;
  let directory: string;
  let cache: string;

  beforeEach(() => {
    directory = join(scratch.path, `parts ${++number}`);
    cache = join(scratch.path, `code ${number}`);
    mkdirSync(directory);
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(directory, name), text);
  });

  const loader = (kept: string | null = cache) =>
    new PartLoader({ directory, cache: kept, require: createRequire(import.meta.url) });
  const keep = (from: PartLoader): number => [...from.keeping()].length;
  const generation = (name = 'top.js') => readCompiled(cache, name).kept?.generation ?? 0;

  /** A process that loads, answers, and keeps what it came to. */
  function run(): PartLoader {
    const process = loader();
    expect((process.load('top.js') as Top).answer()).toBe(42);
    keep(process);
    return process;
  }

  it('loads a part with all that it needs, once', () => {
    const parts = loader(null);
    const top = parts.load('top.js') as Top;
    expect(top.answer()).toBe(42);
    expect(parts.load('top.js')).toBe(top);
    expect(top.later()).toEqual({ name: join(directory, 'later.js'), place: directory, self: true });
    expect(parts.load('circle.js')).toEqual({ before: 1, other: 1 });
    expect(keep(parts)).toBe(0);
  });

  it('keeps what parts were compiled to, two times', () => {
    const generations = [1, 2, 3].map(() => {
      run();
      return generation();
    });
    expect(generations).toEqual([1, 2, 2]);
    const names = readCompiled(cache, 'top.js').kept?.parts.map(({ name }) => name);
    expect(names).toEqual(['deep.js', 'top.js']);
    expect(keep(run())).toBe(0);
  });

  it('keeps what is needed later by itself', () => {
    const parts = loader();
    (parts.load('top.js') as Top).later();
    keep(parts);
    expect(readdirSync(cache).sort()).toEqual(['later.js.code', 'top.js.code']);
  });

  it('takes code of the same source alone', () => {
    run();
    run();
    // As long as before.
    writeFileSync(join(directory, 'deep.js'), sources['deep.js'].replace('* 2', '* 3'));
    const parts = loader();
    expect((parts.load('top.js') as Top).answer()).toBe(63);
    expect(parts.complaints).toEqual([]);
    keep(parts);
    expect(generation()).toBe(1);
    expect((loader().load('top.js') as Top).answer()).toBe(63);
  });

  it('does without what is damaged, and makes it anew', () => {
    run();
    const path = join(cache, 'top.js.code');
    writeFileSync(path, readFileSync(path).subarray(0, -1));
    const parts = run();
    expect(parts.complaints).toEqual([expect.stringContaining(path)]);
    expect(run().complaints).toEqual([]);
    expect(generation()).toBe(2);
  });

  it('may be one of several that write at the same time', () => {
    const all = [loader(), loader(), loader()];
    for (const parts of all) parts.load('top.js');
    const writing = all.map((parts) => parts.keeping());
    while (writing.map((each) => each.next().done).includes(false))
      expect(loader().load('top.js')).toBeDefined();
    expect(generation()).toBe(1);
    expect(readdirSync(cache)).toEqual(['top.js.code']);
    expect(run().complaints).toEqual([]);
  });

  describe('in small steps', () => {
    const slow = {
      'many.js':
        'const a = require("./a.js");\nrequire("./b.js");\nlet util = require("node:util");\n require("ran many");\nexports.sum = a.value + 1;\n',
      'a.js': 'const b = require("./b.js");\n require("ran a");\nexports.value = b.value + 1;\n',
      'b.js':
        'let path = require("node:path");\n require("ran b");\nexports.value = 40;\nexports.later = () => require("./late.js");\n',
      'late.js': 'throw new Error("not needed yet");\n',
      'left.js': 'const right = require("./right.js");\nexports.seen = right.seen;\nexports.name = "left";\n',
      'right.js': 'const left = require("./left.js");\nexports.seen = left.name;\n',
    };

    /** What was loaded of Node and what ran, between one pause and the next. */
    async function stepsOf(name: string): Promise<{ readonly exports: unknown; readonly steps: string[][] }> {
      for (const [file, text] of Object.entries(slow)) writeFileSync(join(directory, file), text);
      const known = new Set<string>();
      const steps: string[][] = [[]];
      const nodes = createRequire(import.meta.url);
      const required = (id: string): unknown => {
        if (!known.has(id)) steps.at(-1)?.push(id);
        known.add(id);
        return id.startsWith('ran ') ? null : nodes(id);
      };
      const parts = new PartLoader({ directory, cache, require: Object.assign(required, nodes) });
      const exports = await parts.loadSlowly(name, async () => void steps.push([]));
      keep(parts);
      return { exports, steps };
    }

    it.each([0, 1, 2])('loads one thing at a time, %i processes after the first', async (before) => {
      for (let each = 0; each < before; each++) await stepsOf('many.js');
      const { exports, steps } = await stepsOf('many.js');
      expect(exports).toMatchObject({ sum: 42 });
      expect(steps.flat()).toEqual(['node:path', 'ran b', 'ran a', 'node:util', 'ran many']);
      expect(Math.max(...steps.map(({ length }) => length))).toBe(1);
      const names = readCompiled(cache, 'many.js').kept?.parts.map(({ name }) => name);
      expect(names).toEqual(['b.js', 'a.js', 'many.js']);
      expect(generation('many.js')).toBe(Math.min(before + 1, 2));
    });

    it('loads parts that need each other as they would be otherwise', async () => {
      expect((await stepsOf('left.js')).exports).toEqual({ seen: undefined, name: 'left' });
    });

    it('does with what has been loaded meanwhile', async () => {
      const parts = loader();
      const all = ['top.js', 'deep.js', 'top.js'].map((name) =>
        parts.loadSlowly(name, async () => undefined),
      );
      const [top, deep, again] = (await Promise.all(all)) as [Top, { sep: string }, Top];
      expect(top.answer()).toBe(42);
      expect(deep.sep).toBe(sep);
      expect(again).toBe(top);
    });
  });

  it('says where an error is, and tries again', () => {
    const parts = loader();
    const attempt = () => parts.load('broken.js');
    expect(attempt).toThrow('as it must');
    try {
      attempt();
    } catch (error) {
      expect((error as Error).stack).toContain(`${join(directory, 'broken.js')}:3:9`);
    }
  });
});
