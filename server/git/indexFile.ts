/** The format of one index file: header, entries of versions 2 to 4, extensions; nothing about where files lie. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { GitError } from './errors.ts';
import type { IndexEntry } from './workTreeIndex.ts';

/** What one file says. */
export interface IndexFile {
  readonly entries: IndexEntry[];
  /** The shared index this file is a difference to; null for an ordinary index. */
  readonly link: SplitLink | null;
}

/** Positions are those of the shared index's entries. */
interface SplitLink {
  /** Name of the shared index: its checksum in hex. */
  readonly base: string;
  readonly deleted: readonly number[];
  /** Each has one of the file's nameless entries in its place, in order. */
  readonly replaced: readonly number[];
}

interface Layout {
  /** For error texts. */
  readonly path: string;
  /** Bytes of an id, and of the checksum at the end. */
  readonly oidBytes: number;
  readonly cancel: Cancel;
}

/** More entries than these fit into no index file that is read. */
const MAX_ENTRIES = 1 << 25;
/** Entries between two polls. */
const POLL_ENTRIES = 1 << 11;

interface Cursor {
  readonly data: Buffer;
  /** Where the checksum begins. */
  readonly end: number;
  readonly path: string;
  at: number;
}

/** Throws GitError: 'unsupportedRepository' for what is not understood, 'corruptObject' for what can't be. */
export function parseIndexFile(data: Buffer, layout: Layout): IndexFile {
  const cursor: Cursor = { data, end: data.length - layout.oidBytes, path: layout.path, at: 0 };
  need(cursor, 12);
  if (data.toString('latin1', 0, 4) !== 'DIRC') throw corrupt(cursor, 'no index file');
  const version = data.readUInt32BE(4);
  if (version < 2 || version > 4)
    throw new GitError('unsupportedRepository', `index version ${version} is not supported`, {
      path: layout.path,
    });
  const count = data.readUInt32BE(8);
  cursor.at = 12;
  const entries: IndexEntry[] = [];
  let previous = '';
  const pace = new Pace(layout.cancel, POLL_ENTRIES);
  for (let index = 0; index < count; index++) {
    pace.did(1);
    const entry = readEntry(cursor, { version, previous, oidBytes: layout.oidBytes });
    entries.push(entry);
    previous = entry.path;
  }
  return { entries, link: readExtensions(cursor, layout, pace) };
}

interface EntryContext {
  readonly version: number;
  /** Version 4 names the path by what it shares with the entry before. */
  readonly previous: string;
  readonly oidBytes: number;
}

/** Times, device, inode, mode, user, group and size in ten 32-bit words; the id; flags; the path. */
function readEntry(cursor: Cursor, { version, previous, oidBytes }: EntryContext): IndexEntry {
  const start = cursor.at;
  const { data } = cursor;
  const fixed = 40 + oidBytes + 2;
  need(cursor, fixed + 2);
  const flags = data.readUInt16BE(start + fixed - 2);
  const extended = (flags & 0x4000) !== 0;
  if (extended && version < 3) throw corrupt(cursor, 'extended flags in an index of version 2');
  const more = extended ? data.readUInt16BE(start + fixed) : 0;
  if ((more & ~0x6000) !== 0)
    throw new GitError('unsupportedRepository', `unknown flags of an index entry in ${cursor.path}`, {
      path: cursor.path,
    });
  cursor.at = start + fixed + (extended ? 2 : 0);
  const prefix = version === 4 ? sharedPrefix(cursor, previous) : '';
  const path = prefix + readName(cursor);
  // One to eight zero bytes follow the name; the first of them has been read.
  if (version < 4) cursor.at = start + ((cursor.at - start + 7) & ~7);
  return {
    path,
    oid: data.toString('hex', start + 40, start + 40 + oidBytes),
    mode: data.readUInt32BE(start + 24),
    stage: ((flags >> 12) & 3) as IndexEntry['stage'],
    intentToAdd: (more & 0x2000) !== 0,
  };
}

