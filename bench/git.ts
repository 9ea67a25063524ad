/** The git binary for benchmarks: cut off from the configuration of the user and the machine. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export const gitBinary: string = process.env['BLAME_BENCH_GIT'] ?? 'git';

const settings: Readonly<Record<string, string>> = {
  'safe.directory': '*',
  'gc.auto': '0',
  'init.defaultBranch': 'main',
  'maintenance.auto': 'false',
};

/** Dates, names and settings that do not depend on where this runs. */
export function gitEnvironment(): Record<string, string> {
  const entries = Object.entries(settings).flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    PATH: process.env['PATH'] ?? '',
    TZ: 'UTC',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: String(Object.keys(settings).length),
    GIT_AUTHOR_NAME: 'A U Thor',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'C O Mitter',
    GIT_COMMITTER_EMAIL: 'committer@example.com',
    ...Object.fromEntries(entries),
  };
}

/** Standard output without the final newline; throws when git fails. */
export function git(directory: string, args: readonly string[], input: string | Uint8Array = ''): string {
  const { status, stdout, stderr, error } = spawnSync(gitBinary, args, {
    cwd: directory,
    env: gitEnvironment(),
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`git ${args.join(' ')}: status ${status}\n${stderr}`);
  return stdout.replace(/\n$/, '');
}

/** Feeds a fast-import stream as it is made. */
export async function fastImport(directory: string, stream: Iterable<string>): Promise<void> {
  const child = spawn(gitBinary, ['fast-import', '--quiet', '--force'], {
    cwd: directory,
    env: gitEnvironment(),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  await pipeline(Readable.from(stream), child.stdin);
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import: status ${code}`);
}
