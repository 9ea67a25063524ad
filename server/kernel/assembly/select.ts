/** Kernel: which lines take part in the comparison of `myers.ts`; as `server/diff/prepare.ts`, where it is explained. */
import { did } from './poll';

const MAX_LIMIT: i32 = 1024;
const WINDOW: i32 = 100;
const RUN_FACTOR: i32 = 4;
const TOLD_LINES: i32 = 1 << 12;
/** Bytes of numbers that are dealt with, and told of, together. */
const SLICE: usize = (<usize>TOLD_LINES) << 2;

const DROP: u8 = 0;
const KEEP: u8 = 1;
const DOUBTFUL: u8 = 2;

/** What was found around a line. */
let dropped: i32 = 0;
let doubtful: i32 = 0;

/** The power of two that git takes for a square root. */
export function roughSquareRoot(n: u32): i32 {
  let root: i32 = 1;
  for (let rest = n; rest > 0; rest >>= 2) root <<= 1;
  return root;
}

/**
 * Says for each of the lines [start, end) of a file whether it takes part: a byte each to `classes`. `counts` has a
 * zero for every id, and has again when this returns, but not when a poll throws.
 */
export function classify(
  ids: usize,
  lines: i32,
  start: i32,
  end: i32,
  other: usize,
  otherLines: i32,
  minimal: bool,
  counts: usize,
  classes: usize,
): void {
  const limit = minimal ? i32.MAX_VALUE : min(roughSquareRoot(<u32>lines), MAX_LIMIT);
  const from = ids + ((<usize>start) << 2);
  const to = ids + ((<usize>end) << 2);
  setCounts(from, to, counts, 1);
  const otherEnd = other + ((<usize>otherLines) << 2);
  for (let at = other; at < otherEnd; ) {
    const stop = min(otherEnd, at + SLICE);
    did(<i32>((stop - at) >> 2));
    for (; at < stop; at += 4) {
      const cell = counts + ((<usize>load<i32>(at)) << 2);
      const count = load<i32>(cell);
      if (count > 0) store<i32>(cell, count + 1);
    }
  }
  let kind = classes;
  for (let at = from; at < to; ) {
    const stop = min(to, at + SLICE);
    did(<i32>((stop - at) >> 2));
    for (; at < stop; at += 4, kind++) {
      const occurrences = load<i32>(counts + ((<usize>load<i32>(at)) << 2)) - 1;
      store<u8>(kind, occurrences === 0 ? DROP : occurrences < limit ? KEEP : DOUBTFUL);
    }
  }
  setCounts(from, to, counts, 0);
}

function setCounts(from: usize, to: usize, counts: usize, value: i32): void {
  for (let at = from; at < to; ) {
    const stop = min(to, at + SLICE);
    did(<i32>((stop - at) >> 2));
    for (; at < stop; at += 4) store<i32>(counts + ((<usize>load<i32>(at)) << 2), value);
  }
}

/** Writes ids and places of the lines that take part, marks the others changed, and returns how many do. */
export function keep(
  ids: usize,
  start: i32,
  count: i32,
  classes: usize,
  marks: usize,
  keptIds: usize,
  places: usize,
): i32 {
  let kept: usize = 0;
  let told: i32 = 0;
  for (let i: i32 = 0; i < count; i++) {
    const kind = load<u8>(classes + <usize>i);
    if (kind === DOUBTFUL || i - told === TOLD_LINES) {
      did(WINDOW + i - told);
      told = i;
    }
    if (kind === KEEP || (kind === DOUBTFUL && !liesAmongDropped(classes, count, i))) {
      store<i32>(keptIds + (kept << 2), load<i32>(ids + ((<usize>(start + i)) << 2)));
      store<i32>(places + (kept << 2), start + i);
      kept++;
    } else {
      store<u8>(marks + <usize>(start + i), 1);
    }
  }
  did(count - told);
  return <i32>kept;
}

function liesAmongDropped(classes: usize, count: i32, at: i32): bool {
  lookAround(classes, count, at, -1);
  if (dropped === 0) return false;
  const droppedBefore = dropped;
  const doubtfulBefore = doubtful;
  lookAround(classes, count, at, 1);
  if (dropped === 0) return false;
  const around = doubtfulBefore + doubtful;
  return around * RUN_FACTOR < around + droppedBefore + dropped;
}

function lookAround(classes: usize, count: i32, at: i32, step: i32): void {
  dropped = 0;
  doubtful = 1;
  let line = at;
  for (let distance: i32 = 1; distance <= WINDOW; distance++) {
    line += step;
    if (line < 0 || line >= count) break;
    const kind = load<u8>(classes + <usize>line);
    if (kind === KEEP) break;
    if (kind === DROP) dropped++;
    else doubtful++;
  }
}
