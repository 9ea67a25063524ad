/** What the commits of a blame say, as bytes for the disk: JSON of some hundreds at a time, deflated, each piece behind its length. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Oid } from '../../git/oid.ts';
import type { CommitRecord } from '../../worker/messages.ts';
import { isObject } from '../settings/valueKinds.ts';
import type { Records } from './commitRecords.ts';

export interface DescribedCommits {
  /** By which names people are called, in which history. */
  readonly stamp: string;
  readonly commits: Records;
}

/** Commits of one piece: they take a millisecond or two to write or to read. */
const PIECE = 500;
/** Longest text that is made of a piece. */
const MAX_TEXT = 16 << 20;
const LENGTH = 4;

/** Pauses between two pieces. */
export function* recordBytes({ stamp, commits }: DescribedCommits): Generator<undefined, Uint8Array> {
  const all = Object.entries(commits);
  if (all.length > PIECE) yield;
  const pieces: Uint8Array[] = [];
  // One at least: it has the stamp.
  for (let at = 0; at === 0 || at < all.length; at += PIECE) {
    if (at > 0) yield;
    const some = Object.fromEntries(all.slice(at, at + PIECE));
    const bytes = deflateRawSync(JSON.stringify({ stamp, commits: some }), { level: 1 });
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32LE(bytes.length);
    pieces.push(length, bytes);
  }
  return Buffer.concat(pieces);
}

/** Null when the bytes are not what `recordBytes` makes. Pauses between two pieces. */
export function* parseRecords(bytes: Uint8Array): Generator<undefined, DescribedCommits | null> {
  const pieces = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const commits: Record<Oid, CommitRecord> = {};
  let stamp: string | null = null;
  for (let at = 0; at < pieces.length; ) {
    if (at > 0) yield;
    if (at + LENGTH > pieces.length) return null;
    const end = at + LENGTH + pieces.readUInt32LE(at);
    const piece = end > pieces.length ? null : parsePiece(pieces.subarray(at + LENGTH, end));
    if (piece === null || (stamp !== null && piece.stamp !== stamp)) return null;
    stamp = piece.stamp;
    // One by one: to spread hundreds into an object takes V8 milliseconds.
    for (const [commit, record] of Object.entries(piece.commits)) commits[commit] = record;
    at = end;
  }
  return stamp === null ? null : { stamp, commits };
}

function parsePiece(bytes: Uint8Array): DescribedCommits | null {
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
