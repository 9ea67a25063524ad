/** Tells what is committed from what is not. */
import type { Oid } from '../git/oid.ts';

const NOT_COMMITTED = /^0+$/;

/** False for the id that stands for work not committed yet. */
export function isCommitted(commit: Oid): boolean {
  return !NOT_COMMITTED.test(commit);
}
