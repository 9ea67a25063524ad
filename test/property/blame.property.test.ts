/** Random histories, blamed by us and by the git at hand. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryHistory } from '../support/arbitraryHistory.ts';
import { runBlame } from '../support/blameCommand.ts';
import { describeWithGit, gitAtLeast, needsGit } from '../support/gitBinary.ts';
import { runGit, scratchDirectory } from '../support/gitRepository.ts';
import { type HistoryCommit, writeHistory } from '../support/history.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';

/**
 * Until git 2.44 a last line without newline was left out when the similarity of renamed files was
 * measured; we follow the newer rule, so with an older git all files end in a newline.
 */
const unfinishedFiles = gitAtLeast(2, 44);

const formats = ['--porcelain', '--porcelain', '--incremental', '--line-porcelain'];

describeWithGit(needsGit('blame of random histories'), () => {
  it(
    'prints what git blame prints',
    async () => {
      const history = arbitraryHistory({ commits: 25, unfinishedFiles });
      await fc.assert(fc.asyncProperty(history, fc.nat(), check), propertyRuns(propertySeconds));
    },
    (propertySeconds + 60) * 1000,
  );
});

/** Asks for every file of the last commit and of one other, each in one of the formats. */
async function check(commits: readonly HistoryCommit[], choice: number): Promise<void> {
  const directory = scratchDirectory('history');
  try {
    writeHistory(directory, commits);
    const other = commits[choice % commits.length]?.id ?? 'c0';
    for (const revision of new Set(['main', other])) {
      for (const [index, path] of filesOf(directory, revision).entries()) {
        const args = [formats[(choice + index) % formats.length] ?? '', revision, '--', path];
        const theirs = runGit(directory, ['blame', ...args]);
        const ours = await runBlame(directory, args);
        expect({ args, status: ours.status, stderr: ours.stderr, stdout: ours.stdout.toString() }).toEqual({
          args,
          status: theirs.status,
          stderr: theirs.stderr,
          stdout: theirs.stdout.toString(),
        });
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function filesOf(directory: string, revision: string): string[] {
  const { stdout } = runGit(directory, ['ls-tree', '-r', '--name-only', revision]);
  return stdout.toString().split('\n').filter(Boolean);
}
