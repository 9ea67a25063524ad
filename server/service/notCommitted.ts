/** The commit to be that owns the lines of a text which are not committed yet, in git's words. */
import { type ObjectFormat, zeroOid } from '../git/oid.ts';
import type { Uncommitted } from './overlay/overlay.ts';

/** `path` is bytes as a latin1 string. */
export function notCommittedYet(format: ObjectFormat, path: string, now: Date): Uncommitted {
  const nobody = {
    name: 'Not Committed Yet',
    email: 'not.committed.yet',
    time: Math.floor(now.getTime() / 1000),
    timezone: timezoneOf(now),
  };
  const name = Buffer.from(path, 'latin1').toString();
  const summary = `Version of ${name} from ${name}`;
  return { oid: zeroOid(format), record: { summary, author: nobody, committer: nobody } };
}

/** `+0200` */
function timezoneOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  const size = Math.abs(minutes);
  const digits = Math.floor(size / 60) * 100 + (size % 60);
  return `${minutes < 0 ? '-' : '+'}${String(digits).padStart(4, '0')}`;
}
