/** What every output format prints from: the entries of a blame, its text, and what is known of its commits. */

import type { FinalText } from '../blame/finalText.ts';
import type { GuiltyOrigin, SettledEntry } from '../blame/types.ts';
import { isUnknown, type Person } from '../git/commitText.ts';
import type { Oid } from '../git/oid.ts';

/** What is printed of a commit; strings hold bytes in the output encoding as latin1. */
export interface DescribedCommit {
  readonly author: Person;
  readonly committer: Person;
  readonly summary: string;
}

export type DescribeCommit = (commit: Oid) => DescribedCommit;

export interface AnnotatedText {
  /** Sorted and coalesced. */
  readonly entries: readonly SettledEntry[];
  readonly text: FinalText;
  readonly describe: DescribeCommit;
  /** Whether bytes from 0x80 on are quoted in paths (`core.quotePath`). */
  readonly quoteHighBytes: boolean;
}

/** A mail as it is printed: in angle brackets, unless it could not be read from the commit. */
export function mailOf(person: Person): string {
  return isUnknown(person) ? person.email : `<${person.email}>`;
}

/** Commits that own lines under more than one path: their later groups name the path again. */
export function commitsWithSeveralPaths(entries: readonly SettledEntry[]): Set<Oid> {
  const first = new Map<Oid, GuiltyOrigin>();
  const several = new Set<Oid>();
  for (const { origin } of entries) {
    const seen = first.get(origin.commit);
    if (seen === undefined) first.set(origin.commit, origin);
    else if (seen !== origin) several.add(origin.commit);
  }
  return several;
}
