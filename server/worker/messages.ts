/** What crosses between the main thread and an engine thread, and the interface both kinds of runner have. */
import type { BlameOptions, BlameStats } from '../blame/types.ts';
import type { Person } from '../git/commitText.ts';
import type { GitErrorCode, GitErrorSubject } from '../git/errors.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type { WorkLimits } from './timeLimit.ts';

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
  readonly commit: Oid;
  readonly path: string;
  /** A text on top of the commit, treated as a commit to be; null to blame the committed file. */
  readonly content: UncommittedText | null;
  readonly options: BlameOptions;
  /** None when missing. */
  readonly limits?: WorkLimits;
}

export interface UncommittedText {
  readonly data: Uint8Array;
  /** Parents of the commit to be, after the job's commit. */
  readonly mergeHeads: readonly Oid[];
}

export interface BlameOutcome {
  /** Lines in the final text. */
  readonly lineCount: number;
  readonly stats: BlameStats;
}

/** Asks what a commit says and, for a path, what it changed there. */
export interface CommitJob {
  readonly repository: Repository;
  readonly commit: Oid;
  /** Null: no difference is made. */
  readonly path: string | null;
}

export interface CommitDetails extends CommitRecord {
  readonly commit: Oid;
  readonly parents: readonly Oid[];
  /** The whole message, decoded. */
  readonly message: string;
  /** What the commit did to the path against its first parent; null without a path or when it did nothing there. */
  readonly change: FileChange | null;
}

export interface FileChange {
  readonly insertions: number;
  readonly deletions: number;
  /** A unified diff, file headers included; lossy where the content is not UTF-8. Null for binary or very large files. */
  readonly diff: string | null;
}

/** Asks where a text differs from the committed file. */
export interface OverlayJob {
  readonly repository: Repository;
  readonly commit: Oid;
  readonly path: string;
  readonly content: Uint8Array;
  readonly options: BlameOptions;
  /** None when missing. */
  readonly limits?: WorkLimits;
}

/** How a text lies over the committed file. */
export interface Overlay {
  /** Null when the commit has no file of that path; `quads` is then empty. */
  readonly blob: Oid | null;
  /** Whether git tracks the path: it is in the commit or in the index, as a file. */
  readonly tracked: boolean;
  /** Changed regions in order, four numbers each: first committed line, count, first line of the text, count. */
  readonly quads: Int32Array;
  /** Lines of the text. */
  readonly lineCount: number;
}

interface RevisionJob {
  readonly repository: Repository;
  readonly revision: string;
}

/** Everything an engine thread can be asked, by name. */
export interface EngineCalls {
  readonly blame: { readonly params: BlameJob; readonly result: BlameOutcome };
  readonly commit: { readonly params: CommitJob; readonly result: CommitDetails };
  readonly overlay: { readonly params: OverlayJob; readonly result: Overlay };
  /** The id of the commit that a revision names. */
  readonly revision: { readonly params: RevisionJob; readonly result: Oid };
}
export type EngineMethod = keyof EngineCalls;

/** What both kinds of runner offer: one call at a time, abandoned soon after `signal` aborts. */
export interface Runner {
  /** Rejects with `GitError`, `RangeError`, the signal's reason, or an `Error` for a bug or a lost thread. */
  call<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    options: CallOptions,
  ): Promise<EngineCalls[Method]['result']>;
  /** Lets the work stand still where it is, at its next poll, until `resume`. What is abandoned must be resumed to end. */
  pause(): void;
  resume(): void;
  /** Gets ready for a call that may come. */
  prepare(): void;
  /** Stops whatever runs. */
  close(): void;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** Called for each batch of a `blame`. */
  readonly onBatch?: (batch: EntryBatch) => void;
  /** Called once before the call settles, if a thread has worked on it. */
  readonly onWorked?: (time: WorkTime) => void;
}

/** When a thread worked on a call, as it measured itself: `clock` is the same for all threads. */
export interface WorkTime {
  readonly thread: number;
  readonly start: number;
  readonly end: number;
}

/** An error that crosses threads; `code` null means a bug of ours. */
export interface JobFailure {
  readonly code: GitErrorCode | 'cancelled' | 'range' | null;
  readonly message: string;
  readonly subject: GitErrorSubject;
}
