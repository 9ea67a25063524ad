/** Histories of lines in random histories, told by us and by the git at hand. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineHistory, type ShapingCommit } from '../../server/blame/lineHistory.ts';
import { defaultDiffOptions, lineDiff } from '../../server/diff/lineDiff.ts';
import { inParent } from '../../server/worker/oldName.ts';
import { arbitraryHistory } from '../support/arbitraryHistory.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { runGit, scratchDirectory } from '../support/gitRepository.ts';
import { type HistoryCommit, writeHistory } from '../support/history.ts';
import { testIndex } from '../support/historyIndex.ts';
import { bareRepository } from '../support/packFixture.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';
import { openRepository } from '../support/repositoryReader.ts';

describeWithGit(needsGit('histories of lines'), () => {
  it(
    'are what git log -L shows',
    async () => {
      const history = arbitraryHistory({ commits: 20, unfinishedFiles: false });
      await fc.assert(
        fc.asyncProperty(history, fc.nat(), fc.nat(), async (commits, from, length) =>
          check(commits, from, length),
        ),
        propertyRuns(propertySeconds),
      );
    },
    (propertySeconds + 60) * 1000,
  );
});

function check(commits: readonly HistoryCommit[], from: number, length: number): void {
  const directory = scratchDirectory('history');
  const git = (...args: string[]) => runGit(directory, args).stdout.toString();
  try {
    const ids = writeHistory(directory, commits);
    const known = testIndex(directory, [...ids.values()]);
    const head = git('rev-parse', 'main').trim();
    const { reader, close } = openRepository(directory);
    for (const path of git('ls-tree', '-r', '--name-only', 'main').split('\n').filter(Boolean)) {
      const count = git('show', `main:${path}`).split('\n').length - 1;
      if (count < 1) continue;
      const start = from % count;
      const end = Math.min(count, start + 1 + (length % 5));
      const range = `${start + 1},${end}:${path}`;
      const theirs = git('log', '--format=%H', '-s', `-L${range}`, 'main').split('\n').filter(Boolean);
      const shown = hunksShown(git('log', '--format=commit %H', '--no-color', `-L${range}`, 'main'));
      for (const history of [null, known.history(bareRepository(directory, 'sha1'), reader)]) {
        const ours: ShapingCommit[] = [];
        lineHistory(
          { commit: head, path, ranges: [{ start, end }] },
          {
            reader,
            history,
            inParent: (pair, name) => inParent(reader, pair, name),
            // git compares without the indent heuristic here, whatever is configured.
            diff: (before, after) =>
              lineDiff(reader.data(before, 'blob'), reader.data(after, 'blob'), {
                ...defaultDiffOptions,
                indentHeuristic: false,
              }),
            firstParent: false,
          },
          (commit) => ours.push(commit) > 0,
        );
        const indexed = history !== null;
        expect({ range, indexed, commits: ours.map(({ commit }) => commit).sort() }).toEqual({
          range,
          indexed,
          commits: theirs.sort(),
        });
        for (const { commit, path: name, ranges } of ours) {
          const patch = shown.get(commit);
          if (patch) expect({ range, commit, ...patch }).toEqual({ range, commit, ...asShown(name, ranges) });
        }
      }
    }
    close();
    known.keeper.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Shown {
  readonly path: string;
  readonly lines: readonly string[];
}

/** What a patch of `-L` says about each commit: the path, and first lines and counts after the change. */
function hunksShown(text: string): Map<string, Shown> {
  const found = new Map<string, Shown>();
  for (const part of text.split(/^commit /m).slice(1)) {
    const commit = part.slice(0, part.indexOf('\n'));
    const path = /^\+\+\+ b\/(.*)$/m.exec(part)?.[1];
    const lines = [...part.matchAll(/^@@ -\S+ \+(\S+) @@/gm)].map(([, after]) => after ?? '');
    if (path !== undefined) found.set(commit, { path, lines });
  }
  return found;
}

function asShown(path: string, ranges: ShapingCommit['ranges']): Shown {
  return { path, lines: ranges.map(({ start, end }) => `${start + 1},${end - start}`) };
}
