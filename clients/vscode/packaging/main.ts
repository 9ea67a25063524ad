/** `npm run vsix`: writes the extension for VS Code as a file to be installed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVsix } from './vsix.ts';

const { name, content } = await makeVsix(process.cwd());
mkdirSync('build', { recursive: true });
const path = join('build', name);
writeFileSync(path, content);
console.log(`${path} (${(content.length / 1e6).toFixed(1)} MB)`);
