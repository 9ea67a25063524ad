/** Takes a commit into the index of history; where there is none yet, by a reader that has room for it, as long as that takes. */
import { Cancelled } from '../base/cancel.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { HistoryUpkeep } from './engine.ts';
import type { HistoryJob, HistoryOutcome } from './messages.ts';
import type { OpenReaders } from './openReaders.ts';

/**
 * One thread makes a new index while nothing that nobody looks at begins beside it, and has room for that, whatever a thread has otherwise:
 * where the newest versions of all directories don't fit, each is put together from its whole row of deltas again.
 */
export function updateHistory(
  upkeep: HistoryUpkeep,
  { repository, commit }: HistoryJob,
  { reader, readers }: { readonly reader: ObjectReader; readonly readers: OpenReaders },
): HistoryOutcome {
  // What was stopped goes on with the reader it was begun with.
  const isNew = readers.has(repository, 'newIndex') || upkeep.history(reader) === null;
  const updated = isNew ? readers.open(repository, reader.cancel, 'newIndex') : reader;
  try {
    const outcome = upkeep.update(updated, commit);
    readers.closeOne(repository, 'newIndex');
    return outcome;
  } catch (error) {
    if (!(error instanceof Cancelled)) readers.closeOne(repository, 'newIndex');
    throw error;
  }
}
