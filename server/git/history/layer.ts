/** One layer of an index, read where it lies: checked when it is opened, looked up by number afterwards. */

import { LRUCache } from 'lru-cache';
import { hexToBytes } from '../../base/hexBytes.ts';
import { GitError } from '../errors.ts';
import { IdTable, readFanOut } from '../odb/idTable.ts';
import { readUint32 } from '../odb/numberColumn.ts';
import { Cursor, type WindowFile } from '../odb/windows.ts';
import type { Oid } from '../oid.ts';
import { EXTERNAL, FAN_OUT_BYTES, NO_LINK, SIGNATURE, VERSION } from './layerFormat.ts';
import { HEADER_BYTES } from './layerWriter.ts';
import { Posting, readPosting, readVarints } from './posting.ts';

/** Postings kept in memory, decoded. */
const POSTING_CACHE_BYTES = 2 << 20;
const MAX_LIST_BYTES = 1 << 28;

interface Counts {
  readonly commits: number;
  readonly chains: number;
  readonly externals: number;
  readonly paths: number;
  readonly nameBytes: number;
  readonly postingBytes: number;
  readonly deletingCommits: number;
  readonly deletionBytes: number;
}

/** Where the sections begin. */
interface Sections {
  readonly numbers: number;
  readonly places: number;
  readonly externals: number;
  readonly nameEnds: number;
  readonly names: number;
  readonly postingEnds: number;
  readonly postings: number;
  readonly deleting: number;
  readonly deletionEnds: number;
  readonly deletions: number;
}

/** What follows the end of a chain. */
export type Link =
  | { readonly kind: 'none' }
  | { readonly kind: 'here'; readonly number: number }
  | { readonly kind: 'elsewhere'; readonly commit: Oid };

export class HistoryLayer {
  readonly counts: Counts;
  readonly idBytes: number;
  /** Bytes on disk. */
  readonly size: number;
  readonly #file: WindowFile;
  readonly #sections: Sections;
  readonly #ids: IdTable;
  readonly #cursor: Cursor;
  readonly #wanted: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #links: Uint32Array;
  readonly #postings: LRUCache<string, Posting>;

