/** The one error class for what a repository can do wrong. */

/** Literal names that travel to the client in `data.code` of error -32803 (see protocol.md). */
export type GitErrorCode =
  | 'missingObject'
  | 'corruptObject'
  | 'badRevision'
  | 'noSuchPath'
  | 'unsupportedRepository'
  | 'tooLarge'
  | 'timeout';

/** What a `GitError` is about; each field only where it is known. */
export interface GitErrorSubject {
  readonly path?: string;
  readonly commit?: string;
  /** What the user can do about it, as a sentence or a command line. */
  readonly hint?: string;
}

/** A fault of the repository or of the question asked of it, never a bug of ours. */
export class GitError extends Error {
  override name = 'GitError';
  readonly code: GitErrorCode;
  readonly subject: GitErrorSubject;

  constructor(code: GitErrorCode, message: string, subject: GitErrorSubject = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.subject = subject;
  }
}

/** What is thrown for an object that is nowhere, with what was left out on the way. */
export function missingObject(oid: string, warnings: readonly string[]): GitError {
  const unusable = warnings.length === 0 ? '' : ` (${warnings.join('; ')})`;
  return new GitError('missingObject', `object ${oid} is missing${unusable}`, {
    hint: `In a partial clone "git cat-file -t ${oid}" or "git fetch" brings it; else "git fsck" tells what is lost.`,
  });
}
