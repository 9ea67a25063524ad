#!/usr/bin/env node
/** What Node starts: loads the program by its parts, with the code they were compiled to before. It decides nothing. */
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { cacheRoot } from './cache/cacheRoot.ts';
import { codeDirectory } from './cache/compiledCode.ts';
import { PartLoader } from './cache/partLoader.ts';

const directory = fileURLToPath(new URL('./parts', import.meta.url));
const caches = cacheRoot({ environment: process.env, platform: process.platform, home: homedir() });
const code = codeDirectory(caches, directory);
const parts = new PartLoader({ directory, cache: code, require: createRequire(import.meta.url) });
// A turn by itself, as all steps of loading.
setImmediate(() => {
  const { run } = parts.load('program.js') as typeof import('./program.ts');
  void run(process.argv.slice(2), { top: new URL('..', import.meta.url), caches, code, parts });
});
