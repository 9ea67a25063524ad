/** What crosses between the main thread and an engine thread, and the interface both kinds of runner have. */

import type { SharedText } from '../base/sharedText.ts';
import type { CompareOptions } from '../blame/compareOptions.ts';
import type { BlameOptions, BlameStats, FilePlace, LineRange } from '../blame/types.ts';
import type { Person } from '../git/commitText.ts';
import type { GitErrorCode, GitErrorSubject } from '../git/errors.ts';
import type { LongHistory } from '../git/history/longHistories.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type { ComparisonsJob, ComparisonsOutcome, LongFilesJob } from './keptComparisons.ts';
import type { LineHistoryJob, LineHistoryOutcome } from './lineHistoryJob.ts';
import type { WorkLimits } from './timeLimit.ts';
import type { VersionCalls } from './versionMessages.ts';

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
  /** Details of commits not sent before in this job, those left out that are known from a `KeptBlame`. */
  readonly commits: Readonly<Record<Oid, CommitRecord>>;
}

export const ROW = 5;

/** A batch has no more rows than that, and names no more origins: what takes one in is done soon. */
export const BATCH_ROWS = 1024;
export const BATCH_ORIGINS = 256;

export interface BlameJob {
  readonly repository: Repository;
  readonly commit: Oid;
  readonly path: string;
  /** A text on top of the commit, treated as a commit to be; null to blame the committed file. */
  readonly content: UncommittedText | null;
  readonly options: BlameOptions;
  /**
   * Files are converted by the configured commands, a `content` by reading its file anew: it must be the file on disk.
   * The string changes with what could be run; null when nothing is to be run.
   */
  readonly textconv: string | null;
  /** Parents that differ from what the repository says; null for none. */
  readonly grafts: GraftFile | null;
  /** Ranges of the text as `-L` writes them: only these lines are blamed. Null for all. RangeError when there are no such lines. */
  readonly lines: readonly string[] | null;
  /** None when missing. */
  readonly limits?: WorkLimits | undefined;
  /** False: nobody looks at lines before there are some more; their first batch need not leave at once. */
  readonly isStreamed?: boolean | undefined;
  /** The lines that somebody looks at: the first of them leave as soon as they are settled, others with more. All when missing. */
  readonly looked?: LineRange | undefined;
  /** What earlier jobs found out; nothing when missing. It does not change the answer. */
  readonly known?: KnownResults | undefined;
}

/** Finished blames with the same options. */
export interface KnownResults {
  /** What recorded history was overridden by when they were made; where it is by anything else now, they are of no use. */
  readonly overrides: string;
  readonly blames: readonly KeptBlame[];
}

export interface KeptBlame {
  /** Where it holds: the file that was blamed, and its anchor. */
  readonly places: readonly FilePlace[];
  /** As `packBlame` makes it, in shared memory. */
  readonly data: Uint8Array;
  /** Whoever asks knows what its commits say: batches need not tell. */
  readonly described: boolean;
}

export interface UncommittedText {
  readonly data: SharedText;
  /** Parents of the commit to be, after the job's commit. */
  readonly mergeHeads: readonly Oid[];
}

export interface BlameOutcome {
  /** Lines in the final text. */
  readonly lineCount: number;
  readonly stats: BlameStats;
  /** Where else the answer holds, if it may be kept for later jobs; null where not. See the engine's `BlameOutcome`. */
  readonly anchor: FilePlace | null;
}

/**
 * Options as a user asks for them. What is left out is as the repository's configuration has it, else git's default.
 */
export interface AskedOptions {
  /** Revisions as on git's command line, ranges and exclusions among them; none for the text on top of HEAD. */
  readonly revision?: string | readonly string[];
  /** Blame forward from the start of the range. */
  readonly reverse?: boolean;
  readonly ignoreWhitespace?: boolean;
  /** Find lines moved within the file; a number is the score a move must exceed. */
  readonly detectMoves?: boolean | number;
  /** Find lines copied from other files, as `-C` given so many times. */
  readonly detectCopies?: 0 | 1 | 2 | 3;
  readonly copyScore?: number;
  /** Commits to look through. */
  readonly ignoreRevs?: readonly string[];
  /** Lists of such commits, after the configured ones; '' forgets those before it, false means none at all. */
  readonly ignoreRevsFile?: false | string | readonly string[];
  /** Before all of them the list `.git-blame-ignore-revs` at the top of the work tree, if it is there and sound. */
  readonly findIgnoreRevs?: boolean;
  readonly firstParent?: boolean;
  /** Root commits are no boundaries. */
  readonly root?: boolean;
  readonly followRenames?: boolean;
  /** A date as git reads them. */
  readonly since?: string;
  readonly diffAlgorithm?: BlameOptions['diffAlgorithm'];
  readonly indentHeuristic?: boolean;
  /** Run the commands that `diff.<driver>.textconv` names. */
  readonly textconv?: boolean;
  /** A file of grafts, as `-S` takes it. */
  readonly revsFile?: string;
  /** Ranges of lines as `-L` writes them; `:name` for functions. */
  readonly lines?: string | readonly string[];
}

interface OptionsJob {
  readonly repository: Repository;
  readonly asked: AskedOptions;
}

/** What a repository's configuration says of the user. */
export interface UserIdentity {
  readonly name: string | null;
  readonly email: string | null;
}

