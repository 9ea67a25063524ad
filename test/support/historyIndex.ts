/** An index of history for repositories of tests, kept in a directory of the test's own. */
import { join } from 'node:path';
import type { CommandIo } from '../../server/cli/session.ts';
import { GitError } from '../../server/git/errors.ts';
import { HistoryKeeper } from '../../server/git/history/historyKeeper.ts';
import { HistoryStore } from '../../server/git/history/historyStore.ts';
import type { Oid } from '../../server/git/oid.ts';

export interface TestIndex {
  readonly keeper: HistoryKeeper;
  readonly history: CommandIo['history'];
  /** What the index was given up for. */
  readonly warnings: readonly string[];
}

/**
 * Brings the index up to each of the commits, one after the other, whenever it is asked for. Commits that can't be
 * read are left out.
 */
export function testIndex(directory: string, tips: readonly Oid[]): TestIndex {
  const warnings: string[] = [];
  const keeper = new HistoryKeeper(
    new HistoryStore({
      directory: join(directory, 'index-of-history'),
      warn: (message) => warnings.push(message),
      now: () => Date.now(),
    }),
  );
  return {
    keeper,
    warnings,
    history(_, reader) {
      for (const tip of tips) {
        try {
          keeper.update(reader, tip);
        } catch (error) {
          if (!(error instanceof GitError)) throw error;
        }
      }
      return keeper.history(reader);
    },
  };
}