function readName(cursor: Cursor): string {
  const end = cursor.data.indexOf(0, cursor.at);
  if (end < 0 || end >= cursor.end) throw corrupt(cursor, 'a path without an end');
  const name = cursor.data.toString('latin1', cursor.at, end);
  cursor.at = end + 1;
  return name;
}

/** A number says how many bytes of the previous path to drop. */
function sharedPrefix(cursor: Cursor, previous: string): string {
  let dropped = -1;
  let byte = 0x80;
  while ((byte & 0x80) !== 0) {
    need(cursor, 1);
    byte = cursor.data.readUInt8(cursor.at++);
    dropped = (dropped + 1) * 128 + (byte & 0x7f);
    if (dropped > previous.length) throw corrupt(cursor, 'a path that drops more than there is');
  }
  return previous.slice(0, previous.length - dropped);
}

/** Extensions in lower case must be understood, those in upper case are caches. */
function readExtensions(cursor: Cursor, { oidBytes }: Layout, pace: Pace): SplitLink | null {
  let link: SplitLink | null = null;
  while (cursor.at < cursor.end) {
    need(cursor, 8);
    const name = cursor.data.toString('latin1', cursor.at, cursor.at + 4);
    const size = cursor.data.readUInt32BE(cursor.at + 4);
    cursor.at += 8;
    need(cursor, size);
    if (name === 'link') link = readLink({ ...cursor, end: cursor.at + size }, oidBytes, pace);
    else if (name !== 'sdir' && !/^[A-Z]/.test(name))
      throw new GitError(
        'unsupportedRepository',
        `index extension ${JSON.stringify(name)} is not supported`,
        {
          path: cursor.path,
        },
      );
    cursor.at += size;
  }
  return link;
}

function readLink(cursor: Cursor, oidBytes: number, pace: Pace): SplitLink | null {
  need(cursor, oidBytes);
  const base = cursor.data.toString('hex', cursor.at, cursor.at + oidBytes);
  cursor.at += oidBytes;
  if (/^0+$/.test(base)) return null;
  if (cursor.at === cursor.end) return { base, deleted: [], replaced: [] };
  return { base, deleted: readBitmap(cursor, pace), replaced: readBitmap(cursor, pace) };
}

/**
 * The positions of the set bits of a compressed bitmap (EWAH): size in bits, number of 64-bit words, the words, and the
 * place of the last marker. A marker word holds a bit value (1 bit), how many words of it (32), and how many
 * words that stand for themselves follow (31).
 */
function readBitmap(cursor: Cursor, pace: Pace): number[] {
  need(cursor, 8);
  const { data } = cursor;
  const bits = data.readUInt32BE(cursor.at);
  const words = data.readUInt32BE(cursor.at + 4);
  const start = cursor.at + 8;
  // A marker may stand for any number of them.
  if (bits > MAX_ENTRIES) throw corrupt(cursor, 'a bitmap of more entries than an index has');
  need(cursor, 8 + words * 8 + 4);
  cursor.at = start + words * 8 + 4;
  const positions: number[] = [];
  const fill = (from: number, to: number) => {
    for (let at = from; at < Math.min(to, bits); at++) {
      pace.did(1);
      positions.push(at);
    }
  };
  let position = 0;
  for (let word = 0; word < words && position < bits; ) {
    const marker = data.readBigUInt64BE(start + word++ * 8);
    const run = Number((marker >> 1n) & 0xffffffffn) * 64;
    if ((marker & 1n) === 1n) fill(position, position + run);
    position += run;
    for (let literals = Number(marker >> 33n); literals > 0 && word < words; literals--, position += 64) {
      pace.did(1 << 4);
      const literal = data.readBigUInt64BE(start + word++ * 8);
      for (let bit = 0; bit < 64; bit++)
        if ((literal >> BigInt(bit)) & 1n) fill(position + bit, position + bit + 1);
    }
  }
  return positions;
}

function need(cursor: Cursor, bytes: number): void {
  if (cursor.at + bytes > cursor.end) throw corrupt(cursor, 'it ends too early');
}

function corrupt(cursor: Cursor, what: string): GitError {
  return new GitError('corruptObject', `index file ${cursor.path} is corrupt: ${what}`, {
    path: cursor.path,
  });
}
