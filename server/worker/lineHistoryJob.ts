/** What an engine thread is asked about the history of lines, and how it tells. */
import type { CompareOptions } from '../blame/compareOptions.ts';
import { lineHistory } from '../blame/lineHistory.ts';
import type { LineSpan } from '../diff/rangeMap.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { CallContext, EngineParts } from './engine.ts';
import { EntryBatcher } from './entryBatcher.ts';
import type { WorkLimits } from './timeLimit.ts';

/**
 * Asks for the commits that shaped lines of a committed file. They come in batches, newest first: an origin for each, and a row for
 * each run of its lines, which are lines of its own version of the file.
 */
export interface LineHistoryJob {
  readonly repository: Repository;
  readonly commit: Oid;
  readonly path: string;
  readonly ranges: readonly LineSpan[];
  readonly options: CompareOptions & { readonly firstParent: boolean };
  /** How many commits at most; null for all. */
  readonly limit: number | null;
  /** None when missing. */
  readonly limits?: WorkLimits | undefined;
}

export interface LineHistoryOutcome {
  /** Whether there is no more than what was told. */
  readonly complete: boolean;
}

export async function tellLineHistory(
  parts: EngineParts,
  job: LineHistoryJob,
  {
    reader,
    history,
    context,
  }: {
    readonly reader: ObjectReader;
    readonly history: PathHistory | null;
    readonly context: CallContext;
  },
): Promise<LineHistoryOutcome> {
  const describe = await parts.commitTexts(job.repository, reader);
  const batcher = new EntryBatcher({
    record: (commit) => {
      const { summary, author, committer } = describe(commit);
      return { summary, author, committer };
    },
    isDescribed: () => false,
    emit: context.emit,
    now: parts.now,
  });
  let told = 0;
  const complete = lineHistory(
    job,
    {
      reader,
      history,
      inParent: (commits, path) => parts.inParent(reader, commits, path),
      diff: (before, after) => parts.blobDiff(reader, { before, after }, job.options),
      firstParent: job.options.firstParent,
    },
    ({ commit, path, ranges, boundary }) => {
      if (job.limit !== null && told === job.limit) return false;
      told++;
      const origin = { commit, path, previous: null, boundary };
      batcher.add(
        ranges.map(({ start, end }) => ({
          line: start,
          count: end - start,
          sourceLine: start,
          origin,
          ignored: false,
          unblamable: false,
        })),
      );
      return true;
    },
  );
  batcher.flush();
  return { complete };
}
