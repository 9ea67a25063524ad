/** Which file is in which language. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { extensionOf, grammarFor } from '../../../server/symbols/languages.ts';

const require = createRequire(import.meta.url);

it.each([
  ['/a/b.ts', 'typescript'],
  ['/a/b.TSX', 'tsx'],
  ['/a/b.test.mjs', 'javascript'],
  ['/a/b.h', 'cpp'],
  ['/a/Gemfile', 'ruby'],
  ['/a/b.rs', 'rust'],
  ['/a/b.cs', 'c-sharp'],
  ['/a/README', null],
  ['/a/b.txt', null],
  ['/a.ts/b', null],
  ['/a/b.constructor', null],
  ['/a/constructor', null],
])('%s: %s', (path, name) => {
  expect(grammarFor(path)?.name ?? null).toBe(name);
});

it('has the grammars that it names', () => {
  const paths = 'a.ts a.tsx a.js a.py a.c a.sh a.rb a.php a.ps1 a.go a.rs a.java a.cs a.css a.ini'.split(' ');
  const missing = paths.filter((path) => {
    const name = grammarFor(path)?.name;
    return !existsSync(require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`));
  });
  expect(missing).toEqual([]);
});

it('an extension is what stands after the last dot of the name', () => {
  expect(['a.B', 'a.b/c', '.profile', 'a.'].map(extensionOf)).toEqual(['b', '', 'profile', '']);
});
