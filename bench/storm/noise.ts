/** What goes on in a work tree beside the editor: commits, checkouts, and much that has nothing to do with blame. */
import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gitBinary, gitEnvironment } from '../git.ts';

const run = promisify(execFile);

async function git(directory: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(gitBinary, args, { cwd: directory, env: gitEnvironment() });
  return stdout.trim();
}

/** Commits a line more in one file; returns the new HEAD. */
export async function commitChange(directory: string, path: string): Promise<string> {
  appendFileSync(join(directory, path), 'one more line\n');
  await git(directory, 'commit', '--quiet', '--message', `Add to ${path}`, '--', path);
  return git(directory, 'rev-parse', 'HEAD');
}

/** Goes back a commit and forth again, as a rebase does; returns the new HEAD, which is the old one. */
export async function checkoutAndBack(directory: string): Promise<string> {
  await git(directory, 'checkout', '--quiet', '--detach', 'HEAD~1');
  await git(directory, 'checkout', '--quiet', 'main');
  return git(directory, 'rev-parse', 'HEAD');
}

/** Changes in the repository that cannot change any blame. */
export async function statusNoise(directory: string): Promise<void> {
  const gitDir = join(directory, '.git');
  const temporary = join(gitDir, 'lfs', 'tmp');
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'download'), 'part of an object');
  writeFileSync(join(gitDir, 'ORIG_HEAD.lock'), '');
  writeFileSync(join(directory, 'ignored'), 'not tracked');
  await git(directory, 'update-index', '--refresh', '-q');
  await git(directory, 'status', '--porcelain');
  await git(directory, 'update-ref', 'refs/remotes/origin/fetched', 'HEAD');
  await git(directory, 'update-ref', '-d', 'refs/remotes/origin/fetched');
  for (const path of [
    join(temporary, 'download'),
    join(gitDir, 'ORIG_HEAD.lock'),
    join(directory, 'ignored'),
  ])
    rmSync(path, { force: true });
}
