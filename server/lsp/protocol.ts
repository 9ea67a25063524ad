/** Everything this server adds to the language server protocol, as it goes over the wire. Described in protocol.md. */

export const blameMethods = {
  file: 'blame/file',
  line: 'blame/line',
  commit: 'blame/commit',
  history: 'blame/history',
  summary: 'blame/summary',
  previous: 'blame/previous',
  content: 'blame/content',
  stats: 'blame/stats',
} as const;

/** Notifications to the client. */
export const blameNotifications = {
  didChange: 'blame/didChange',
  /** To clients that announce `experimental.blame.copy`. */
  copy: 'blame/copy',
} as const;

/** Commands of `workspace/executeCommand`. */
export const blameCommands = {
  /** Argument: the URI of a document whose blame is to have no limits of time and size until it is closed. */
  anyway: 'blame.anyway',
  /** All others take a `CommandTarget`, or a line counted from 1 and a path. */
  show: 'blame.show',
  openCommit: 'blame.openCommit',
  openFile: 'blame.openFile',
  openLine: 'blame.openLine',
  openPullRequest: 'blame.openPullRequest',
  copyCommit: 'blame.copyCommit',
  copyMessage: 'blame.copyMessage',
  copyPermalink: 'blame.copyPermalink',
  showCommit: 'blame.showCommit',
  showChange: 'blame.showChange',
  lineHistory: 'blame.lineHistory',
  before: 'blame.before',
  forward: 'blame.forward',
  ignoreRevision: 'blame.ignoreRevision',
  summary: 'blame.summary',
  toggleHints: 'blame.toggleHints',
  toggleLenses: 'blame.toggleLenses',
} as const;

/** Object id in lower-case hex. All zeros: not committed yet. */
type Oid = string;

export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

export interface DocumentIdentifier {
  readonly uri: string;
  readonly version?: number | null;
}

export type ProgressToken = string | number;

/** Options that change who is blamed. What is left out is as the settings have it, else as the repository's configuration has it, else git's default. */
export interface WireBlameOptions {
  /** What to blame instead of the text on top of HEAD: revisions, ranges, exclusions. */
  readonly revision?: string | readonly string[];
  /** Blame forward from the start of the range that `revision` names. */
  readonly reverse?: boolean;
  readonly ignoreWhitespace?: boolean;
  /** Find lines moved within the file; a number is the score a move must exceed (20). */
  readonly detectMoves?: boolean | number;
  /** Find lines copied from other files, as `-C` given so many times. */
  readonly detectCopies?: 0 | 1 | 2 | 3;
  /** The score a copy must exceed (40). */
  readonly copyScore?: number;
  /** Commits to look through. */
  readonly ignoreRevs?: readonly string[];
  /** Lists of commits to look through, after the configured ones; '' forgets those before it, `false` means no list at all. */
  readonly ignoreRevsFile?: false | string | readonly string[];
  /** Before all of them the list `.git-blame-ignore-revs` at the top of the work tree, if it is there and sound. */
  readonly findIgnoreRevs?: boolean;
  readonly firstParent?: boolean;
  /** Root commits are no boundaries. */
  readonly root?: boolean;
  /** `false`: stop where the file had another name. */
  readonly followRenames?: boolean;
  /** A date in any of git's forms; older commits become boundaries. */
  readonly since?: string;
  readonly diffAlgorithm?: 'myers' | 'minimal' | 'patience' | 'histogram';
  readonly indentHeuristic?: boolean;
  /** Run the commands that the configuration names to make text of files; they are never run unasked. */
  readonly textconv?: boolean;
  /** A file whose lines name a commit and the parents it is to have. */
  readonly revsFile?: string;
  /** In `blame/file` alone: the lines to blame, in the forms that git's `-L` takes. */
  readonly lines?: string | readonly string[];
}

export interface BlameFileParams {
  readonly textDocument: DocumentIdentifier;
  readonly range?: WireRange;
  readonly options?: WireBlameOptions;
  /** Without the limits of time and size. */
  readonly anyway?: boolean;
  readonly workDoneToken?: ProgressToken;
  readonly partialResultToken?: ProgressToken;
}

