/** What can go wrong with a question, for those above who must not know where it came from. */
import { GitError } from '../git/errors.ts';
import { Dropped, QueueFull, Superseded } from '../scheduler/job.ts';

/** A fault of the repository or of what was asked of it; null for anything else. */
export function asGitError(error: unknown): GitError | null {
  return error instanceof GitError ? error : null;
}

export function isSuperseded(error: unknown): boolean {
  return error instanceof Superseded;
}

/** Superseded by nothing newer: too much was waiting. */
export function isDropped(error: unknown): boolean {
  return error instanceof Dropped;
}

export function isQueueFull(error: unknown): boolean {
  return error instanceof QueueFull;
}
