/**
 * A finished blame in one run of bytes: small enough to keep hundreds of them, shared by all threads, written to disk as it is.
 *
 * Layout: 32-bit numbers in the machine's byte order, then bytes. Ten numbers say how much there is (see `HEAD`). Four name the blamed
 * file and its anchor, each by the places of a commit id and a path. Three follow for each row (number of lines, first line in the
 * owner's file, place of the owner times four and its marks): rows lie side by side, so where they begin is their sum. Five for each owner (its id and
 * path, those of its `previous` or -1, 1 for a boundary). One for the length of each path. Last the ids and the paths themselves.
 */
import { KNOWN_ROW, type KnownBlame } from '../blame/types.ts';
import type { OriginRecord } from './messages.ts';

/** A finished blame of a file of a commit. */
export interface WholeBlame extends KnownBlame {
  readonly commit: string;
  readonly path: string;
  readonly origins: readonly OriginRecord[];
}

/** Says what this is, in which version, and, read by a machine of the other byte order, that it is nothing. */
const SIGNATURE = 0x424c4b02;
/** Signature, lines, rows, owners, ids, bytes of an id, paths, bytes of all paths, two spare. */
const HEAD = 10;
/** Place of the number of ids. */
const IDS = 4;
const PLACES = 4;
const ROW = 3;
const OWNER = 5;
const NONE = -1;
/** Marks of a row are below that. */
const MARKED = 4;
/** Longest id known to git, in bytes. */
const MAX_ID = 32;

/** Rows packed between two pauses, */
const SLICE_ROWS = 1 << 14;
/** and owners, whose ids and paths are texts. */
const SLICE_OWNERS = 1 << 10;

/** The bytes lie in memory that threads can share. */
export function packBlame(blame: WholeBlame): Uint8Array {
  const packing = packingBlame(blame);
  let step = packing.next();
  while (!step.done) step = packing.next();
  return step.value;
}

/** The same, with pauses for a caller who has other things to do. */
export function* packingBlame(blame: WholeBlame): Generator<undefined, Uint8Array> {
  const ids = new Places();
  const paths = new Places();
  const { rows, origins, anchor } = blame;
  const places = [blame, anchor].flatMap(({ commit, path }) => [ids.of(commit), paths.of(path)]);
  const owners = new Int32Array(origins.length * OWNER);
  for (const [owner, { commit, path, previous, boundary }] of origins.entries()) {
    if (owner > 0 && owner % SLICE_OWNERS === 0) yield;
    const at = owner * OWNER;
    owners[at] = ids.of(commit);
    owners[at + 1] = paths.of(path);
    owners[at + 2] = previous === null ? NONE : ids.of(previous.commit);
    owners[at + 3] = previous === null ? NONE : paths.of(previous.path);
    owners[at + 4] = boundary ? 1 : 0;
  }
  const names = paths.texts.map(({ length }) => length);
  const idBytes = blame.commit.length / 2;
  const texts: Buffer[] = [];
  for (let at = 0; at < ids.texts.length; at += SLICE_OWNERS) {
    if (at > 0) yield;
    texts.push(Buffer.from(ids.texts.slice(at, at + SLICE_OWNERS).join(''), 'hex'));
  }
  const tail = Buffer.concat([...texts, Buffer.from(paths.texts.join(''), 'latin1')]);
  const count = rows.length / KNOWN_ROW;
  const head = [SIGNATURE, blame.lineCount, count, origins.length];
  head.push(ids.texts.length, idBytes, paths.texts.length, tail.length - ids.texts.length * idBytes, 0, 0);
  const size = HEAD + PLACES + count * ROW + owners.length + names.length;
  const bytes = new Uint8Array(new SharedArrayBuffer(4 * size + tail.length));
  const words = new Int32Array(bytes.buffer, 0, size);
  words.set([...head, ...places]);
  let to = HEAD + PLACES;
  for (let at = 0; at < rows.length; at += KNOWN_ROW) {
    if (at > 0 && at % (SLICE_ROWS * KNOWN_ROW) === 0) yield;
    words[to++] = rows[at + 1] as number;
    words[to++] = rows[at + 2] as number;
    words[to++] = (rows[at + 3] as number) * MARKED + (rows[at + 4] as number);
  }
  words.set(owners, to);
  words.set(names, to + owners.length);
  bytes.set(tail, words.byteLength);
  return bytes;
}

/** The bytes of the same blame as of another commit that leaves the file as it was; the rows are not looked at. */
export function withCommit(bytes: Uint8Array, commit: string): Uint8Array {
  const sizes = sizesIn(bytes);
  if (sizes === null || commit.length !== 2 * sizes.idBytes) return bytes;
  const { words, names, ids, idBytes } = sizes;
  const at = (words[HEAD] as number) * idBytes;
  if (names.toString('hex', at, at + idBytes) === commit) return bytes;
  const end = words.byteLength + ids * idBytes;
  const moved = new Uint8Array(bytes.length + idBytes);
  moved.set(bytes.subarray(0, end));
  moved.set(Buffer.from(commit, 'hex'), end);
  moved.set(bytes.subarray(end), end + idBytes);
  // It is one more id, the last, and that of the blamed file.
  const numbers = new Int32Array(moved.buffer, 0, HEAD + 1);
  numbers[IDS] = ids + 1;
  numbers[HEAD] = ids;
  return moved;
}