  /** Throws 'corruptObject' when the file is none of ours, of another version, cut off, or contradicts itself. */
  constructor(file: WindowFile, size: number) {
    const { counts, idBytes } = readHeader(file, size);
    this.#file = file;
    this.size = size;
    this.counts = counts;
    this.idBytes = idBytes;
    const ids = HEADER_BYTES + FAN_OUT_BYTES;
    const numbers = ids + counts.commits * idBytes;
    const starts = numbers + counts.commits * 8;
    const links = starts + counts.chains * 4;
    this.#sections = sectionsAfter({ numbers, externals: links + counts.chains * 4 }, counts, idBytes);
    if (this.#sections.deletions + counts.deletionBytes !== size) throw corrupt(file, 'has another length');
    const fanOut = readFanOut(file, HEADER_BYTES, counts.commits);
    if (fanOut[255] !== counts.commits) throw corrupt(file, 'counts its commits wrongly');
    this.#ids = new IdTable(file, fanOut, { start: ids, stride: idBytes, idBytes });
    this.#cursor = new Cursor(file);
    this.#wanted = new Uint8Array(idBytes);
    this.#starts = readNumbers(file, starts, counts.chains);
    this.#links = readNumbers(file, links, counts.chains);
    this.#postings = new LRUCache({
      maxSize: POSTING_CACHE_BYTES,
      sizeCalculation: ({ bytes }) => bytes + 200,
    });
    checkChains(file, { starts: this.#starts, links: this.#links, counts });
  }

  close(): void {
    this.#postings.clear();
    this.#file.close();
  }

  get cachedBytes(): number {
    return this.#postings.calculatedSize + (this.#starts.length + this.#links.length) * 4;
  }

  /** The commit's number, -1 if it is not in the layer. */
  numberOf(oid: Oid): number {
    if (!hexToBytes(oid, this.#wanted)) return -1;
    const place = this.#ids.find(this.#wanted);
    return place < 0 ? -1 : this.#number(this.#sections.numbers, place);
  }

  oid(number: number): Oid {
    return this.#ids.oid(this.#number(this.#sections.places, number));
  }

  /** The chain that has the commit. */
  chainOf(number: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#starts[middle] as number) <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  chainStart(chain: number): number {
    return this.#starts[chain] as number;
  }

  /** The number after the chain's last. */
  chainEnd(chain: number): number {
    return this.#starts[chain + 1] ?? this.counts.commits;
  }

  link(chain: number): Link {
    const link = this.#links[chain] as number;
    if (link === NO_LINK) return { kind: 'none' };
    if (link < EXTERNAL) return { kind: 'here', number: link };
    return { kind: 'elsewhere', commit: this.external(link - EXTERNAL) };
  }

  external(place: number): Oid {
    const at = this.#cursor.at(this.#sections.externals + place * this.idBytes, this.idBytes);
    return this.#cursor.bytes.toString('hex', at, at + this.idBytes);
  }

  /** Who touched the path; null when no commit of the layer has. */
  posting(path: string): Posting | null {
    const cached = this.#postings.get(path);
    if (cached !== undefined) return cached.numbers.length === 0 ? null : cached;
    const rank = this.#rankOf(path);
    const posting = rank < 0 ? NO_TOUCH : this.postingAt(rank);
    this.#postings.set(path, posting);
    return rank < 0 ? null : posting;
  }

  /** By the path's place in the order of names. */
  postingAt(rank: number): Posting {
    const { postingEnds, postings } = this.#sections;
    const bytes = this.#list(postingEnds, postings, { index: rank, limit: this.counts.postingBytes });
    return readPosting(bytes, { idBytes: this.idBytes, commits: this.counts.commits });
  }

  /** Bytes of that, which grow with the commits. */
  postingSizeAt(rank: number): number {
    const { postingEnds } = this.#sections;
    return this.#span(postingEnds, { index: rank, limit: this.counts.postingBytes }).length;
  }

  path(rank: number): string {
    const { nameEnds, names } = this.#sections;
    // Not copied: a path is found by looking at a dozen of others.
    const { from, length } = this.#span(nameEnds, { index: rank, limit: this.counts.nameBytes });
    const at = this.#cursor.at(names + from, length);
    return this.#cursor.bytes.toString('latin1', at, at + length);
  }

  /** Files that the commit deleted, in path order, if it has also added some; else none. */
  deletedPaths(number: number): string[] {
    const index = this.#deletingIndex(number);
    return index < 0 ? [] : this.deletedAt(index).map((rank) => this.path(rank));
  }

  /** The commit of a list of deletions. */
  deletingCommit(index: number): number {
    return this.#number(this.#sections.deleting, index);
  }

  /** The places of the paths in a list of deletions. */
  deletedAt(index: number): number[] {
    const { deletionEnds, deletions } = this.#sections;
    const bytes = this.#list(deletionEnds, deletions, { index, limit: this.counts.deletionBytes });
    const ranks = readVarints(bytes);
    if (ranks.some((rank) => rank >= this.counts.paths)) throw corrupt(this.#file, 'names paths it lacks');
    return ranks;
  }

  #deletingIndex(number: number): number {
    let low = 0;
    let high = this.counts.deletingCommits - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const commit = this.deletingCommit(middle);
      if (commit === number) return middle;
      if (commit < number) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #rankOf(path: string): number {
    let low = 0;
    let high = this.counts.paths - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const name = this.path(middle);
      if (name === path) return middle;
      if (name < path) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  #list(ends: number, start: number, which: { index: number; limit: number }): Buffer {
    const { from, length } = this.#span(ends, which);
    return this.#file.copy(start + from, length);
  }

  /** Where one list of many lies: where it ends is in the table of ends, it begins where the one before ends. */
  #span(ends: number, { index, limit }: { index: number; limit: number }): { from: number; length: number } {
    const to = this.#number(ends, index);
    const from = index === 0 ? 0 : this.#number(ends, index - 1);
    if (from > to || to > limit || to - from > MAX_LIST_BYTES)
      throw corrupt(this.#file, 'has lists out of order');
    return { from, length: to - from };
  }

  #number(section: number, index: number): number {
    return readUint32(this.#cursor, section + index * 4);
  }
}

const NO_TOUCH = new Posting(new Uint32Array(), new Uint32Array(), { entries: Buffer.alloc(0), idBytes: 20 });

function sectionsAfter(
  { numbers, externals }: { numbers: number; externals: number },
  counts: Counts,
  idBytes: number,
): Sections {
  const nameEnds = externals + counts.externals * idBytes;
  const names = nameEnds + counts.paths * 4;
  const postingEnds = names + counts.nameBytes;
  const postings = postingEnds + counts.paths * 4;
  const deleting = postings + counts.postingBytes;
  const deletionEnds = deleting + counts.deletingCommits * 4;
  return {
    numbers,
    places: numbers + counts.commits * 4,
    externals,
    nameEnds,
    names,
    postingEnds,
    postings,
    deleting,
    deletionEnds,
    deletions: deletionEnds + counts.deletingCommits * 4,
  };
}

function readHeader(file: WindowFile, size: number): { counts: Counts; idBytes: number } {
  if (size < HEADER_BYTES + FAN_OUT_BYTES) throw corrupt(file, 'is too short');
  const head = file.copy(0, HEADER_BYTES);
  const field = (index: number) => head.readUInt32BE(index * 4);
  if (field(0) !== SIGNATURE) throw corrupt(file, 'is no layer of an index');
  if (field(1) !== VERSION) throw corrupt(file, `is of version ${field(1)}`);
  const idBytes = field(2);
  if (idBytes !== 20 && idBytes !== 32) throw corrupt(file, 'has ids of no known length');
  const counts = {
    commits: field(3),
    chains: field(4),
    externals: field(5),
    paths: field(6),
    nameBytes: field(7),
    postingBytes: field(8),
    deletingCommits: field(9),
    deletionBytes: field(10),
  };
  return { counts, idBytes };
}

/** The size of the file has been checked against the counts. */
function readNumbers(file: WindowFile, start: number, count: number): Uint32Array {
  const bytes = file.copy(start, count * 4);
  const numbers = new Uint32Array(count);
  for (let index = 0; index < count; index++) numbers[index] = bytes.readUInt32BE(index * 4);
  return numbers;
}

function checkChains(
  file: WindowFile,
  { starts, links, counts }: { starts: Uint32Array; links: Uint32Array; counts: Counts },
): void {
  let before = -1;
  for (const [chain, start] of starts.entries()) {
    const link = links[chain] as number;
    const known = link === NO_LINK || link < counts.commits || link - EXTERNAL < counts.externals;
    const inside = link < EXTERNAL || link === NO_LINK ? known : link >= EXTERNAL && known;
    if (start <= before || start >= counts.commits || !inside)
      throw corrupt(file, 'has chains that lead nowhere');
    before = start;
  }
  if (counts.commits > 0 && starts[0] !== 0) throw corrupt(file, 'has commits outside of chains');
}

function corrupt(file: WindowFile, fault: string): GitError {
  return new GitError('corruptObject', `${file.path} ${fault}`, { path: file.path });
}
