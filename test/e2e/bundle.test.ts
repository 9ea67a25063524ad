/** The built server: few files, and each where the others look for it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtServer } from '../support/lspClient.ts';

const dist = dirname(builtServer);
const parts = join(dist, 'parts');
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

  it('has every thread that the server starts', () => {
    const named = [...textOf('startServer.js').matchAll(/new URL\(["'`]\.\/(\w+\.js)/g)];
    expect(new Set(named.map(([, name]) => name))).toEqual(
      new Set(['bodyThread.js', 'engineThread.js', 'symbolsThread.js']),
    );
    for (const [, name = ''] of named) expect(existsSync(join(parts, name))).toBe(true);
  });

  it('leaves to later what a server does not need to answer', () => {
    const started = loadedWith(['startServer.js']);
    expect(started.size).toBeGreaterThan(5);
    for (const name of ['isomorphic-git.js', 'command.js', 'engineThread.js', 'reader.js']) {
      expect(existsSync(join(parts, name))).toBe(true);
      expect(started).not.toContain(name);
    }
    // What is read before `initialize` is answered; it was twice as much once.
    const bytes = [...started].reduce((sum, name) => sum + statSync(join(parts, name)).size, 0);
    expect(bytes).toBeLessThan(750_000);
  });

  it('loads nothing for a client’s first answer that only children and threads need', () => {
    expect(loadedWith(['engineThread.js'])).not.toContain('isomorphic-git.js');
    for (const name of loadedWith(['startServer.js'])) {
      expect(textOf(name), name).not.toMatch(/^import [^;]*from ["']node:child_process["']/m);
    }
  });
});

/** Parts that are loaded with these, before any of their code runs. */
function loadedWith(names: readonly string[], found = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const imports = textOf(name).matchAll(/^import (?:[^;]*? from )?["']\.\/([^"']+)["']/gm);
    loadedWith(
      [...imports].map(([, imported = '']) => imported),
      found,
    );
  }
  return found;
}
