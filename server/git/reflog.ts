/** Reference logs: where a reference has been. */
import { readSmallFile } from './files.ts';
import { isOid, type Oid, oidBytes } from './oid.ts';
import { isRefName } from './refName.ts';
import { reflogPath } from './refStore.ts';
import type { Repository } from './repository.ts';

/** One move of a reference. */
export interface ReflogEntry {
  /** All zeros when the reference was created. */
  readonly from: Oid;
  readonly to: Oid;
  /** Seconds since the epoch. */
  readonly time: number;
  /** Bytes as latin1. */
  readonly message: string;
}

/** Half a million moves. */
const maxReflogBytes = 128 * 1024 * 1024;

/** The log of a reference (full name), newest first; null when it has none. Lines that are no entries are passed over. */
export async function readReflog(repository: Repository, name: string): Promise<ReflogEntry[] | null> {
  if (!isRefName(name)) return null;
  const data = await readSmallFile(reflogPath(repository, name), maxReflogBytes);
  if (data === null) return null;
  const lines = data.toString('latin1').split('\n').reverse();
  return lines.map((line) => parseEntry(repository, line)).filter((entry) => entry !== null);
}

/** `old new Name <mail> seconds zone`, a tab, the message. */
function parseEntry({ objectFormat }: Repository, line: string): ReflogEntry | null {
  const digits = oidBytes(objectFormat) * 2;
  const from = line.slice(0, digits);
  const to = line.slice(digits + 1, 2 * digits + 1);
  const rest = /^ [^\t]*> (\d+) [+-]\d{4}(?:\t(.*))?$/.exec(line.slice(2 * digits + 1));
  if (rest === null || !isOid(from, objectFormat) || !isOid(to, objectFormat)) return null;
  return { from, to, time: Number(rest[1]), message: rest[2] ?? '' };
}

/** Where a reference was a number of moves ago (0: now); null when the log does not go back that far. */
export function stepsAgo(log: readonly ReflogEntry[], steps: number): Oid | null {
  if (steps === 0) return log[0]?.to ?? null;
  const from = log[steps - 1]?.from;
  return from === undefined || /^0+$/.test(from) ? null : from;
}

/**
 * Where a reference was at a time (seconds): `current` when it has not moved since, its oldest known place when the log
 * begins later. Null when the log is empty.
 */
export function atTime(log: readonly ReflogEntry[], time: number, current: Oid): Oid | null {
  const index = log.findIndex((entry) => entry.time <= time);
  const found = log[index];
  if (found !== undefined) return index === 0 && found.time !== time ? current : found.to;
  const oldest = log.at(-1);
  if (oldest === undefined) return null;
  return /^0+$/.test(oldest.from) ? oldest.to : oldest.from;
}

/** What was checked out before the n-th last switch: a short branch name or an id (bytes); null when unknown. */
export function nthPriorCheckout(headLog: readonly ReflogEntry[], count: number): string | null {
  let left = count;
  for (const { message } of headLog) {
    const name = /^checkout: moving from (.*?) to /.exec(message)?.[1];
    if (name !== undefined && --left === 0) return name;
  }
  return null;
}
