/** The directory of caches on disk as a whole: what is in it, what has to go. Knows no content. */
import { createHash } from 'node:crypto';
import { lstatSync, opendirSync, realpathSync, rmSync, type Stats, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPORARY } from './cacheFile.ts';

/** The kinds of things that are cached, each with a directory of its own; nothing else is ever looked at or removed. */
const cacheKinds = ['history', 'comparisons', 'blames', 'answers', 'views', 'code'] as const;
export type CacheKind = (typeof cacheKinds)[number];

/** What is kept of one kind for one repository, or of code for one program: a directory of files, or of directories with files. */
export interface CacheGroup {
  readonly kind: CacheKind;
  readonly directory: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly lastUsed: number;
}

/** In it every repository has a file with this name, whose date tells when the repository's caches were used last. */
export const USED = 'used';

/** The directory for what belongs to a directory of the user's, named by its real path; linked worktrees share it. */
export function groupDirectory(root: string, kind: CacheKind, owner: string): string {
  return join(root, kind, createHash('sha256').update(realPath(owner)).digest('hex').slice(0, 32));
}

/** Files looked at between two pauses: the system takes some microseconds for each. */
const FILES_AT_ONCE = 64;
/** And names. */
const NAMES_AT_ONCE = 512;

/** Work that pauses now and then: there may be thousands of files, and whoever trims has others to listen to. */
type Slices<Result> = Generator<undefined, Result>;

/** What may stay of a group, and of all caches together. */
interface TrimBounds {
  readonly directory: string;
  readonly groupBytes: number;
  readonly maxBytes: number;
}

/** Everything there is, the least recently used first. */
export function* listCaches(root: string): Slices<CacheGroup[]> {
  const groups: CacheGroup[] = [];
  for (const kind of cacheKinds)
    for (const name of yield* namesIn(join(root, kind))) {
      groups.push(yield* groupAt(kind, join(root, kind, name)));
      yield;
    }
  return groups.sort((a, b) => a.lastUsed - b.lastUsed);
}

/** Removes everything; returns what was removed. Files in use by another process may stay on some systems. */
export function* clearCaches(root: string): Slices<CacheGroup[]> {
  const groups = yield* listCaches(root);
  for (const kind of cacheKinds) remove(join(root, kind));
  return groups;
}

/** Removes the least recently used until the rest fits; `kept` is not removed. Returns what was. */
export function* trimCaches(root: string, maxBytes: number, kept: string): Slices<CacheGroup[]> {
  const groups = yield* listCaches(root);
  let bytes = groups.reduce((sum, group) => sum + group.bytes, 0);
  const removed: CacheGroup[] = [];
  for (const group of groups) {
    if (bytes <= maxBytes) break;
    if (group.directory === kept) continue;
    yield* removeFiles(group.directory);
    removed.push(group);
    bytes -= group.bytes;
  }
  return removed;
}

/** Removes the least recently used groups of a kind until no more than `most` are left; `kept` is not removed. */
export function* trimKind(
  root: string,
  { kind, most, kept }: { readonly kind: CacheKind; readonly most: number; readonly kept: string },
): Slices<void> {
  const all = yield* listCaches(root);
  const groups = all.filter((group) => group.kind === kind && group.directory !== kept);
  for (const { directory } of groups.slice(0, Math.max(0, groups.length + 1 - most)))
    yield* removeFiles(directory);
}

/** Removes those files of a group that were touched longest ago until the rest fits. */
export function* trimGroup(directory: string, maxBytes: number): Slices<void> {
  const files: { readonly path: string; readonly touched: number; readonly size: number }[] = [];
  for (const [number, name] of (yield* namesIn(directory)).entries()) {
    if (number % FILES_AT_ONCE === FILES_AT_ONCE - 1) yield;
    if (name === USED) continue;
    const path = join(directory, name);
    files.push({ path, touched: statOf(path)?.mtimeMs ?? 0, size: yield* sizeOf(path) });
  }
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size } of files.sort((a, b) => a.touched - b.touched)) {
    if (bytes <= maxBytes) return;
    yield* removeFiles(path);
    bytes -= size;
    yield;
  }
}

/** Both: of a group so many bytes may stay, then of all caches so many, that group among them whatever it takes. */
export function* trimWithin(root: string, { directory, groupBytes, maxBytes }: TrimBounds): Slices<void> {
  yield* trimGroup(directory, groupBytes);
  yield* trimCaches(root, maxBytes, directory);
}

/** Notes that a group was used now. A cache that can't be written to is still one that can be read. */
export function markUsed(directory: string, now: Date): void {
  try {
    utimesSync(join(directory, USED), now, now);
  } catch {
    return;
  }
}

/** Removes files of a group that nobody refers to and that no other process can be about to refer to. */
export function* sweep(
  directory: string,
  isWanted: (name: string) => boolean,
  olderThan: Date,
): Slices<void> {
  for (const name of yield* namesIn(directory)) {
    if (name === USED || (isWanted(name) && !name.endsWith(TEMPORARY))) continue;
    const path = join(directory, name);
    if ((statOf(path)?.mtime ?? olderThan) < olderThan) remove(path);
  }
}

function* groupAt(kind: CacheKind, directory: string): Slices<CacheGroup> {
  const used = statOf(join(directory, USED)) ?? statOf(directory);
  return { kind, directory, bytes: yield* sizeOf(directory), lastUsed: used?.mtimeMs ?? 0 };
}

/** Of a file; of a directory, all that is in it. Links are not followed. */
function* sizeOf(path: string): Slices<number> {
  const stat = orNull(() => lstatSync(path));
  if (stat?.isDirectory() !== true) return stat?.size ?? 0;
  let size = 0;
  for (const [number, name] of (yield* namesIn(path)).entries()) {
    if (number % FILES_AT_ONCE === FILES_AT_ONCE - 1) yield;
    size += yield* sizeOf(join(path, name));
  }
  return size;
}

/** A file, or a directory with all that is in it. */
function* removeFiles(path: string): Slices<void> {
  if (orNull(() => lstatSync(path))?.isDirectory() === true)
    for (const [number, name] of (yield* namesIn(path)).entries()) {
      if (number % FILES_AT_ONCE === FILES_AT_ONCE - 1) yield;
      remove(join(path, name));
    }
  remove(path);
}

/** None when there is no such directory, or it can't be read. */
function* namesIn(path: string): Slices<string[]> {
  const directory = orNull(() => opendirSync(path, { bufferSize: NAMES_AT_ONCE }));
  if (directory === null) return [];
  const names: string[] = [];
  try {
    for (;;) {
      const entry = orNull(() => directory.readSync());
      if (entry === null) return names;
      names.push(entry.name);
      if (names.length % NAMES_AT_ONCE === 0) yield;
    }
  } finally {
    orNull(() => directory.closeSync());
  }
}

function statOf(path: string): Stats | null {
  return orNull(() => statSync(path));
}

/** What is not there, or can't be looked at, does not count. */
function orNull<Result>(look: () => Result): Result | null {
  try {
    return look();
  } catch {
    return null;
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // Open elsewhere, on a system that minds: it goes another time.
    return;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
