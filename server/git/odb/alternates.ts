/** Which object directories a repository reads from: its own and, transitively, those its `info/alternates` name. */

import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unescapeC } from '../cEscapes.ts';
import { bytesToText } from '../files.ts';
import { readTextSync } from '../filesSync.ts';

/** git's own bound on alternates of alternates. */
const MAX_DEPTH = 5;
const MAX_DIRECTORIES = 500;
const MAX_FILE_BYTES = 1 << 20;

/** The first of `given` is the repository's own; then the others in the order git meets them; each once. */
export function objectDirectories(given: readonly string[], warnings: string[]): string[] {
  const found = new Map<string, string>();
  const [own, ...others] = given;
  for (const dir of others) visit(dir, 1, { found, warnings });
  if (own !== undefined) visit(own, 0, { found, warnings });
  return [...found.values()];
}

function visit(dir: string, depth: number, state: { found: Map<string, string>; warnings: string[] }): void {
  const { found, warnings } = state;
  const identity = realPath(dir);
  if (identity === null) {
    if (depth > 0) warnings.push(`alternate object directory ${dir} does not exist`);
    return;
  }
  if (found.has(identity)) return;
  if (depth > MAX_DEPTH || found.size >= MAX_DIRECTORIES) {
    warnings.push(`alternate object directory ${dir} is ignored: alternates are nested too deep`);
    return;
  }
  found.set(identity, dir);
  for (const entry of readAlternates(dir)) visit(resolve(dir, entry), depth + 1, state);
}

function readAlternates(dir: string): string[] {
  return parseAlternates(bytesToText(readTextSync(join(dir, 'info', 'alternates'), MAX_FILE_BYTES) ?? ''));
}

/** One path a line; `#` begins a comment line; a path in double quotes is unquoted as in C. */
export function parseAlternates(text: string): string[] {
  const paths: string[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    paths.push(unquote(line) ?? line);
  }
  return paths.filter((path) => !path.includes('\0'));
}

/** Null when the line is not one whole quoted string. Octal escapes are bytes of UTF-8. */
function unquote(line: string): string | null {
  const match = /^"((?:[^"\\]|\\[abfnrtv\\"]|\\[0-3][0-7]{2})*)"$/.exec(line);
  if (match === null) return null;
  const bytes = Buffer.from(match[1]!, 'utf8').toString('latin1');
  return Buffer.from(unescapeC(bytes), 'latin1').toString('utf8');
}

function realPath(dir: string): string | null {
  try {
    return realpathSync(dir);
  } catch {
    return null;
  }
}