export interface BlameLineParams {
  readonly textDocument: DocumentIdentifier;
  readonly position: WirePosition;
  readonly options?: WireBlameOptions;
  readonly anyway?: boolean;
}

export interface BlameCommitParams {
  readonly textDocument: DocumentIdentifier;
  /** An id, or anything else that names a commit. */
  readonly commit: string;
  readonly path?: string;
}

export interface BlamePreviousParams {
  readonly textDocument: DocumentIdentifier;
  readonly commit: string;
  readonly path: string;
  readonly line: number;
}

/** A line of a file in a commit. */
export interface BlamePlace {
  readonly commit: Oid;
  readonly path: string;
  readonly line: number;
}

export interface BlameContentParams {
  readonly textDocument: DocumentIdentifier;
  /** Missing where the document's URI is of the scheme `git-blame`. */
  readonly commit?: string;
  /** Missing: the commit itself, as a text. */
  readonly path?: string;
}

export interface BlameContentResult {
  readonly text: string;
  /** Where the same text can be had as a document. */
  readonly uri: string;
}

/** Argument of commands; the line is 0-based, of the document. */
export interface CommandTarget {
  readonly uri: string;
  readonly line: number;
  /** The last line of a selection. */
  readonly endLine?: number;
  /** What is known to have made the line: then it is not looked up again. */
  readonly commit?: Oid;
  readonly path?: string;
  readonly originalLine?: number;
}

/** To be put on the user's clipboard. */
export interface BlameCopy {
  readonly text: string;
}

/** The answer to `blame/file`. */
export interface BlameResult {
  readonly uri: string;
  /** Of the text the answer is for; null when the document is not open or a revision was asked. */
  readonly version: number | null;
  /** The commit that was blamed; null when there is nothing to blame. */
  readonly revision: Oid | null;
  readonly hunks: readonly BlameHunk[];
  readonly commits: Readonly<Record<Oid, BlameCommit>>;
}

/** The value of a partial result of `blame/file`: hunks settled since the last, and commits not named before. */
export type BlamePart = Pick<BlameResult, 'hunks' | 'commits'>;

export interface BlameHunk {
  readonly startLine: number;
  /** Exclusive. */
  readonly endLine: number;
  readonly commit: Oid;
  /** The line in the commit's version of the file that `startLine` is. */
  readonly originalLine: number;
  readonly originalPath: string;
  readonly previous?: { readonly commit: Oid; readonly path: string };
  readonly boundary?: true;
  readonly ignored?: true;
  readonly unblamable?: true;
}

export interface BlameCommit {
  readonly summary: string;
  readonly author: WirePerson;
  readonly committer: WirePerson;
}

interface WirePerson {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As in `+0200`. */
  readonly timezone: string;
}

export interface BlameLineResult {
  /** Of the text the answer is for; null when the document is not open or a revision was asked. */
  readonly version: number | null;
  readonly hunk: BlameHunk;
  readonly commit: BlameCommit;
}

export interface BlameCommitResult {
  readonly commit: Oid;
  readonly summary: string;
  readonly message: string;
  readonly author: WirePerson;
  readonly committer: WirePerson;
  readonly parents: readonly Oid[];
  /** Lines the commit added and took away at the path, against its first parent; null without a path. */
  readonly stats: { readonly insertions: number; readonly deletions: number } | null;
  /** The same as a unified diff; null without a path, for binary content and for very long files. */
  readonly diff: string | null;
  /** The path in the first parent; null without a path, for a new file, and where the commit did nothing to the path. */
  readonly previousPath: string | null;
  readonly links: BlameLinks | null;
  /** Why there are no links; null where there are. */
  readonly noLinks: 'noRemote' | 'notPushed' | 'unknownHost' | null;
}