/** Null when the bytes are not what `packBlame` makes: all that is read is checked before. */
export function unpackBlame(bytes: Uint8Array): WholeBlame | null {
  const unpacking = unpackingBlame(bytes);
  let step = unpacking.next();
  while (!step.done) step = unpacking.next();
  return step.value;
}

/** The same, with pauses for a caller who has other things to do. */
export function* unpackingBlame(bytes: Uint8Array): Generator<undefined, WholeBlame | null> {
  const sizes = sizesIn(bytes);
  if (sizes === null) return null;
  const { words, names, idBytes } = sizes;
  const ids = yield* idsIn(names, idBytes, sizes.ids);
  const paths = pathsIn(names.subarray(sizes.ids * idBytes), sizes.pathLengths);
  const rows = yield* rowsIn(words.subarray(HEAD + PLACES, HEAD + PLACES + sizes.rows * ROW), sizes);
  if (paths === null || rows === null) return null;
  const place = (at: number) => {
    const commit = ids[words[at] as number];
    const path = paths[words[at + 1] as number];
    return commit === undefined || path === undefined ? null : { commit, path };
  };
  const [start, anchor] = [place(HEAD), place(HEAD + 2)];
  if (start === null || anchor === null) return null;
  const origins: OriginRecord[] = [];
  for (let owner = 0; owner < sizes.owners; owner++) {
    if (owner > 0 && owner % SLICE_OWNERS === 0) yield;
    const at = HEAD + PLACES + sizes.rows * ROW + owner * OWNER;
    const own = place(at);
    if (own === null) return null;
    const previous = words[at + 2] === NONE ? null : place(at + 2);
    origins.push({ ...own, previous, boundary: words[at + 4] === 1 });
  }
  return { ...start, anchor, lineCount: sizes.lines, rows, origins };
}

interface Sizes {
  readonly words: Int32Array;
  /** Ids, then paths. */
  readonly names: Buffer;
  readonly lines: number;
  readonly rows: number;
  readonly owners: number;
  readonly ids: number;
  readonly idBytes: number;
  readonly pathLengths: Int32Array;
}

/** Null unless the parts fill the whole exactly. */
function sizesIn(bytes: Uint8Array): Sizes | null {
  if (bytes.length < 4 * HEAD || bytes.byteOffset % 4 !== 0) return null;
  const head = new Int32Array(bytes.buffer, bytes.byteOffset, HEAD);
  const [signature, lines = 0, rows = 0, owners = 0, ids = 0, idBytes = 0, paths = 0, pathBytes = 0] = head;
  if (signature !== SIGNATURE || idBytes > MAX_ID || head.some((number) => number < 0)) return null;
  const count = HEAD + PLACES + rows * ROW + owners * OWNER + paths;
  if (4 * count + ids * idBytes + pathBytes !== bytes.length) return null;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, count);
  const names = Buffer.from(bytes.buffer, bytes.byteOffset + 4 * count, ids * idBytes + pathBytes);
  return { words, names, lines, rows, owners, ids, idBytes, pathLengths: words.subarray(count - paths) };
}

function* idsIn(names: Buffer, idBytes: number, count: number): Generator<undefined, string[]> {
  const ids: string[] = [];
  for (let first = 0; first < count; first += SLICE_OWNERS) {
    if (first > 0) yield;
    const hex = names.toString('hex', first * idBytes, Math.min(first + SLICE_OWNERS, count) * idBytes);
    for (let at = 0; at < hex.length; at += 2 * idBytes) ids.push(hex.slice(at, at + 2 * idBytes));
  }
  return ids;
}

function pathsIn(names: Buffer, lengths: Int32Array): string[] | null {
  const paths: string[] = [];
  let at = 0;
  for (const length of lengths) {
    if (length < 0 || at + length > names.length) return null;
    paths.push(names.toString('latin1', at, at + length));
    at += length;
  }
  return at === names.length ? paths : null;
}

function* rowsIn(packed: Int32Array, { lines, owners }: Sizes): Generator<undefined, Int32Array | null> {
  const rows = new Int32Array((packed.length / ROW) * KNOWN_ROW);
  let line = 0;
  for (let from = 0, to = 0; from < packed.length; from += ROW, to += KNOWN_ROW) {
    if (from > 0 && from % (SLICE_ROWS * ROW) === 0) yield;
    const count = packed[from] as number;
    const source = packed[from + 1] as number;
    const owner = packed[from + 2] as number;
    const place = Math.floor(owner / MARKED);
    if (count <= 0 || source < 0 || place < 0 || place >= owners) return null;
    rows[to] = line;
    rows[to + 1] = count;
    rows[to + 2] = source;
    rows[to + 3] = place;
    rows[to + 4] = owner % MARKED;
    line += count;
  }
  return line === lines ? rows : null;
}

/** Texts in the order in which they were first met. */
class Places {
  readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  of(text: string): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }
}
