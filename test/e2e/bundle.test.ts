/** The built server: few files, and each where the others look for it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtServer } from '../support/lspClient.ts';

const dist = dirname(builtServer);
const parts = join(dist, 'parts');
/** What is loaded after `initialize`. */
const server = ['composeService.js', 'startServer.js'];
const textOf = (name: string) => readFileSync(join(parts, name), 'utf8');

describe('the bundle', () => {
  it('has the kernels beside whatever loads them', () => {
    const loading = readdirSync(parts).filter(
      (name) => name.endsWith('.js') && textOf(name).includes('kernel.wasm'),
    );
    expect(loading).toHaveLength(1);
    expect(existsSync(join(parts, 'kernel.wasm'))).toBe(true);
    expect(readFileSync(builtServer, 'utf8')).not.toContain('kernel.wasm');
  });

  it('is of plain letters alone, and has a clock that nothing has to be loaded for', () => {
    for (const name of readdirSync(parts).filter((file) => file.endsWith('.js'))) {
      expect([name, /[^\0-\x7f]/.test(textOf(name))]).toEqual([name, false]);
      expect([name, /(?<![.\w'"])performance\.now\(/.test(textOf(name))]).toEqual([name, false]);
    }
    expect(textOf('width.js')).toContain('\\u2026');
  });

  it('has the loader in one file, beside what Node loads of it', () => {
    expect(loadedWith(['partLoader.js'])).toEqual(new Set(['partLoader.js']));
  });

  it('has every thread that the server starts', () => {
    const text = textOf('beginServing.js') + textOf('composeService.js') + textOf('startServer.js');
    const named = [...text.matchAll(/new URL\(["'`]\.\/(\w+\.js)/g)];
    expect(new Set(named.map(([, name]) => name))).toEqual(
      new Set(['bodyThread.js', 'engineThread.js', 'symbolsThread.js']),
    );
    for (const [, name = ''] of named) expect(existsSync(join(parts, name))).toBe(true);
  });

  it('loads little before `initialize` is answered', () => {
    const first = loadedWith(['partLoader.js', 'program.js', 'beginServing.js']);
    expect(first).not.toContain('startServer.js');
    expect(bytesOf(first) + statSync(builtServer).size).toBeLessThan(111_500);
    // What these need of Node is there when a process starts, but for threads and what checks sums.
    const builtins = [builtServer, ...[...first].map((name) => join(parts, name))].flatMap(builtinsOf);
    expect([...new Set(builtins)].sort()).toEqual([
      'fs',
      'module',
      'os',
      'path',
      'vm',
      'worker_threads',
      'zlib',
    ]);
  });

  it('leaves to later what a server does not need for its first answers', () => {
    const started = loadedWith(server);
    expect(started.size).toBeGreaterThan(5);
    for (const name of ['isomorphic-git.js', 'command.js', 'engine.js', 'reader.js']) {
      expect(existsSync(join(parts, name))).toBe(true);
      expect(started).not.toContain(name);
    }
    // It was twice as much once.
    expect(bytesOf(started)).toBeLessThan(750_000);
  });

  it('loads the server in steps of which none is long', () => {
    for (const name of loadedWith(server)) {
      // Compiling it takes a turn of the main thread by itself: 5 ms for so much.
      expect(textOf(name).length, name).toBeLessThan(156_000);
      // What it requires when it runs, the loader finds there.
      const requires = [...textOf(name).matchAll(/^(?:(?:const|let|var) .+ = )?require\(.*$/gm)];
      expect((requires.at(-1)?.index ?? 0) + 60, name).toBeLessThan(4096);
    }
  });

  it('loads nothing for a client’s first answer that only children and threads need', () => {
    expect(loadedWith(['engine.js'])).not.toContain('isomorphic-git.js');
    for (const name of loadedWith(server)) {
      expect(builtinsOf(join(parts, name)), name).not.toContain('child_process');
    }
  });
});

function bytesOf(names: ReadonlySet<string>): number {
  return [...names].reduce((sum, name) => sum + statSync(join(parts, name)).size, 0);
}

/** Of Node, what is loaded with a file. */
function builtinsOf(path: string): string[] {
  const required = readFileSync(path, 'utf8').matchAll(/^(?:let|const) \w+ = require\("node:([^"]+)"\)/gm);
  return [...required].map(([, name = '']) => name);
}

/** Parts that are loaded with these, before any of their code runs. */
function loadedWith(names: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const required = textOf(name).matchAll(/^(?:const \w+ = )?require\("\.\/([^"]+)"\)/gm);
    loadedWith(
      [...required].map(([, imported = '']) => imported),
      found,
    );
  }
  return found;
}
