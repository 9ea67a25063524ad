/** Chooses the file that another one was renamed from, the way git's rename detection does for a single file. */
import type { Cancel } from '../base/cancel.ts';
import { type Fingerprint, fingerprint, MAX_SCORE, similarity } from '../diff/similarity.ts';
import { isRegularMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { TreeEntry } from '../git/treeDiff.ts';

/** Of 60000: what a pair must reach to be a rename, and what the only file of the same base name must reach. */
const MINIMUM = MAX_SCORE / 2;
const BASE_NAME_MINIMUM = (MAX_SCORE * 3) / 4;
/** Sources beyond this number are compared by id only. */
const SOURCE_LIMIT = 1000 * 1000;
const EXACT_CANDIDATES = 100;
/** Best sources kept before the first is chosen; the number decides ties, see `bestInexact`. */
const SLOTS = 4;

/** A file that the parent has and the target's commit lacks. */
export interface RenameSource extends TreeEntry {
  readonly path: string;
}

/** The file whose old name is looked for. */
export interface RenameTarget {
  readonly path: string;
  readonly mode: number;
  readonly blob: Oid;
  /** In bytes. */
  readonly size: () => number;
  readonly content: () => Uint8Array;
}

interface Context {
  readonly reader: ObjectReader;
  readonly cancel: Cancel;
}

/** `sources` in tree order; null when none is similar enough. */
export function chooseSource(
  sources: readonly RenameSource[],
  target: RenameTarget,
  context: Context,
): RenameSource | null {
  return bestExact(sources, target) ?? bestSimilar(sources, target, context);
}

function bestExact(sources: readonly RenameSource[], target: RenameTarget): RenameSource | null {
  let best: RenameSource | null = null;
  let tried = 0;
  for (const source of sources) {
    if (source.oid !== target.blob) continue;
    if (!(isRegularMode(source.mode) && isRegularMode(target.mode)) && source.mode !== target.mode) continue;
    if (++tried > EXACT_CANDIDATES) break;
    if (baseName(source.path) === baseName(target.path)) return source;
    best ??= source;
  }
  return best;
}

function bestSimilar(
  sources: readonly RenameSource[],
  target: RenameTarget,
  context: Context,
): RenameSource | null {
  if (!isRegularMode(target.mode)) return null;
  const scorer = createScorer(target, context);
  const named = sources.filter((source) => baseName(source.path) === baseName(target.path));
  const [only] = named;
  if (named.length === 1 && only !== undefined && scorer(only, BASE_NAME_MINIMUM) >= BASE_NAME_MINIMUM)
    return only;
  return sources.length > SOURCE_LIMIT ? null : bestInexact(sources, target, scorer);
}

type Scorer = (source: RenameSource, minimum: number) => number;

interface Candidate {
  readonly source: RenameSource;
  readonly score: number;
  readonly sameName: boolean;
}

/**
 * A small table of the best sources: it is filled with the first ones whatever they score, after that a better
 * one replaces the first of the worst. The earlier of equals therefore does not always win; git's table is like that.
 */
function bestInexact(
  sources: readonly RenameSource[],
  target: RenameTarget,
  score: Scorer,
): RenameSource | null {
  const slots: Candidate[] = [];
  for (const source of sources) {
    const candidate = {
      source,
      score: score(source, MINIMUM),
      sameName: baseName(source.path) === baseName(target.path),
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

function createScorer(target: RenameTarget, { reader, cancel }: Context): Scorer {
  const known = new Map<string, Fingerprint>();
  let own: Fingerprint | null = null;
  const size = target.size();
  return (source, minimum) => {
    if (!isRegularMode(source.mode)) return 0;
    const sourceSize = reader.header(source.oid)?.size ?? 0;
    const larger = Math.max(size, sourceSize);
    if (larger * (MAX_SCORE - minimum) < (larger - Math.min(size, sourceSize)) * MAX_SCORE) return 0;
    cancel.check();
    own ??= fingerprint(target.content(), cancel);
    let print = known.get(source.oid);
    if (print === undefined) {
      print = fingerprint(reader.data(source.oid, 'blob'), cancel);
      known.set(source.oid, print);
    }
    return similarity(print, own);
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
