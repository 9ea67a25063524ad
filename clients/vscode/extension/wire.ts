/** The part of protocol.md that the extension speaks. */

export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As in `+0200`. */
  readonly timezone: string;
}

export interface Commit {
  readonly summary: string;
  readonly author: Person;
}

export interface Hunk {
  readonly startLine: number;
  /** Exclusive. */
  readonly endLine: number;
  /** All zeros: not committed yet. */
  readonly commit: string;
  readonly originalLine: number;
  readonly originalPath: string;
  readonly previous?: { readonly commit: string; readonly path: string };
}

/** The answer to `blame/line`. */
export interface LineAnswer {
  /** Null for versions of files, whose texts have none. */
  readonly version: number | null;
  readonly hunk: Hunk;
  readonly commit: Commit;
}

/** The answer to `blame/file`. */
export interface FileAnswer {
  readonly version: number | null;
  readonly hunks: readonly Hunk[];
  readonly commits: Readonly<Record<string, Commit>>;
}

/** The answer to `blame/content`. */
export interface ContentAnswer {
  readonly text: string;
  readonly uri: string;
}

/** What the commands of the server take. */
export interface CommandTarget {
  readonly uri: string;
  readonly line: number;
  readonly endLine?: number;
  readonly commit?: string;
  readonly path?: string;
  readonly originalLine?: number;
}

/** The scheme of versions of files. */
export const VERSION_SCHEME = 'git-blame';

export function isCommitted({ commit }: Hunk): boolean {
  return !/^0+$/.test(commit);
}
