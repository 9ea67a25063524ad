/** The line diff that decides which lines of a file are new: bit for bit the one inside git's blame. */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { compact } from './compact.ts';
import { histogram } from './histogram.ts';
import { type Hunks, hunksOf } from './hunks.ts';
import type { VersionPair } from './lineStore.ts';
import type { Lines } from './lines.ts';
import { LineTable } from './lineTable.ts';
import { myers } from './myers.ts';
import { patience } from './patience.ts';
import type { Comparison } from './prepare.ts';
import { myersRegion } from './region.ts';
import { commonTail } from './tailTrim.ts';

export type DiffAlgorithm = 'myers' | 'minimal' | 'patience' | 'histogram';

export interface DiffOptions {
  readonly algorithm: DiffAlgorithm;
  readonly indentHeuristic: boolean;
  /** Lines are equal when they differ only in space bytes. */
  readonly ignoreWhitespace: boolean;
}

export const defaultDiffOptions: DiffOptions = {
  algorithm: 'myers',
  indentHeuristic: true,
  ignoreWhitespace: false,
};

/** How a comparison is made, and what may stop it. */
export interface DiffContext {
  readonly table: LineTable;
  readonly options: DiffOptions;
  readonly cancel: Cancel;
}

/** The hunks between two texts, each split into lines afresh. For repeated comparisons intern once: `diffLines`. */
export function lineDiff(
  before: Uint8Array,
  after: Uint8Array,
  { cancel = neverCancelled, ...options }: DiffOptions & { readonly cancel?: Cancel } = defaultDiffOptions,
): Hunks {
  const table = new LineTable(cancel);
  const a = table.intern(before);
  const hunks = diffLines(a, table.intern(after), { table, options, cancel });
  table.release();
  return hunks;
}

/** The hunks between two versions interned in the same table. Where the lines of the second one start is not looked at. */
export function diffLines(a: Lines, b: Omit<Lines, 'starts'>, context: DiffContext): Hunks {
  const { table, options, cancel } = context;
  const tail = commonTail(a, b, table);
  const pair: VersionPair = {
    a: a.ids.subarray(0, a.ids.length - tail),
    b: b.ids.subarray(0, b.ids.length - tail),
  };
  const { algorithm, indentHeuristic, ignoreWhitespace } = options;
  const minimal = algorithm === 'minimal';
  if (!minimal && algorithm !== 'myers') return plainHunks(pair, context);
  return (
    table.compare(pair, { minimal, indentHeuristic, ignoreWhitespace, cancel }) ?? plainHunks(pair, context)
  );
}

/** The same without kernels, and by any algorithm. */
function plainHunks({ a: exactA, b: exactB }: VersionPair, { table, options, cancel }: DiffContext): Hunks {
  const comparison: Comparison = {
    a: options.ignoreWhitespace ? table.withoutSpace(exactA) : exactA,
    b: options.ignoreWhitespace ? table.withoutSpace(exactB) : exactB,
    changedA: new Uint8Array(exactA.length),
    changedB: new Uint8Array(exactB.length),
  };
  markChanges(comparison, options.algorithm, cancel);
  compact(comparison, {
    table,
    exactA,
    exactB,
    indentHeuristic: options.indentHeuristic,
    compareAgain:
      options.algorithm === 'histogram' ? (files, region) => myersRegion(files, region, cancel) : null,
  });
  return hunksOf(comparison, cancel);
}

function markChanges(comparison: Comparison, algorithm: DiffAlgorithm, cancel: Cancel): void {
  switch (algorithm) {
    case 'myers':
    case 'minimal':
      myers(comparison, algorithm === 'minimal', cancel);
      break;
    case 'patience':
      patience(comparison, cancel);
      break;
    case 'histogram':
      histogram(comparison, cancel);
      break;
  }
}