/** Web pages on the first remote that has the commit. */
export interface BlameLinks {
  readonly remote: string;
  /** What the site is called. */
  readonly site: string;
  readonly commit: string | null;
  /** Of the path in the commit. */
  readonly file: string | null;
  readonly pullRequest: { readonly label: string; readonly url: string } | null;
}

export interface BlameHistoryParams {
  readonly textDocument: DocumentIdentifier;
  readonly range: WireRange;
  /** How many commits at most. */
  readonly limit?: number;
  /** Without the limits of time and size. */
  readonly anyway?: boolean;
  readonly workDoneToken?: ProgressToken;
  readonly partialResultToken?: ProgressToken;
}

/** The answer to `blame/history`. */
export interface BlameHistoryResult {
  readonly uri: string;
  readonly version: number | null;
  /** The commit from which history was walked; null when there is nothing to blame. */
  readonly revision: Oid | null;
  /** Newest first. */
  readonly entries: readonly BlameHistoryEntry[];
  /** Whether there is no more; `false` when the limit was reached. */
  readonly complete: boolean;
}

/** The value of a partial result of `blame/history`. */
export type BlameHistoryPart = Pick<BlameHistoryResult, 'entries'>;

export interface BlameHistoryEntry extends BlameCommit {
  readonly commit: Oid;
  /** The file's path in the commit. */
  readonly path: string;
  /** What became the lines that were asked about, in the commit's version of the file. */
  readonly lines: readonly { readonly startLine: number; readonly endLine: number }[];
  readonly boundary?: true;
}

export interface BlameSummaryParams {
  readonly textDocument: DocumentIdentifier;
  readonly range?: WireRange;
  readonly options?: WireBlameOptions;
  readonly anyway?: boolean;
}

/** The answer to `blame/summary`. */
export interface BlameSummaryResult {
  readonly uri: string;
  readonly version: number | null;
  readonly revision: Oid | null;
  /** Those with the most lines first. */
  readonly authors: readonly BlameAuthor[];
  readonly uncommittedLines: number;
}

export interface BlameAuthor {
  readonly name: string;
  readonly email: string;
  readonly lines: number;
  readonly commits: number;
  /** When the earliest and the latest of the commits were written. */
  readonly first: Pick<WirePerson, 'time' | 'timezone'>;
  readonly last: Pick<WirePerson, 'time' | 'timezone'>;
}

/** Sent when answers given before may not hold any more. */
export interface BlameDidChange {
  /** Open documents it may be about; null for all. */
  readonly uris: readonly string[] | null;
  readonly reason: 'head' | 'refs' | 'config' | 'ignoreRevs' | 'mailmap' | 'objects';
}

/** The ends of questions and `inFlight` add up to `requests`. */
export interface BlameStats {
  readonly inFlight: number;
  readonly queued: number;
  readonly workersBusy: number;
  readonly requests: number;
  readonly computed: number;
  readonly coalesced: number;
  readonly cacheHits: number;
  readonly empty: number;
  readonly cancelled: number;
  readonly superseded: number;
  readonly refused: number;
  readonly failed: number;
  readonly preempted: number;
  /** How long engine work went on after its last waiter had left, in milliseconds. */
  readonly abandonedMs: { readonly max: number; readonly total: number };
  readonly engine: {
    readonly commitsVisited: number;
    readonly treesRead: number;
    readonly blobsRead: number;
    readonly diffs: number;
    readonly hunksKnown: number;
    readonly bytesInflated: number;
  };
  /** What is watched, and how often something happened there that had to be looked into. */
  readonly watching: { readonly repositories: number; readonly directories: number; readonly looks: number };
  /** In bytes. */
  readonly memory: { readonly rss: number; readonly caches: Readonly<Record<string, number>> };
}

/** `data` of error -32803. */
export interface RepositoryFault {
  readonly code: string;
  readonly path?: string;
  readonly commit?: string;
  readonly hint?: string;
}

/** Announced under `capabilities.experimental.blameProvider`. */
export interface BlameProvider {
  readonly methods: readonly string[];
  readonly options: readonly string[];
  readonly notifications: readonly string[];
}
