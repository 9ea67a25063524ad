/** Finds the old name of a file that a parent lacks, the way git's rename detection does for a single file. */
import { type Fingerprint, fingerprint, MAX_SCORE, similarity } from '../diff/similarity.ts';
import { isRegularMode, MODE_TREE } from '../git/objects.ts';
import type { ObjectReader } from '../git/reader.ts';
import { diffTrees, type TreeEntry } from '../git/treeDiff.ts';
import { findPath } from '../git/treePath.ts';
import { addOrigin } from './findOrigin.ts';
import type { BlameCommit, Origin } from './origin.ts';
import { addPathKey, isUncommitted, type Scoreboard, storedContent } from './scoreboard.ts';

/** Of 60000: what a pair must reach to be a rename, and what the only file of the same base name must reach. */
const MINIMUM = MAX_SCORE / 2;
const BASE_NAME_MINIMUM = (MAX_SCORE * 3) / 4;
/** Sources beyond this number are compared by id only. */
const SOURCE_LIMIT = 1000 * 1000;
const EXACT_CANDIDATES = 100;
/** Best sources kept before the first is chosen; the number decides ties, see `bestInexact`. */
const SLOTS = 4;

/** A file that the parent has and the target's commit lacks. */
interface Source extends TreeEntry {
  readonly path: string;
}

/** The origin under its old name in the parent; null when the path exists there or nothing is similar enough. */
export function findRename(board: Scoreboard, parent: BlameCommit, origin: Origin): Origin | null {
  const sources = sourcesIn(board, parent, origin);
  if (sources === null || sources.length === 0) return null;
  const source = bestExact(sources, origin) ?? bestSimilar(board, sources, origin);
  if (source === null) return null;
  addPathKey(board, source.path);
  return addOrigin(parent, source.path, { blob: source.oid, mode: source.mode, trail: null });
}

/** In tree order; null when the parent has a file at the path, of whatever type: then it is no new file. */
function sourcesIn(board: Scoreboard, parent: BlameCommit, origin: Origin): Source[] | null {
  if (isPresent(board, parent, origin.path)) return null;
  if (isUncommitted(board, origin.owner)) return absentFromIndex(board, parent);
  return deletedByIndex(board, parent, origin.owner) ?? deletedBetween(board.reader, parent, origin.owner);
}

function isPresent({ reader, history }: Scoreboard, parent: BlameCommit, path: string): boolean {
  const touch = history?.lastTouch(parent.node.oid, path) ?? null;
  if (touch !== null) return touch.entry !== null;
  const present = findPath(reader, parent.node.tree, path, null);
  return present !== null && present.mode !== MODE_TREE;
}

/** Null when the history's index can't tell. It compares commits with their first parents only. */
function deletedByIndex(
  { history }: Scoreboard,
  { node: parent }: BlameCommit,
  { node: child }: BlameCommit,
): Source[] | null {
  if (history === null || child.parents[0] !== parent.oid) return null;
  const paths = history.deletedPaths(child.oid);
  if (paths === null) return null;
  const sources: Source[] = [];
  for (const path of paths) {
    const entry = history.lastTouch(parent.oid, path)?.entry ?? null;
    if (entry === null) return null;
    sources.push({ path, ...entry });
  }
  return sources;
}

function deletedBetween(reader: ObjectReader, parent: BlameCommit, child: BlameCommit): Source[] {
  const sources: Source[] = [];
  diffTrees(reader, { before: parent.node.tree, after: child.node.tree }, ({ path, before, after }) => {
    if (before !== null && after === null) sources.push({ path, ...before });
  });
  return sources;
}

function absentFromIndex(board: Scoreboard, parent: BlameCommit): Source[] {
  const indexed = new Set((board.uncommitted?.index ?? []).map(({ path }) => path));
  if (indexed.size === 0) return [];
  const sources: Source[] = [];
  diffTrees(board.reader, { before: parent.node.tree, after: null }, ({ path, before }) => {
    if (before !== null && !indexed.has(path)) sources.push({ path, ...before });
  });
  return sources;
}

function bestExact(sources: readonly Source[], origin: Origin): Source | null {
  let best: Source | null = null;
  let tried = 0;
  for (const source of sources) {
    if (source.oid !== origin.blob) continue;
    if (!(isRegularMode(source.mode) && isRegularMode(origin.mode)) && source.mode !== origin.mode) continue;
    if (++tried > EXACT_CANDIDATES) break;
    if (baseName(source.path) === baseName(origin.path)) return source;
    best ??= source;
  }
  return best;
}

function bestSimilar(board: Scoreboard, sources: readonly Source[], origin: Origin): Source | null {
  if (!isRegularMode(origin.mode)) return null;
  const scorer = createScorer(board, origin);
  const named = sources.filter((source) => baseName(source.path) === baseName(origin.path));
  const [only] = named;
  if (named.length === 1 && only !== undefined && scorer(only, BASE_NAME_MINIMUM) >= BASE_NAME_MINIMUM)
    return only;
  return sources.length > SOURCE_LIMIT ? null : bestInexact(sources, origin, scorer);
}

type Scorer = (source: Source, minimum: number) => number;

interface Candidate {
  readonly source: Source;
  readonly score: number;
  readonly sameName: boolean;
}

/**
 * A small table of the best sources: it is filled with the first ones whatever they score, after that a better
 * one replaces the first of the worst. The earlier of equals therefore does not always win; git's table is like that.
 */
function bestInexact(sources: readonly Source[], origin: Origin, score: Scorer): Source | null {
  const slots: Candidate[] = [];
  for (const source of sources) {
    const candidate = {
      source,
      score: score(source, MINIMUM),
      sameName: baseName(source.path) === baseName(origin.path),
    };
    if (slots.length < SLOTS) {
      slots.push(candidate);
      continue;
    }
    const worst = slots.reduce((a, b) => (compareCandidates(b, a) > 0 ? b : a));
    if (compareCandidates(candidate, worst) < 0) slots[slots.indexOf(worst)] = candidate;
  }
  const [best] = slots.sort(compareCandidates);
  return best !== undefined && best.score >= MINIMUM ? best.source : null;
}

/** Negative when `a` is the better one. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return b.score - a.score || Number(b.sameName) - Number(a.sameName);
}

function createScorer(board: Scoreboard, origin: Origin): Scorer {
  const { reader } = board;
  const known = new Map<string, Fingerprint>();
  let target: Fingerprint | null = null;
  const size = sizeOf(board, origin);
  return (source, minimum) => {
    if (!isRegularMode(source.mode)) return 0;
    const sourceSize = reader.header(source.oid)?.size ?? 0;
    const larger = Math.max(size, sourceSize);
    if (larger * (MAX_SCORE - minimum) < (larger - Math.min(size, sourceSize)) * MAX_SCORE) return 0;
    board.cancel.check();
    target ??= fingerprint(storedContent(board, origin), board.cancel);
    let print = known.get(source.oid);
    if (print === undefined) {
      print = fingerprint(reader.data(source.oid, 'blob'), board.cancel);
      known.set(source.oid, print);
    }
    return similarity(print, target);
  };
}

function sizeOf(board: Scoreboard, origin: Origin): number {
  if (board.uncommitted !== null && isUncommitted(board, origin.owner)) return board.uncommitted.data.length;
  return board.reader.header(origin.blob)?.size ?? 0;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
