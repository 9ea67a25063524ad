/** Random histories, blamed by us and by the git at hand. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryHistory } from '../support/arbitraryHistory.ts';
import { runBlame } from '../support/blameCommand.ts';
import { describeWithGit, gitAtLeast, needsGit } from '../support/gitBinary.ts';
import { runGit, scratchDirectory } from '../support/gitRepository.ts';
import { type HistoryCommit, writeHistory } from '../support/history.ts';
import { testIndex } from '../support/historyIndex.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';

/**
 * Until git 2.44 a last line without newline was left out when the similarity of renamed files was
 * measured; we follow the newer rule, so with an older git all files end in a newline.
 */
const unfinishedFiles = gitAtLeast(2, 44);

/** Copies are looked for in files that the commit changed, in its creation in all, and what was read is counted. */
const manners: readonly (readonly string[])[] = [
  ['--porcelain'],
  ['--porcelain'],
  ['--incremental'],
  ['--line-porcelain'],
  ['--incremental', '--show-stats'],
  ['--incremental', '-C', '-C5', '--show-stats'],
  ['--porcelain', '-M3', '-C', '-C', '-C2', '--show-stats'],
];

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

/** Asks for every file of the last commit and of one other, each in one of the manners. */
async function check(commits: readonly HistoryCommit[], choice: number): Promise<void> {
  const directory = scratchDirectory('history');
  try {
    const ids = writeHistory(directory, commits);
    // An index that knows some of the history, all of it, or grew in several steps.
    const tips = commits
      .filter((_, number) => (choice >> (number % 20)) & 1)
      .map(({ id }) => ids.get(id) ?? '');
    const known = testIndex(directory, tips);
    const other = commits[choice % commits.length]?.id ?? 'c0';
    for (const revision of new Set(['main', other])) {
      for (const [index, path] of filesOf(directory, revision).entries()) {
        const args = [...(manners[(choice + index) % manners.length] ?? []), revision, '--', path];
        const theirs = runGit(directory, ['blame', ...args]);
        for (const options of [{}, { history: known.history }]) {
          const ours = await runBlame(directory, args, options);
          const indexed = 'history' in options;
          const { status, stderr } = ours;
          expect({ args, indexed, status, stderr, stdout: ours.stdout.toString() }).toEqual({
            args,
            indexed,
            status: theirs.status,
            stderr: theirs.stderr,
            stdout: theirs.stdout.toString(),
          });
        }
      }
    }
    known.keeper.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function filesOf(directory: string, revision: string): string[] {
  const { stdout } = runGit(directory, ['ls-tree', '-r', '--name-only', revision]);
  return stdout.toString().split('\n').filter(Boolean);
}
