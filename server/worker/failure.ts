/** Errors on their way across threads: to plain data and back into the classes callers catch. */
import { Cancelled } from '../base/cancel.ts';
import { GitError } from '../git/errors.ts';
import type { JobFailure } from './messages.ts';

export function toFailure(error: unknown): JobFailure {
  if (error instanceof Cancelled) return { code: 'cancelled', message: error.message, subject: {} };
  if (error instanceof GitError) return { code: error.code, message: error.message, subject: error.subject };
  if (error instanceof RangeError && isRefusedRange(error))
    return { code: 'range', message: error.message, subject: {} };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: null, message, subject: {} };
}

export function fromFailure({ code, message, subject }: JobFailure): Error {
  if (code === 'cancelled') return new Cancelled();
  if (code === 'range') return new RangeError(message);
  return code === null ? new Error(message) : new GitError(code, message, subject);
}

/** The language throws RangeErrors of its own (recursion, array lengths); those are bugs and come with these words. */
function isRefusedRange({ message }: RangeError): boolean {
  return !/^(Maximum call stack|Invalid (array|typed array|string|count)|Array buffer allocation|The value of|offset is out)/.test(
    message,
  );
}
