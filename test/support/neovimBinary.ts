/** The Neovim binaries as tests see them: which ones, how old, and what happens when there is none. */
import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

/** The oldest that the plugin is for. */
const OLDEST: readonly [number, number] = [0, 10];

interface Found {
  readonly binary: string;
  /** As in `0.12`. */
  readonly version: string;
}

/** Those that `BLAME_TEST_NVIM` names, with colons between them; else `nvim` on the PATH. */
const looked = (process.env['BLAME_TEST_NVIM'] ?? 'nvim').split(':').map(find);
const found = looked.filter((result): result is Found => typeof result !== 'string');

/**
 * A `describe` for each of the editors. Where there is none the suite is skipped, and its title says so to the reporter; in CI
 * (`CI=true`) every one that was named must be there.
 */
export function describeInNeovim(title: string, suite: (binary: string) => void): void {
  const reason = looked.find((result) => typeof result === 'string');
  if (process.env['CI'] === 'true' && reason !== undefined)
    throw new Error(`CI tests the Neovim plugin, but ${reason}`);
  for (const { binary, version } of found) describe(`${title} (Neovim ${version})`, () => suite(binary));
  if (found.length === 0) describe.skip(`${title} (skipped: ${reason})`, () => suite(''));
}

/** What was found, or why it won't do. */
function find(binary: string): Found | string {
  const { stdout, error } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  const match = /NVIM v(\d+)\.(\d+)/.exec(error ? '' : stdout);
  if (!match) return `no ${binary} binary on this machine`;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  const version = `${major}.${minor}`;
  const recent = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return recent ? { binary, version } : `${binary} is Neovim ${version}`;
}
