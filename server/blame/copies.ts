/** Copied lines: finds stretches of a target's remaining lines in other files of a parent. */
import type { Lines } from '../diff/lines.ts';
import { diffTrees, type TreeEntry } from '../git/treeDiff.ts';
import type { Entry } from './entry.ts';
import { bestStretch, giveAway, type Search, type Stretch, setAsideSmall } from './moves.ts';
import { type BlameCommit, Origin, peekOrigin, touchOrigin } from './origin.ts';
import { isUncommitted, linesOf, type Scoreboard } from './scoreboard.ts';
import { SoughtLines } from './soughtLines.ts';

const GITLINK = 0o160000;

/** Where to look: a parent of the target's commit, and the file in it that whole-file passing has found, if any. */
export interface CopySource {
  readonly parent: BlameCommit;
  readonly remembered: Origin | null;
}

interface Candidate extends TreeEntry {
  readonly path: string;
}

/** Tests the target's entries against every candidate file, again and again on what is left of those that match. */
export function findCopies(board: Scoreboard, target: Origin, source: CopySource, search: Search): void {
  const threshold = board.options.copyScore;
  const candidates = candidateFiles(board, target, source).filter(
    ({ path, mode }) => mode !== GITLINK && path !== source.remembered?.path,
  );
  const files = openFiles(board, source.parent, candidates);
  const sought = new SoughtLines(board, target.suspects);
  const tested: Entry[] = [];
  let untested = target.suspects;
  let small: Entry[] = [];
  for (let round = 0; untested.length > 0; round++) {
    if (round > 0) countReadsAgain(board, files, search);
    const best = bestInAnyFile(board, { entries: untested, sought }, files);
    const leftovers: Entry[] = [];
    for (const [i, entry] of untested.entries()) {
      const stretch = best[i] ?? null;
      if (stretch !== null && stretch.score > threshold) leftovers.push(...giveAway(entry, stretch, search));
      else tested.push(entry);
    }
    keepOrder(files, search);
    const sorted = setAsideSmall(board, leftovers, threshold);
    small = small.concat(sorted.small);
    untested = sorted.large;
  }
  search.tooSmall = small.concat(search.tooSmall);
  target.suspects = tested;
}

/** The candidate files of the parent as origins; those that come to own nothing never join their commit. */
interface OpenFile {
  readonly origin: Origin;
  readonly read: () => Lines;
}

function openFiles(board: Scoreboard, parent: BlameCommit, candidates: readonly Candidate[]): OpenFile[] {
  return candidates.map(({ path, oid, mode }) => {
    const origin = peekOrigin(parent, path) ?? new Origin(parent, path, { blob: oid, mode, trail: null });
    return { origin, read: () => linesOf(board, origin) };
  });
}

/** git opens all candidates anew in every round but those that own something; for the numbers to be git's. */
function countReadsAgain(board: Scoreboard, files: readonly OpenFile[], { blamed }: Search): void {
  const owners = new Set(blamed.map(({ origin }) => origin));
  for (const { origin } of files)
    if (!owners.has(origin) && !origin.owner.origins.includes(origin)) board.counters.originsRead++;
}

/** Stretches that score no more than the threshold may be missing. */
function bestInAnyFile(
  board: Scoreboard,
  { entries, sought }: { readonly entries: readonly Entry[]; readonly sought: SoughtLines },
  files: readonly OpenFile[],
): (Stretch | null)[] {
  const best: (Stretch | null)[] = entries.map(() => null);
  for (const { origin, read } of files) {
    board.cancel.check();
    const lines = read();
    if (!sought.look(lines)) continue;
    for (const [i, entry] of entries.entries()) {
      board.cancel.check();
      if (!sought.mayExceed(board.options.copyScore, entry)) continue;
      const stretch = bestStretch(board, entry, { lines, origin });
      const known = best[i] ?? null;
      if (stretch !== null && (known === null || stretch.score >= known.score)) best[i] = stretch;
    }
  }
  return best;
}

/** git asks for every candidate's origin by path, in path order, which brings those in use to the front. */
function keepOrder(files: readonly OpenFile[], { blamed }: Search): void {
  const owners = new Set(blamed.map(({ origin }) => origin));
  for (const { origin } of files) {
    if (owners.has(origin) || origin.owner.origins.includes(origin)) touchOrigin(origin);
  }
}

function candidateFiles(board: Scoreboard, target: Origin, { parent, remembered }: CopySource): Candidate[] {
  const { detectCopies } = board.options;
  const all = detectCopies === 3 || (detectCopies === 2 && remembered?.path !== target.path);
  if (all) return filesOf(board, parent);
  return isUncommitted(board, target.owner)
    ? filesUnlikeIndex(board, parent)
    : filesChanged(board, parent, target.owner);
}

function filesOf(board: Scoreboard, parent: BlameCommit): Candidate[] {
  const files: Candidate[] = [];
  diffTrees(board.reader, { before: parent.node.tree, after: null }, ({ path, before }) => {
    if (before !== null) files.push({ path, ...before });
  });
  return files;
}

function filesChanged(board: Scoreboard, parent: BlameCommit, child: BlameCommit): Candidate[] {
  const files: Candidate[] = [];
  diffTrees(board.reader, { before: parent.node.tree, after: child.node.tree }, ({ path, before }) => {
    if (before !== null) files.push({ path, ...before });
  });
  return files;
}

function filesUnlikeIndex(board: Scoreboard, parent: BlameCommit): Candidate[] {
  const indexed = new Map((board.uncommitted?.index ?? []).map((file) => [file.path, file]));
  return filesOf(board, parent).filter(({ path, oid, mode }) => {
    const file = indexed.get(path);
    return file === undefined || file.oid !== oid || file.mode !== mode;
  });
}
