/** Myers' O(ND) comparison, divide and conquer, with the cut-offs that decide what git calls changed. */
import { type Cancel, Pace } from '../base/cancel.ts';
import { type Comparison, roughSquareRoot, type Sequence, selectLines } from './prepare.ts';
import { Scratch } from './scratch.ts';

const MIN_COST_LIMIT = 256;
const SNAKE = 20;
const HEURISTIC_START = 256;
const HEURISTIC_FACTOR = 4;
const INFINITE = 0x7fffffff;
/** Diagonals and equal lines looked at between two polls. */
const POLL_STEPS = 1 << 15;
/** Equal lines that are told of together. */
const TOLD_STEPS = 1 << 12;

/** What a search has reached is written before it is read. */
const forwardReach = new Scratch();
const backwardReach = new Scratch();

/** The part of both sequences under comparison: [x0, x1) of a, [y0, y1) of b. */
interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** No cut-offs: the shortest script of this box is wanted. */
  readonly exact: boolean;
}

interface Split {
  readonly x: number;
  readonly y: number;
  readonly lowerExact: boolean;
  readonly upperExact: boolean;
}

/** Arrays indexed by diagonal + `zero`; shared by all boxes of one comparison. */
interface Workspace {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  readonly zero: number;
  readonly costLimit: number;
  readonly pace: Pace;
}

/**
 * Marks the changed lines of both files.
 *
 * Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b, with the limits of
 * git's diff: lines that can't help are dropped first; a box whose search grows too dear is split at the best
 * point found so far.
 */
export function myers(comparison: Comparison, minimal: boolean, cancel: Cancel): void {
  const { a, b } = selectLines(comparison, minimal, cancel);
  const diagonals = a.ids.length + b.ids.length + 3;
  const workspace: Workspace = {
    a: a.ids,
    b: b.ids,
    forward: forwardReach.take(diagonals),
    backward: backwardReach.take(diagonals),
    zero: b.ids.length + 1,
    costLimit: Math.max(MIN_COST_LIMIT, roughSquareRoot(diagonals)),
    pace: new Pace(cancel, POLL_STEPS),
  };
  // An explicit stack: hostile input must not be able to exhaust the call stack. Lower parts come first.
  const boxes: Box[] = [{ x0: 0, x1: a.ids.length, y0: 0, y1: b.ids.length, exact: minimal }];
  for (let box = boxes.pop(); box !== undefined; box = boxes.pop()) {
    const rest = withoutEqualEnds(workspace, box);
    workspace.pace.did(16 + box.x1 - box.x0 - (rest.x1 - rest.x0));
    if (rest.x0 === rest.x1) markChanged(comparison.changedB, b, { start: rest.y0, end: rest.y1, workspace });
    else if (rest.y0 === rest.y1)
      markChanged(comparison.changedA, a, { start: rest.x0, end: rest.x1, workspace });
    else {
      const { x, y, lowerExact, upperExact } = split(workspace, rest);
      boxes.push({ x0: x, x1: rest.x1, y0: y, y1: rest.y1, exact: upperExact });
      boxes.push({ x0: rest.x0, x1: x, y0: rest.y0, y1: y, exact: lowerExact });
    }
  }
}

function markChanged(
  changed: Uint8Array,
  { places }: Sequence,
  { start, end, workspace }: { start: number; end: number; workspace: Workspace },
): void {
  for (let from = start; from < end; from += TOLD_STEPS) {
    const stop = Math.min(end, from + TOLD_STEPS);
    for (let i = from; i < stop; i++) changed[places[i]!] = 1;
    workspace.pace.did(stop - from);
  }
}

/** Long stretches are told of on the way; all of them are once more when it is known how long they were. */
function withoutEqualEnds({ a, b, pace }: Workspace, box: Box): Box {
  let { x0, x1, y0, y1 } = box;
  while (x0 < x1 && y0 < y1 && a[x0] === b[y0]) {
    x0++;
    y0++;
    if (x0 % TOLD_STEPS === 0) pace.did(TOLD_STEPS);
  }
  while (x0 < x1 && y0 < y1 && a[x1 - 1] === b[y1 - 1]) {
    x1--;
    y1--;
    if (x1 % TOLD_STEPS === 0) pace.did(TOLD_STEPS);
  }
  return { x0, x1, y0, y1, exact: box.exact };
}

/** The diagonals reached in each direction; every round widens or narrows them by one on each side. */
interface Reach {
  readonly middle: number;
  low: number;
  high: number;
}

/**
 * Kernel: finds where the shortest script crosses the middle of the box, searching from both ends at once, or
 * gives up at a good point. Cases, in order of each round: the searches meet (forward, then backward step);
 * a long snake far along after many rounds; the cost limit.
 */
