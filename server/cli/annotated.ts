/** What every output format prints from: the entries of a blame, its text, and what is known of its commits. */

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

/** The text being blamed, by line. */
export interface FinalText {
  readonly bytes: Uint8Array;
  /** Byte offset of each line, and the size of the text at the end. */
  readonly starts: Int32Array;
}

const NEWLINE = 0x0a;

export function finalText(bytes: Uint8Array): FinalText {
  const starts = [0];
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return { bytes, starts: Int32Array.from(starts) };
}

export function lineCountOf({ starts }: FinalText): number {
  return starts.length - 1;
}

/** A line as latin1 bytes, always with a newline: git adds one to a last line without. */
export function lineText({ bytes, starts }: FinalText, line: number): string {
  const slice = bytes.subarray(starts[line], starts[line + 1]);
  const text = Buffer.from(slice.buffer, slice.byteOffset, slice.length).toString('latin1');
  return text.endsWith('\n') ? text : `${text}\n`;
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
