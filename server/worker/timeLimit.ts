/** Limits of one blame: how long it may be worked on, how large its file may be, and what the user can do about it. */
import type { Cancel } from '../base/cancel.ts';
import { GitError } from '../git/errors.ts';

/** What one question may cost. Null: no limit. */
export interface WorkLimits {
  /** Time of the engine's own work, waiting not counted, in milliseconds. */
  readonly milliseconds: number | null;
  /** Size of the file to be blamed, in bytes. */
  readonly bytes: number | null;
}

const HINT = 'To blame it anyway, ask with "anyway": true or run the command blame.anyway on the document';

/** Looking at the clock costs more than a poll; it is looked at after so many. */
const POLLS = 32;

/** A poll that throws GitError 'timeout' when more than the limit has been worked; `worked` in milliseconds. */
export function timeLimited(
  cancel: Cancel,
  { milliseconds, worked, path }: { milliseconds: number | null; worked: () => number; path: string },
): Cancel {
  if (milliseconds === null) return cancel;
  let polls = 0;
  return {
    check() {
      cancel.check();
      if (++polls % POLLS !== 0 || worked() <= milliseconds) return;
      const seconds = milliseconds / 1000;
      const hint = `${HINT}, or raise blame.timeLimitSeconds.`;
      throw new GitError('timeout', `blame of ${text(path)} took more than ${seconds} s`, {
        path: text(path),
        hint,
      });
    },
  };
}

/** Throws GitError 'tooLarge' for a file beyond the limit. */
export function checkFileSize(path: string, size: number, limits: WorkLimits | undefined): void {
  const limit = limits?.bytes ?? null;
  if (limit === null || size <= limit) return;
  const hint = `${HINT}, or raise blame.maxFileMegabytes.`;
  throw new GitError('tooLarge', `${text(path)} has ${size} bytes, the limit is ${limit}`, {
    path: text(path),
    hint,
  });
}

/** Paths are bytes; what is said of them is text. */
function text(path: string): string {
  return Buffer.from(path, 'latin1').toString();
}
