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
 * A `describe` for each of the editors. Where there is none, or `lacking` says what else there is not, the suite is skipped, and
 * its title says so to the reporter; in CI (`CI=true`) everything must be there, every editor that was named included.
 */
export function describeInNeovim(
  title: string,
  suite: (binary: string) => void,
  lacking: string | null = null,
): void {
  const reason = lacking ?? looked.find((result) => typeof result === 'string') ?? null;
  if (process.env['CI'] === 'true' && reason !== null)
    throw new Error(`CI tests the Neovim plugin, but ${reason}`);
  const editors = lacking === null ? found : [];
  for (const { binary, version } of editors) describe(`${title} (Neovim ${version})`, () => suite(binary));
  if (editors.length === 0) describe.skip(`${title} (skipped: ${reason})`, () => suite(''));
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
