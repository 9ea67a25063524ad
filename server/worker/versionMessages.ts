/** What engine threads are asked of single commits, versions of files and remotes; part of `EngineCalls`. */

import type { SharedText } from '../base/sharedText.ts';
import type { CompareOptions } from '../blame/compareOptions.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type { LineHunk } from './lineHunk.ts';

export type { CompareOptions };

/** A file in a commit; the path is bytes as a latin1 string. */
export interface FileVersion {
  readonly commit: Oid;
  readonly path: string;
}

/** Asks for the change that a line came with. */
interface LineHunkJob {
  readonly repository: Repository;
  /** The version that has the line. */
  readonly after: FileVersion;
  /** A text on top of that version which has the line instead; null for the version itself. */
  readonly text: SharedText | null;
  /** The version it is compared with; null for none: then everything is new. Of no account with a `text`. */
  readonly before: FileVersion | null;
  /** 0-based. */
  readonly line: number;
  readonly options: CompareOptions;
}

/** Asks for the parent's version of a line. */
interface StepJob extends FileVersion {
  readonly repository: Repository;
  /** 0-based. RangeError when the file has no such line. */
  readonly line: number;
  readonly options: CompareOptions;
}

/** A line in a version of a file. */
export interface LinePlace extends FileVersion {
  readonly line: number;
}

/** Asks for the text of a file in a commit. */
interface ContentJob extends FileVersion {
  readonly repository: Repository;
  /** In bytes; a larger file is `GitError('tooLarge')`. Null for no limit. */
  readonly maxBytes: number | null;
}

/** Asks for the bytes of a file in a commit. */
interface CommittedJob extends FileVersion {
  readonly repository: Repository;
  readonly maxBytes: number;
}

/** A file in a commit as it is stored. */
export interface CommittedFile {
  readonly blob: Oid;
  /** See `ObjectReader`. */
  readonly overrides: string;
  /** In shared memory. */
  readonly data: Uint8Array;
}

/** Asks for all that a commit changed against its first parent. */
interface PatchJob {
  readonly repository: Repository;
  readonly commit: Oid;
}

export interface Patch {
  /** As `git show` writes differences. */
  readonly text: string;
  /** Changed files that are not in the text, because it would be too long. */
  readonly filesLeftOut: number;
}

/** Asks what is known of the repository's remotes. */
interface RemotesJob {
  readonly repository: Repository;
}

export interface RemoteFact {
  readonly name: string;
  readonly urls: readonly string[];
  readonly pushUrls: readonly string[];
  /** Commits of HEAD and the local branches that none of its branches is known to have; null when nobody can tell. */
  readonly lacks: readonly Oid[] | 'everything' | null;
}

export interface RemoteFacts {
  /** In the order of the configuration. */
  readonly remotes: readonly RemoteFact[];
  /** `url.<base>.insteadOf` and `pushInsteadOf`. */
  readonly rewrites: readonly { readonly base: string; readonly prefix: string; readonly push: boolean }[];
  /** The remote that the branch HEAD is on pulls from. */
  readonly branchRemote: string | null;
  /** While none of these files and directories changes, all this stays as it is. */
  readonly files: readonly string[];
}

/** Questions by name. */
export interface VersionCalls {
  /** Null where there is no such file, or where it is too large. */
  readonly committed: { readonly params: CommittedJob; readonly result: CommittedFile | null };
  readonly content: { readonly params: ContentJob; readonly result: string };
  readonly lineHunk: { readonly params: LineHunkJob; readonly result: LineHunk };
  readonly patch: { readonly params: PatchJob; readonly result: Patch };
  readonly remotes: { readonly params: RemotesJob; readonly result: RemoteFacts };
  /** Null at the end of history. */
  readonly stepBack: { readonly params: StepJob; readonly result: LinePlace | null };
}
