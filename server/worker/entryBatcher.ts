/** Gathers settled entries into batches worth a message: the first that is looked at at once, others by time and size. */
import type { GuiltyOrigin, LineRange, SettledEntry } from '../blame/types.ts';
import type { Oid } from '../git/oid.ts';
import {
  BATCH_ORIGINS,
  BATCH_ROWS,
  type CommitRecord,
  type EntryBatch,
  type OriginRecord,
  ROW,
} from './messages.ts';

export interface BatcherOptions {
  /** What clients show of a commit; asked once for each. */
  readonly record: (commit: Oid) => CommitRecord;
  /** Whether the other end knows what is shown of a commit; of none when missing. */
  readonly isDescribed?: (commit: Oid) => boolean;
  readonly emit: (batch: EntryBatch) => void;
  /** False where the first batch may wait for more; true when missing. */
  readonly isStreamed?: boolean;
  /** The lines that are looked at; all when missing. */
  readonly looked?: LineRange | undefined;
  /** Milliseconds from any origin. */
  readonly now: () => number;
}

/** A batch leaves when it is this old, in milliseconds, or as long as any may be. */
const MAX_AGE = 25;
const NOT_COMMITTED = /^0+$/;

export class EntryBatcher {
  private readonly options: BatcherOptions;
  private readonly places = new Map<GuiltyOrigin, number>();
  private readonly known = new Set<Oid>();
  private rows: number[] = [];
  private origins: OriginRecord[] = [];
  private commits: Record<Oid, CommitRecord> = {};
  private lastFlush: number;
  /** Whether lines are looked at and none of them has been told of. */
  private isAwaited: boolean;

  constructor(options: BatcherOptions) {
    this.options = options;
    this.lastFlush = options.now();
    this.isAwaited = options.isStreamed !== false;
  }

  add(entries: readonly SettledEntry[]): void {
    let isUrgent = false;
    for (const entry of entries) {
      isUrgent ||= this.isAwaited && isWithin(entry, this.options.looked);
      const flags = (entry.ignored ? 1 : 0) | (entry.unblamable ? 2 : 0);
      this.rows.push(entry.line, entry.count, entry.sourceLine, this.place(entry.origin), flags);
      // A commit may own more at once than the other end can take in without holding up everything else.
      if (this.rows.length >= BATCH_ROWS * ROW || this.origins.length >= BATCH_ORIGINS) this.flush();
    }
    if (isUrgent) this.isAwaited = false;
    if (isUrgent || this.options.now() - this.lastFlush >= MAX_AGE) this.flush();
  }

  /** Sends what is there; call it at the end, when there may be another way for it to go. */
  flush(emit: BatcherOptions['emit'] = this.options.emit): void {
    if (this.rows.length === 0) return;
    const batch = { rows: Int32Array.from(this.rows), origins: this.origins, commits: this.commits };
    this.rows = [];
    this.origins = [];
    this.commits = {};
    emit(batch);
    this.lastFlush = this.options.now();
  }

  private place(origin: GuiltyOrigin): number {
    const known = this.places.get(origin);
    if (known !== undefined) return known;
    const place = this.places.size;
    this.places.set(origin, place);
    const { commit, path, previous, boundary } = origin;
    // Plain data: origins are the engine's live objects and would drag all of it across.
    const before = previous && { commit: previous.commit, path: previous.path };
    this.origins.push({ commit, path, previous: before, boundary });
    if (!this.known.has(commit) && !NOT_COMMITTED.test(commit)) {
      this.known.add(commit);
      if (this.options.isDescribed?.(commit) !== true) this.commits[commit] = this.options.record(commit);
    }
    return place;
  }
}

function isWithin({ line, count }: SettledEntry, range: LineRange | undefined): boolean {
  return range === undefined || (line < range.end && range.start < line + count);
}
