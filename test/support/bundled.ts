/** A module of the server as JavaScript in one file, for threads and processes of tests: Node 20 runs no TypeScript. */
import { join } from 'node:path';
import { build } from 'rolldown';
import { topOf } from './lspClient.ts';

/** The file's path; `module` is from the server's folder, `directory` one that lasts as long as the test. */
export async function bundled(module: string, directory: string): Promise<string> {
  const file = join(directory, 'bundled.mjs');
  const input = join(topOf(import.meta.dirname), 'server', module);
  await build({ input, platform: 'node', output: { file }, logLevel: 'warn' });
  return file;
}
