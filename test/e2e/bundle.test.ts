/** The built server: few files, and each where the others look for it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
    expect(loading).toEqual(['engine.js']);
    expect(existsSync(join(parts, 'kernel.wasm'))).toBe(true);
    expect(readFileSync(builtServer, 'utf8')).not.toContain('kernel.wasm');
  });

  it('has every thread that the server starts', () => {
    const named = [...readFileSync(builtServer, 'utf8').matchAll(/new URL\(["'`]\.\/parts\/(\w+\.js)/g)];
    expect([...new Set(named.map(([, name = '']) => name))].sort()).toEqual([
      'bodyThread.js',
      'engineThread.js',
      'symbolsThread.js',
    ]);
    for (const [, name = ''] of named) expect(existsSync(join(parts, name))).toBe(true);
  });

  it('leaves to later what a server does not need to answer', () => {
    const direct = [
      ...readFileSync(builtServer, 'utf8').matchAll(/^import [^;]*from ["'](\.\/parts\/[^"']+)["']/gm),
    ];
    expect(direct.map(([, file]) => file)).not.toContain('./parts/isomorphic-git.js');
    expect(textOf('engineThread.js')).not.toContain('isomorphic-git.js"');
  });
});
