/** Which paths have been touched most, as an index of history has it. */
import { type Cancel, Pace } from '../../base/cancel.ts';
import type { HistoryIndex } from './historyIndex.ts';

/** A path, and how often it was touched: a measure that only grows. */
export interface LongHistory {
  readonly path: string;
  readonly size: number;
}

/** Paths between two polls. */
const POLL_PATHS = 1 << 12;

/** Those of at least that size, the longest first. Paths may be gone by now. */
export function longHistories(
  { layers }: HistoryIndex,
  { least, most, cancel }: { readonly least: number; readonly most: number; readonly cancel: Cancel },
): LongHistory[] {
  const sizes = new Map<string, number>();
  const pace = new Pace(cancel, POLL_PATHS);
  for (const layer of layers) {
    for (let rank = 0; rank < layer.counts.paths; rank++) {
      pace.did(1);
      const size = layer.postingSizeAt(rank);
      // What is little in each layer is not much in all: there are few layers.
      if (size * layers.length < least) continue;
      const path = layer.path(rank);
      sizes.set(path, (sizes.get(path) ?? 0) + size);
    }
  }
  return [...sizes]
    .map(([path, size]) => ({ path, size }))
    .filter(({ size }) => size >= least)
    .sort((a, b) => b.size - a.size)
    .slice(0, most);
}
