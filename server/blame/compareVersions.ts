/** Compares all versions of a file that a blame of it comes to, before somebody asks for one. */
import type { Cancel } from '../base/cancel.ts';
import type { Hunks } from '../diff/hunks.ts';
import { diffLines } from '../diff/lineDiff.ts';
import type { PathHistory } from '../git/history/pathHistory.ts';
import type { ObjectReader } from '../git/reader.ts';
import { type ComparedPair, comparedPairs } from './comparedPairs.ts';
import type { CompareOptions } from './compareOptions.ts';
import type { Comparison } from './comparisons.ts';
import type { HunkMemory } from './hunkMemory.ts';
import { createScoreboard, diffContext, linesOfBlob, type Scoreboard } from './scoreboard.ts';
import { defaultOptions, type FilePlace } from './types.ts';
import { giveBack } from './versions.ts';

export interface VersionsRequest {
  readonly target: FilePlace;
  readonly options: CompareOptions;
  readonly cancel: Cancel;
  readonly history: PathHistory | null;
  /** What is known already is not compared again; nothing is added to it but what was kept. */
  readonly hunks: HunkMemory;
  /** What was kept of the file before; null for nothing. */
  readonly keptComparisons: () => Uint8Array | null;
  /** Of a longer history, or one of larger differences, the newest part. */
  readonly mostPairs: number;
  readonly mostBytes: number;
  /** Asked before each pair: true ends it. */
  readonly isEnough: () => boolean;
}

export interface ComparedVersions {
  /** From the newest on, each pair once. */
  readonly comparisons: readonly Comparison[];
  /** False where it was ended before all that is wanted was there. */
  readonly isWhole: boolean;
}

/** Errors as `blame`. */
export function compareVersions(reader: ObjectReader, request: VersionsRequest): ComparedVersions {
  const { options, cancel, history, hunks, keptComparisons, mostPairs, mostBytes, isEnough } = request;
  const target = { ...request.target, uncommitted: null, ranges: null };
  reader.cancel = cancel;
  const board = createScoreboard(reader, {
    target,
    options: { ...defaultOptions, ...options },
    cancel,
    history,
    hunks,
    keptComparisons,
  });
  try {
    const comparisons: Comparison[] = [];
    let bytes = 0;
    for (const pair of eachOnce(comparedPairs(board, target, mostPairs))) {
      if (bytes > mostBytes) break;
      if (isEnough()) return { comparisons, isWhole: false };
      const hunks = hunksOf(board, pair);
      bytes += hunks.byteLength;
      comparisons.push({ ...pair, hunks });
    }
    return { comparisons, isWhole: true };
  } finally {
    board.table.release();
  }
}

/** A change that was taken over from another branch, or taken back and made again. */
function eachOnce(pairs: readonly ComparedPair[]): ComparedPair[] {
  return [...new Map(pairs.map((pair) => [pair.before + pair.after, pair])).values()];
}

function hunksOf(board: Scoreboard, { before, after }: ComparedPair): Hunks {
  board.cancel.check();
  const known = board.hunks?.find(before, after) ?? null;
  if (known !== null) return known;
  const target = linesOfBlob(board, after);
  const parent = linesOfBlob(board, before, target);
  const hunks = diffLines(parent, target, diffContext(board));
  giveBack(target);
  giveBack(parent);
  return hunks;
}
