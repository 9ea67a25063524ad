/** The index of a repository's history as an engine keeps it: in the caches on disk, within their bound. */
import { afterSlices } from '../base/nextTurn.ts';
import { groupDirectory, trimCaches } from '../cache/cacheDirectory.ts';
import { KeptFiles } from '../cache/keptFiles.ts';
import type { HistoryIndex } from '../git/history/historyIndex.ts';
import { HistoryKeeper } from '../git/history/historyKeeper.ts';
import { HistoryStore } from '../git/history/historyStore.ts';
import { longHistories } from '../git/history/longHistories.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { HistoryUpkeep } from './engine.ts';
import { keptComparisons } from './keptComparisons.ts';
import type { EngineSetup } from './messages.ts';

/** What is told of the index as a whole, beside what an engine needs. */
interface OpenedHistory extends HistoryUpkeep {
  history(reader: ObjectReader): HistoryIndex | null;
}

/** Null when no caches are kept on disk. */
export function openHistory(repository: Repository, setup: EngineSetup): OpenedHistory | null {
  const { cacheDirectory, cacheBytes, keepsComparisons = true } = setup;
  if (cacheDirectory === null) return null;
  const directory = groupDirectory(cacheDirectory, 'history', repository.commonDir);
  const warnings: string[] = [];
  const world = { warn: (message: string) => void warnings.push(message), now: () => Date.now() };
  const store = new HistoryStore({ directory, ...world });
  const keeper = new HistoryKeeper(store);
  const files = new KeptFiles({ root: cacheDirectory, kind: 'comparisons', maxBytes: cacheBytes, ...world });
  return {
    history: (reader) => keeper.history(reader),
    update(reader, commit) {
      const update = keeper.update(reader, commit);
      if (update.added > 0) afterSlices(trimCaches(cacheDirectory, cacheBytes, directory));
      return { ...update, warnings: warnings.splice(0) };
    },
    longest(reader, most) {
      const index = keeper.history(reader);
      return index && longHistories(index, { ...most, cancel: reader.cancel });
    },
    comparisons: keepsComparisons ? keptComparisons(files, repository.commonDir) : null,
    get cachedBytes() {
      return keeper.cachedBytes;
    },
    close: () => keeper.close(),
  };
}
