/** Looking one name up in the bytes of a tree. */
import { GitError } from './errors.ts';
import type { Oid } from './oid.ts';

/** An entry of a tree. */
export interface NamedEntry {
  /** As the tree says it, octal digits read. */
  readonly mode: number;
  readonly oid: Oid;
}

const SPACE = 32;

/**
 * Finds the entry with the name (bytes as a latin1 string), or null. An entry is: octal mode, space, name, NUL,
 * binary id. Entries are sorted, so a greater first byte ends the search. 'corruptObject' when the tree ends in the
 * middle of an entry.
 */
export function findEntry(data: Buffer, name: string, idBytes: number): NamedEntry | null {
  const first = name.charCodeAt(0);
  const end = data.length;
  let at = 0;
  while (at < end) {
    // Modes are five or six digits.
    let start = data[at + 5] === SPACE ? at + 6 : at + 7;
    if (data[start - 1] !== SPACE) start = longMode(data, at);
    const byte = data[start] as number;
    if (byte === first && matches(data, start, name)) return entryAt(data, at, idBytes);
    if (byte > first) return null;
    let zero = start;
    while (data[zero] !== 0) if (++zero >= end) throw cutOff();
    at = zero + 1 + idBytes;
  }
  if (at > end) throw cutOff();
  return null;
}

/** The entry that begins at `at`. */
export function entryAt(data: Buffer, at: number, idBytes: number): NamedEntry {
  const space = data.indexOf(SPACE, at);
  const idAt = data.indexOf(0, space) + 1;
  if (idAt + idBytes > data.length) throw cutOff();
  return { mode: readMode(data, at, space), oid: data.toString('hex', idAt, idAt + idBytes) };
}

function matches(data: Buffer, start: number, name: string): boolean {
  for (let i = 1; i < name.length; i++) if (data[start + i] !== name.charCodeAt(i)) return false;
  return data[start + name.length] === 0;
}

/** Where the name begins after a mode of unusual length. */
function longMode(data: Buffer, at: number): number {
  const space = data.indexOf(SPACE, at);
  if (space < 0) throw cutOff();
  return space + 1;
}

/** The octal number from `at` to `end`. */
export function readMode(data: Buffer, at: number, end: number): number {
  let mode = 0;
  for (let i = at; i < end; i++) {
    const digit = (data[i] as number) - 48;
    if (digit < 0 || digit > 7)
      throw new GitError('corruptObject', 'a tree has an entry without a readable mode');
    mode = (mode * 8 + digit) & 0xffffff;
  }
  return mode;
}

function cutOff(): GitError {
  return new GitError('corruptObject', 'a tree ends in the middle of an entry');
}
