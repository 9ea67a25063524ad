/** The content of commit, tag and tree objects: what the bytes say, and nothing about where they come from. */
import { GitError } from './errors.ts';
import type { Oid } from './oid.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export interface RawObject {
  readonly type: ObjectType;
  /** Shared with caches: nobody may write to it. */
  readonly data: Buffer;
}

/** The head of a commit object as it was recorded. */
export interface ParsedCommit {
  readonly tree: Oid;
  /** In the commit's order. */
  readonly parents: readonly Oid[];
  /** Committer date, seconds since the epoch, as git reads it (0 when unreadable). */
  readonly date: number;
}

/** Modes of tree entries, in git's octal. */
export const MODE_TYPE = 0o170000;
export const MODE_TREE = 0o040000;
const MODE_GITLINK = 0o160000;
const MODE_REGULAR = 0o100000;
const MODE_SYMLINK = 0o120000;

const LF = 10;
const SPACE = 32;

const NO_PARENTS: readonly Oid[] = [];
/** The greatest number git's dates can hold; text beyond it reads as this. */
const MAX_DATE = 2 ** 64;

/** Reads the head of the commit object `oid`; throws 'corruptObject' when tree or parents are unreadable. */
export function parseCommit(oid: Oid, data: Buffer, idBytes: number): ParsedCommit {
  const digits = idBytes * 2;
  if (!hasWord(data, 0, 'tree ')) throw corruptCommit(oid);
  const tree = readOid(oid, data, { at: 5, digits });
  let at = 6 + digits;
  let parents: Oid[] | null = null;
  while (hasWord(data, at, 'parent ')) {
    const parent = readOid(oid, data, { at: at + 7, digits });
    if (parents === null) parents = [parent];
    else parents.push(parent);
    at += 8 + digits;
  }
  return { tree, parents: parents ?? NO_PARENTS, date: readDate(data, at) };
}

/** What an annotated tag points at; 'corruptObject' when that is unreadable. */
export function parseTagTarget(oid: Oid, data: Buffer, idBytes: number): { oid: Oid; type: ObjectType } {
  const end = 8 + idBytes * 2;
  const match = /^object ([0-9a-f]+)\ntype (commit|tree|blob|tag)\n/.exec(
    data.toString('latin1', 0, end + 16),
  );
  if (match === null || match[1]!.length !== idBytes * 2) {
    throw new GitError('corruptObject', `tag ${oid} does not say what it points at`);
  }
  return { oid: match[1]!, type: match[2] as ObjectType };
}

/** A mode as git uses it whatever a tree says: regular files are 644 or 755, and types are four. */
export function canonicalMode(mode: number): number {
  const type = mode & MODE_TYPE;
  if (type === MODE_REGULAR) return mode & 0o100 ? 0o100755 : 0o100644;
  if (type === MODE_TREE || type === MODE_SYMLINK) return type;
  return MODE_GITLINK;
}

function hasWord(data: Buffer, at: number, word: string): boolean {
  if (at + word.length > data.length) return false;
  for (let i = 0; i < word.length; i++) if (data[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** The id at a place that must be followed by a line end. */
function readOid(commit: Oid, data: Buffer, place: { at: number; digits: number }): Oid {
  const { at, digits } = place;
  const end = at + digits;
  if (data[end] !== LF) throw corruptCommit(commit);
  for (let i = at; i < end; i++) {
    const c = data[i] as number;
    if (!((c >= 48 && c <= 57) || (c >= 97 && c <= 102))) throw corruptCommit(commit);
  }
  return data.toString('latin1', at, end);
}

function corruptCommit(oid: Oid): GitError {
  return new GitError('corruptObject', `commit ${oid} has an unreadable tree or parent`, { commit: oid });
}

/**
 * The committer date, for ordering. The line after the author's must be the committer's; the number is what
 * follows the last `>` of that line, blanks skipped, as far as its digits go.
 */
function readDate(data: Buffer, start: number): number {
  if (!hasWord(data, start, 'author ')) return 0;
  const line = data.indexOf(LF, start) + 1;
  if (line === 0 || !hasWord(data, line, 'committer ')) return 0;
  const end = data.indexOf(LF, line);
  if (end < 0) return 0;
  let at = end;
  while (at > line && data[at - 1] !== 0x3e) at--;
  if (at === line) return 0;
  while (at < end && isSpace(data[at] as number)) at++;
  return readNumber(data, at, end);
}

/** As C's strtoumax: an optional sign, digits; a negative number counts down from 2 to the 64th. */
function readNumber(data: Buffer, start: number, end: number): number {
  const sign = data[start];
  let at = sign === 0x2d || sign === 0x2b ? start + 1 : start;
  let value = 0;
  for (; at < end; at++) {
    const digit = (data[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  if (value >= MAX_DATE) return MAX_DATE;
  return sign === 0x2d && value > 0 ? MAX_DATE - value : value;
}

function isSpace(c: number): boolean {
  return c === SPACE || (c >= 9 && c <= 13);
}

/** Regular files and links, whose target is their content; a directory or a submodule is no file. */
export function isFileMode(mode: number): boolean {
  const type = mode & MODE_TYPE;
  return type === MODE_REGULAR || type === MODE_SYMLINK;
}

export function isRegularMode(mode: number): boolean {
  return (mode & MODE_TYPE) === MODE_REGULAR;
}
