/** The layout of one layer of an index: what the writer and the reader of the file agree on. */
import type { Oid } from '../oid.ts';
import type { Touches } from './touches.ts';

/**
 * A layer describes commits by number. Chains are runs of numbers, each commit followed by its first parent; what
 * follows the last of a chain is the chain's link. All numbers are big-endian.
 *
 *   header     signature, version, bytes of an id, and how many: commits, chains, externals, paths,
 *              bytes of names, bytes of postings, commits with deletions, bytes of deletions
 *   fan-out    256 counts by first byte of an id
 *   ids        of all commits, sorted
 *   numbers    of the commits in that order
 *   places     of the commits in that order, by number
 *   starts     first number of each chain
 *   links      of each chain
 *   externals  ids of commits in other layers that chains lead to
 *   names      ends of the paths' names; then the names, sorted
 *   postings   ends of the paths' postings; then the postings
 *   deletions  numbers of commits, ends of their lists; then the lists
 *
 * A posting: number of touches; differences of the commits' numbers; for each touch 0 (gone) or 1 + its entry's place;
 * number of entries; the entries, each a byte for the mode and an id. A list of deletions: how many, and the paths'
 * numbers. These numbers are of variable length, seven bits a byte, the lowest first.
 */
export const SIGNATURE = 0x424c4849; // "BLHI"
export const VERSION = 1;
export const HEADER_FIELDS = 11;
export const FAN_OUT_BYTES = 1024;

/** Links: the last commit has no parent; or it lies in another layer, the rest being its place among the externals. */
export const NO_LINK = 0xffffffff;
export const EXTERNAL = 0x80000000;

/** What a layer says, before it is written. */
export interface LayerContent {
  readonly idBytes: number;
  /** Ids by number. */
  readonly ids: Buffer;
  readonly chains: readonly Chain[];
  readonly externals: readonly Oid[];
  /** Names by number, in any order; each is there once. */
  readonly paths: readonly string[];
  readonly touches: Touches;
  /** In ascending order of commits. */
  readonly deletions: readonly Deletions[];
}

export interface Chain {
  /** Number of its first commit. */
  readonly start: number;
  /** Number of the commit that follows it, `NO_LINK`, or `EXTERNAL` plus a place. */
  readonly link: number;
}

export interface Deletions {
  readonly commit: number;
  /** Numbers of paths, in path order. */
  readonly paths: readonly number[];
}
