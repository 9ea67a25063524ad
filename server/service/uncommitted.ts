/** What stands for lines that are in no commit yet, in git's words. */
import { zeroOid } from '../git/oid.ts';
import type { CommitRecord } from '../worker/messages.ts';
import type { Uncommitted } from './overlay.ts';
import type { Place } from './workspace.ts';

/** The commit to be of a text at a place, as of now. */
export function uncommittedIn({ repository, path }: Place, now: Date): Uncommitted {
  const nobody = {
    name: 'Not Committed Yet',
    email: 'not.committed.yet',
    time: Math.floor(now.getTime() / 1000),
    timezone: timezoneOf(now),
  };
  const name = Buffer.from(path, 'latin1').toString();
  const record: CommitRecord = {
    summary: `Version of ${name} from ${name}`,
    author: nobody,
    committer: nobody,
  };
  return { oid: zeroOid(repository.objectFormat), record };
}

/** `+0200` */
function timezoneOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  const digits = Math.floor(size / 60) * 100 + (size % 60);
  return `${minutes < 0 ? '-' : '+'}${String(digits).padStart(4, '0')}`;
}
