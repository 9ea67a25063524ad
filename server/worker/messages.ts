/** What crosses between the main thread and an engine thread, and the interface both kinds of runner have. */
import type { BlameOptions, BlameStats, BlameTarget } from '../blame/types.ts';
import type { Person } from '../git/commitText.ts';
import type { GitErrorCode, GitErrorSubject } from '../git/errors.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';

/** An origin as it crosses threads; rows of a batch refer to it by its place in the job's list. */
export interface OriginRecord {
  readonly commit: Oid;
  readonly path: string;
  readonly previous: { readonly commit: Oid; readonly path: string } | null;
  readonly boundary: boolean;
}

/** What a client shows of a commit, mailmap applied and decoded. */
export interface CommitRecord {
  readonly summary: string;
  readonly author: Person;
  readonly committer: Person;
}

/**
 * Entries settled since the last batch. `rows` holds `ROW` numbers an entry: first final line, number of lines,
 * first line in the origin's file, index of the origin in all `origins` sent so far, flags (1 ignored, 2 unblamable).
 */
export interface EntryBatch {
  readonly rows: Int32Array;
  /** New since the last batch, in order; the first one of a job has index 0. */
  readonly origins: readonly OriginRecord[];
  /** Details of commits not sent before in this job. */
  readonly commits: Readonly<Record<Oid, CommitRecord>>;
}

export const ROW = 5;

export interface BlameJob {
  readonly repository: Repository;
  readonly target: BlameTarget;
  readonly options: BlameOptions;
}

export interface BlameOutcome {
  /** Lines in the final text. */
  readonly lineCount: number;
  readonly stats: BlameStats;
}

/** An error that crosses threads; `code` null means a bug of ours. */
export interface JobFailure {
  readonly code: GitErrorCode | null;
  readonly message: string;
  readonly subject: GitErrorSubject;
}
