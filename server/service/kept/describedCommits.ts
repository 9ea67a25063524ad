/** What the commits of a blame say, as bytes for the disk: JSON, deflated. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CommitRecord } from '../../worker/messages.ts';
import { isObject } from '../settings/valueKinds.ts';
import type { Records } from './commitRecords.ts';

export interface DescribedCommits {
  /** By which names people are called, in which history. */
  readonly stamp: string;
  readonly commits: Records;
}

/** Longest text that is made of bytes. */
const MAX_TEXT = 64 << 20;

export function recordBytes(described: DescribedCommits): Uint8Array {
  return deflateRawSync(JSON.stringify(described), { level: 1 });
}

/** Null when the bytes are not what `recordBytes` makes. */
export function parseRecords(bytes: Uint8Array): DescribedCommits | null {
  try {
    const text = inflateRawSync(bytes, { maxOutputLength: MAX_TEXT }).toString();
    const { stamp, commits } = JSON.parse(text) as Record<string, unknown>;
    if (typeof stamp !== 'string' || !isObject(commits)) return null;
    return Object.values(commits).every(isRecord) ? { stamp, commits: commits as Records } : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is CommitRecord {
  if (!isObject(value) || typeof value['summary'] !== 'string') return false;
  return isPerson(value['author']) && isPerson(value['committer']);
}

/** Spelled out: it runs a thousand times when a file is opened, and cold. */
function isPerson(person: unknown): boolean {
  return (
    isObject(person) &&
    typeof person['time'] === 'number' &&
    typeof person['name'] === 'string' &&
    typeof person['email'] === 'string' &&
    typeof person['timezone'] === 'string'
  );
}