function split(workspace: Workspace, box: Box): Split {
  const { a, b, forward, backward, zero, costLimit, pace } = workspace;
  const { x0, x1, y0, y1, exact } = box;
  const lowest = x0 - y1;
  const highest = x1 - y0;
  const ahead: Reach = { middle: x0 - y0, low: x0 - y0, high: x0 - y0 };
  const behind: Reach = { middle: x1 - y1, low: x1 - y1, high: x1 - y1 };
  const odd = ((ahead.middle - behind.middle) & 1) !== 0;
  forward[zero + ahead.middle] = x0;
  backward[zero + behind.middle] = x1;

  for (let cost = 1; ; cost++) {
    pace.did(ahead.high - ahead.low + behind.high - behind.low + 16);
    let longSnake = false;
    let steps = 0;

    widen(ahead, lowest, highest, { vector: forward, zero, outside: -1 });
    for (let d = ahead.high; d >= ahead.low; d -= 2) {
      const left = forward[zero + d - 1]!;
      const right = forward[zero + d + 1]!;
      let x = left >= right ? left + 1 : right;
      const from = x;
      let y = x - d;
      while (x < x1 && y < y1 && a[x] === b[y]) {
        x++;
        y++;
      }
      steps += x - from;
      if (x - from > SNAKE) longSnake = true;
      forward[zero + d] = x;
      if (odd && behind.low <= d && d <= behind.high && backward[zero + d]! <= x) {
        return { x, y, lowerExact: true, upperExact: true };
      }
    }

    widen(behind, lowest, highest, { vector: backward, zero, outside: INFINITE });
    for (let d = behind.high; d >= behind.low; d -= 2) {
      const left = backward[zero + d - 1]!;
      const right = backward[zero + d + 1]!;
      let x = left < right ? left : right - 1;
      const from = x;
      let y = x - d;
      while (x > x0 && y > y0 && a[x - 1] === b[y - 1]) {
        x--;
        y--;
      }
      steps += from - x;
      if (from - x > SNAKE) longSnake = true;
      backward[zero + d] = x;
      if (!odd && ahead.low <= d && d <= ahead.high && x <= forward[zero + d]!) {
        return { x, y, lowerExact: true, upperExact: true };
      }
    }

    pace.did(steps);
    if (exact) continue;
    if (longSnake && cost > HEURISTIC_START) {
      pace.did(ahead.high - ahead.low + behind.high - behind.low);
      const found =
        bestForwardSnake(workspace, box, ahead, cost) ?? bestBackwardSnake(workspace, box, behind, cost);
      if (found !== null) return found;
    }
    if (cost >= costLimit) return furthest(workspace, box, ahead, behind);
  }
}

interface Border {
  readonly vector: Int32Array;
  readonly zero: number;
  /** What cells just beyond the reach hold, so that they are never preferred. */
  readonly outside: number;
}

function widen(reach: Reach, lowest: number, highest: number, border: Border): void {
  const { vector, zero, outside } = border;
  if (reach.low > lowest) vector[zero + --reach.low - 1] = outside;
  else reach.low++;
  if (reach.high < highest) vector[zero + ++reach.high + 1] = outside;
  else reach.high--;
}

/** A point well ahead of the start after a run of equal lines: good enough to split at. */
function bestForwardSnake(workspace: Workspace, box: Box, ahead: Reach, cost: number): Split | null {
  const { forward, zero } = workspace;
  const { x0, x1, y0, y1 } = box;
  let best = 0;
  let found: Split | null = null;
  for (let d = ahead.high; d >= ahead.low; d -= 2) {
    const x = forward[zero + d]!;
    const y = x - d;
    const gain = x - x0 + (y - y0) - Math.abs(d - ahead.middle);
    if (gain <= HEURISTIC_FACTOR * cost || gain <= best) continue;
    if (x0 + SNAKE > x || x >= x1 || y0 + SNAKE > y || y >= y1) continue;
    if (!equalRun(workspace, x - SNAKE, y - SNAKE)) continue;
    best = gain;
    found = { x, y, lowerExact: true, upperExact: false };
  }
  return found;
}

function bestBackwardSnake(workspace: Workspace, box: Box, behind: Reach, cost: number): Split | null {
  const { backward, zero } = workspace;
  const { x0, x1, y0, y1 } = box;
  let best = 0;
  let found: Split | null = null;
  for (let d = behind.high; d >= behind.low; d -= 2) {
    const x = backward[zero + d]!;
    const y = x - d;
    const gain = x1 - x + (y1 - y) - Math.abs(d - behind.middle);
    if (gain <= HEURISTIC_FACTOR * cost || gain <= best) continue;
    if (x0 >= x || x > x1 - SNAKE || y0 >= y || y > y1 - SNAKE) continue;
    if (!equalRun(workspace, x, y)) continue;
    best = gain;
    found = { x, y, lowerExact: false, upperExact: true };
  }
  return found;
}

function equalRun({ a, b }: Workspace, x: number, y: number): boolean {
  for (let i = 0; i < SNAKE; i++) if (a[x + i] !== b[y + i]) return false;
  return true;
}

/** Too dear: the point that has come furthest, from whichever end it started. */
function furthest(workspace: Workspace, box: Box, ahead: Reach, behind: Reach): Split {
  const { forward, backward, zero } = workspace;
  const { x0, x1, y0, y1 } = box;
  let forwardSum = -1;
  let forwardX = -1;
  for (let d = ahead.high; d >= ahead.low; d -= 2) {
    let x = Math.min(forward[zero + d]!, x1);
    if (x - d > y1) x = y1 + d;
    if (x + x - d > forwardSum) {
      forwardSum = x + x - d;
      forwardX = x;
    }
  }
  let backwardSum = INFINITE;
  let backwardX = INFINITE;
  for (let d = behind.high; d >= behind.low; d -= 2) {
    let x = Math.max(backward[zero + d]!, x0);
    if (x - d < y0) x = y0 + d;
    if (x + x - d < backwardSum) {
      backwardSum = x + x - d;
      backwardX = x;
    }
  }
  if (x1 + y1 - backwardSum < forwardSum - (x0 + y0)) {
    return { x: forwardX, y: forwardSum - forwardX, lowerExact: true, upperExact: false };
  }
  return { x: backwardX, y: backwardSum - backwardX, lowerExact: false, upperExact: true };
}