export interface ResolvedOptions {
  readonly options: BlameOptions;
  /** The commit to blame; null for the text on top of HEAD. */
  readonly start: Oid | null;
  /** Changes whenever what people are called has changed. */
  readonly mailmap: string;
  /** Null when no command is to be run, or none is configured. */
  readonly textconv: ConfiguredTextconv | null;
  /** What the file of grafts that was asked for holds. */
  readonly grafts: GraftFile | null;
  /** Null for all lines. */
  readonly lines: readonly string[] | null;
  readonly identity: UserIdentity;
  /** What the user should know, in words for the log. */
  readonly warnings: readonly string[];
  /** Changes whenever the part of the configuration has changed that blame may hang on. */
  readonly config: string;
  /** Changes whenever recorded history is overridden otherwise: by grafts, a shallow cut, replacement refs. */
  readonly overrides: string;
  /** While none of these files changes, there or not, the same words mean the same; null when they may not. */
  readonly files: readonly string[] | null;
  readonly sources: OptionSources;
}

/** Files that decide options and names, there or not, by what they say. */
export interface OptionSources {
  readonly config: readonly string[];
  readonly ignoreRevs: readonly string[];
  readonly mailmap: readonly string[];
}

/** A file of grafts as it was read. */
export interface GraftFile {
  readonly path: string;
  readonly data: Uint8Array;
}

/** What could be run to make text of files. */
export interface ConfiguredTextconv {
  /** All commands with their drivers, in any form. */
  readonly commands: string;
  /** Files outside the work tree that say which path has which driver. */
  readonly attributeFiles: readonly string[];
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
  /** The path in the first parent; null when the file is new. */
  readonly pathBefore: string | null;
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
  readonly content: SharedText;
  readonly options: CompareOptions;
  /** None when missing. */
  readonly limits?: WorkLimits | undefined;
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
  /** While none of these files changes, there or not, the same text lies over the commit as it does here. */
  readonly files: readonly string[];
}

interface RevisionJob {
  readonly repository: Repository;
  readonly revision: string;
}

/** Asks to have a commit and all its ancestors in the repository's index of history. */
export interface HistoryJob {
  readonly repository: Repository;
  readonly commit: Oid;
}

export interface HistoryOutcome {
  /** Commits in the index now. */
  readonly commits: number;
  /** Of those, added just now. */
  readonly added: number;
  /** What the index takes on disk. */
  readonly bytes: number;
  /** What the user should know, in words for the log. */
  readonly warnings: readonly string[];
}

/** What an engine thread is told when it starts. */
export interface EngineSetup {
  /** Where caches are kept on disk; null to keep none. */
  readonly cacheDirectory: string | null;
  /** Most memory a thread holds of one repository's objects, in bytes; the usual when missing. */
  readonly objectBytes?: number;
  /** The same while a new index of history is made; the usual when missing. */
  readonly indexingBytes?: number;
  /** Most memory a thread holds of texts that are laid over committed files, in bytes; the usual when missing. */
  readonly textBytes?: number;
  /** Most memory a thread holds of what comparing files has shown, in bytes; the usual when missing. */
  readonly hunkBytes?: number;
  /** Whether comparisons of versions are kept in the caches. They are when missing. */
  readonly keepsComparisons?: boolean;
  /** Most bytes of all caches on disk together. */
  readonly cacheBytes: number;
}

/** Everything an engine thread can be asked, by name. */
export interface EngineCalls extends VersionCalls {
  readonly blame: { readonly params: BlameJob; readonly result: BlameOutcome };
  readonly commit: { readonly params: CommitJob; readonly result: CommitDetails };
  /** Null when no index is kept. */
  readonly history: { readonly params: HistoryJob; readonly result: HistoryOutcome | null };
  readonly keepComparisons: { readonly params: ComparisonsJob; readonly result: ComparisonsOutcome };
  readonly lineHistory: { readonly params: LineHistoryJob; readonly result: LineHistoryOutcome };
  /** Null where no comparisons are kept, or there is no index yet. */
  readonly longFiles: { readonly params: LongFilesJob; readonly result: readonly LongHistory[] | null };
  readonly options: { readonly params: OptionsJob; readonly result: ResolvedOptions };
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
  /**
   * Lets the work stand still where it is, at its next poll, until `resume`; resolves when it does. What is abandoned must be
   * resumed to end.
   */
  pause(): Promise<void>;
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
  /** When in between it stood still for more urgent work. */
  readonly stood: readonly Standstill[];
}

/** What an engine thread holds for later calls, in bytes. */
export interface EngineBytes {
  /** Of repositories: windows into files, what is made of large tables, objects, commits. */
  readonly objects: number;
  /** Lines of committed files and of texts laid over them. */
  readonly texts: number;
  /** Of indexes of history. */
  readonly histories: number;
  /** Of what comparing files has shown. */
  readonly hunks: number;
}

/** Times of `clock`. */
export interface Standstill {
  readonly start: number;
  readonly end: number;
}

/** An error that crosses threads; `code` null means a bug of ours. */
export interface JobFailure {
  readonly code: GitErrorCode | 'cancelled' | 'range' | null;
  readonly message: string;
  readonly subject: GitErrorSubject;
}
