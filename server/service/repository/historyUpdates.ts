/** Keeps indexes of history up to date: after a blame, less urgently than what is looked at, once for each commit that is blamed from. */
import type { Oid } from '../../git/oid.ts';
import type { Repository } from '../../git/repository.ts';
import { QueueFull, Superseded, type Task } from '../../scheduler/job.ts';
import type { EngineCalls, EntryBatch, HistoryOutcome, Runner } from '../../worker/messages.ts';
import { keyOf } from '../keys.ts';
import type { Ongoing } from '../order/ongoing.ts';

export interface HistoryUpdatesParts {
  /** Takes a commit and its ancestors into the index, which may be a new one; null when no index is kept. */
  readonly update: (repository: Repository, commit: Oid, isNew: boolean) => Promise<HistoryOutcome | null>;
  readonly warn: (message: string) => void;
}

/** Commits of a repository that are known to be in its index: of those before them it is asked again, and it has them. */
const MOST_TAKEN = 1000;

export class HistoryUpdates {
  private readonly parts: HistoryUpdatesParts;
  /** By common directory the commits that are, or are about to be, in the index. */
  private readonly taken = new Map<string, Set<Oid>>();
  private readonly sizes = new Map<string, number>();
  /** Repositories whose history is not fit for an index. */
  private readonly givenUp = new Set<string>();

  constructor(parts: HistoryUpdatesParts) {
    this.parts = parts;
  }

  /** Bytes on disk, as far as this process has had to do with them. */
  get bytes(): number {
    return [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
  }

  /** Never rejects: an index is a convenience. Resolves when nothing is left to do for the commit. */
  async after(repository: Repository, commit: Oid): Promise<void> {
    const { commonDir } = repository;
    const taken = this.taken.get(commonDir) ?? new Set();
    if (taken.has(commit) || this.givenUp.has(commonDir)) return;
    this.taken.set(commonDir, taken.add(commit));
    const [oldest] = taken;
    if (taken.size > MOST_TAKEN && oldest !== undefined) taken.delete(oldest);
    try {
      const outcome = await this.parts.update(repository, commit, !this.sizes.has(commonDir));
      if (outcome === null) return;
      this.sizes.set(commonDir, outcome.bytes);
      outcome.warnings.forEach(this.parts.warn);
    } catch (error) {
      taken.delete(commit);
      if (error instanceof QueueFull || error instanceof Superseded) return;
      this.givenUp.add(commonDir);
      const reason = error instanceof Error ? error.message : String(error);
      this.parts.warn(`no index of history is kept for ${commonDir}: ${reason}`);
    }
  }
}

/** Takes a commit into the index, as work for the scheduler that people are told of; a new index spares all that waits a walk each. */
export function historyTask(
  params: EngineCalls['history']['params'],
  { ongoing, isNew }: { readonly ongoing: Ongoing; readonly isNew: boolean },
): Task<Runner, EntryBatch, HistoryOutcome | null> {
  return {
    key: keyOf('history', params, ''),
    sparesOthers: isNew,
    run: (lane, signal) =>
      ongoing.during('Index of history', signal, (both) => lane.call('history', params, { signal: both })),
  };
}
