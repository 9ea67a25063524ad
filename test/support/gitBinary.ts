/** The git binary as tests see it: which one, how old, and what happens when there is none. */
import { spawnSync } from 'node:child_process';
import { describe, type SuiteAPI } from 'vitest';

/** The binary that builds repositories and gives second opinions: `BLAME_TEST_GIT`, else `git` on the PATH. */
export const gitBinary: string = process.env['BLAME_TEST_GIT'] ?? 'git';

const found = findVersion();

/** `[2, 55, 0]`, or null where there is no git. */
export function gitVersion(): readonly [number, number, number] | null {
  return found;
}

/** True when git is there and at least `major.minor`. */
export function gitAtLeast(major: number, minor: number): boolean {
  return found !== null && (found[0] > major || (found[0] === major && found[1] >= minor));
}

/**
 * `describe` for suites that need the binary. Without git they are skipped, and their title says so to the reporter;
 * in CI (`CI=true`) a missing git is an error, because there a silent skip would hide the comparison for ever.
 */
export const describeWithGit: SuiteAPI | SuiteAPI['skip'] = found === null ? describe.skip : describe;

/** The same for suites about what git does since `major.minor`: an older one is no second opinion. */
export function describeWithGitSince(major: number, minor: number): SuiteAPI | SuiteAPI['skip'] {
  return gitAtLeast(major, minor) ? describe : describe.skip;
}

/** Title of a suite that needs git, with the reason when it can't run. */
export function needsGit(title: string): string {
  return found === null ? `${title} (skipped: no ${gitBinary} binary on this machine)` : title;
}

function findVersion(): readonly [number, number, number] | null {
  const { stdout, error } = spawnSync(gitBinary, ['--version'], { encoding: 'utf8' });
  const match = /git version (\d+)\.(\d+)(?:\.(\d+))?/.exec(error ? '' : stdout);
  if (match) return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (process.env['CI'] === 'true') throw new Error(`CI compares with git, but "${gitBinary}" can't be run`);
  return null;
}
