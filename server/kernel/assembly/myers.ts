/** Kernel: Myers' comparison with git's cut-offs; as `server/diff/myers.ts`, where it is explained. */
import { did, pollEvery } from './poll';
import { roughSquareRoot } from './select';

const MIN_COST_LIMIT: i32 = 256;
const SNAKE: i32 = 20;
const HEURISTIC_START: i32 = 256;
const HEURISTIC_FACTOR: i32 = 4;
const INFINITE: i32 = 0x7fffffff;
const POLL_STEPS: i32 = 1 << 15;
/** Boxes that wait: of two the smaller is dealt with first, so they are never more than a number has bits. */
const BOX: usize = 20;
const BOXES: usize = 40;

const stack: usize = memory.data(800);

/** The sequences, and what the searches have reached: cells by diagonal, which may be negative. */
let a: usize = 0;
let b: usize = 0;
let forward: usize = 0;
let backward: usize = 0;
let costLimit: i32 = 0;

/** Where a box is to be split, and whether the shortest script of its parts is wanted. */
let splitX: i32 = 0;
let splitY: i32 = 0;
let lowerExact: bool = false;
let upperExact: bool = false;

/**
 * Marks the changed lines of two sequences of ids, whose places in their files are given. `room` is for twice as many
 * numbers as they have lines and three more.
 */
export function compareSequences(
  idsA: usize,
  placesA: usize,
  countA: i32,
  marksA: usize,
  idsB: usize,
  placesB: usize,
  countB: i32,
  marksB: usize,
  minimal: bool,
  room: usize,
): void {
  const diagonals = countA + countB + 3;
  a = idsA;
  b = idsB;
  forward = room + ((<usize>(countB + 1)) << 2);
  backward = forward + ((<usize>diagonals) << 2);
  costLimit = max(MIN_COST_LIMIT, roughSquareRoot(<u32>diagonals));
  pollEvery(POLL_STEPS);
  let x0: i32 = 0;
  let x1 = countA;
  let y0: i32 = 0;
  let y1 = countB;
  let exact = minimal;
  let waiting: usize = 0;
  for (;;) {
    const before = x1 - x0;
    while (x0 < x1 && y0 < y1 && idAt(a, x0) === idAt(b, y0)) {
      x0++;
      y0++;
    }
    while (x0 < x1 && y0 < y1 && idAt(a, x1 - 1) === idAt(b, y1 - 1)) {
      x1--;
      y1--;
    }
    did(16 + before - (x1 - x0));
    if (x0 !== x1 && y0 !== y1) {
      split(x0, x1, y0, y1, exact);
      if (waiting === BOXES) unreachable();
      if (splitX - x0 + splitY - y0 <= x1 - splitX + y1 - splitY) {
        wait(waiting++, splitX, x1, splitY, y1, upperExact);
        x1 = splitX;
        y1 = splitY;
        exact = lowerExact;
      } else {
        wait(waiting++, x0, splitX, y0, splitY, lowerExact);
        x0 = splitX;
        y0 = splitY;
        exact = upperExact;
      }
      continue;
    }
    mark(marksB, placesB, y0, y1);
    mark(marksA, placesA, x0, x1);
    if (waiting === 0) return;
    const box = stack + --waiting * BOX;
    x0 = load<i32>(box);
    x1 = load<i32>(box, 4);
    y0 = load<i32>(box, 8);
    y1 = load<i32>(box, 12);
    exact = load<i32>(box, 16) !== 0;
  }
}

function wait(at: usize, x0: i32, x1: i32, y0: i32, y1: i32, exact: bool): void {
  const box = stack + at * BOX;
  store<i32>(box, x0);
  store<i32>(box, x1, 4);
  store<i32>(box, y0, 8);
  store<i32>(box, y1, 12);
  store<i32>(box, exact ? 1 : 0, 16);
}

function idAt(ids: usize, at: i32): i32 {
  return load<i32>(ids + ((<usize>at) << 2));
}

function mark(marks: usize, places: usize, start: i32, end: i32): void {
  for (let i = start; i < end; i++) store<u8>(marks + <usize>idAt(places, i), 1);
}

function splitAt(x: i32, y: i32, lower: bool, upper: bool): void {
  splitX = x;
  splitY = y;
  lowerExact = lower;
  upperExact = upper;
}

function split(x0: i32, x1: i32, y0: i32, y1: i32, exact: bool): void {
  const idsA = a;
  const idsB = b;
  const ahead = forward;
  const behind = backward;
  const lowest = x0 - y1;
  const highest = x1 - y0;
  const aheadMiddle = x0 - y0;
  const behindMiddle = x1 - y1;
  let aheadLow = aheadMiddle;
  let aheadHigh = aheadMiddle;
  let behindLow = behindMiddle;
  let behindHigh = behindMiddle;
  const odd = ((aheadMiddle - behindMiddle) & 1) !== 0;
  store<i32>(ahead + ((<usize>aheadMiddle) << 2), x0);
  store<i32>(behind + ((<usize>behindMiddle) << 2), x1);

  for (let cost: i32 = 1; ; cost++) {
    did(aheadHigh - aheadLow + behindHigh - behindLow + 16);
    let longSnake = false;
    let steps: i32 = 0;

    if (aheadLow > lowest) store<i32>(ahead + ((<usize>(--aheadLow - 1)) << 2), -1);
    else aheadLow++;
    if (aheadHigh < highest) store<i32>(ahead + ((<usize>(++aheadHigh + 1)) << 2), -1);
    else aheadHigh--;
    for (let d = aheadHigh; d >= aheadLow; d -= 2) {
      const cell = ahead + ((<usize>d) << 2);
      const left = load<i32>(cell - 4);
      const right = load<i32>(cell, 4);
      let x = left >= right ? left + 1 : right;
      const from = x;
      let y = x - d;
      while (x < x1 && y < y1 && idAt(idsA, x) === idAt(idsB, y)) {
        x++;
        y++;
      }
      steps += x - from;
      if (x - from > SNAKE) longSnake = true;
      store<i32>(cell, x);
      if (odd && behindLow <= d && d <= behindHigh && idAt(behind, d) <= x) {
        splitAt(x, y, true, true);
        return;
      }
    }

    if (behindLow > lowest) store<i32>(behind + ((<usize>(--behindLow - 1)) << 2), INFINITE);
    else behindLow++;
    if (behindHigh < highest) store<i32>(behind + ((<usize>(++behindHigh + 1)) << 2), INFINITE);
    else behindHigh--;
    for (let d = behindHigh; d >= behindLow; d -= 2) {
      const cell = behind + ((<usize>d) << 2);
      const left = load<i32>(cell - 4);
      const right = load<i32>(cell, 4);
      let x = left < right ? left : right - 1;
      const from = x;
      let y = x - d;
      while (x > x0 && y > y0 && idAt(idsA, x - 1) === idAt(idsB, y - 1)) {
        x--;
        y--;
      }
      steps += from - x;
      if (from - x > SNAKE) longSnake = true;
      store<i32>(cell, x);
      if (!odd && aheadLow <= d && d <= aheadHigh && x <= idAt(ahead, d)) {
        splitAt(x, y, true, true);
        return;
      }
    }

    did(steps);
    if (exact) continue;
    if (longSnake && cost > HEURISTIC_START) {
      did(aheadHigh - aheadLow + behindHigh - behindLow);
      if (bestForwardSnake(x0, x1, y0, y1, aheadLow, aheadHigh, aheadMiddle, cost)) return;
      if (bestBackwardSnake(x0, x1, y0, y1, behindLow, behindHigh, behindMiddle, cost)) return;
    }
    if (cost >= costLimit) {
      furthest(x0, x1, y0, y1, aheadLow, aheadHigh, behindLow, behindHigh);
      return;
    }
  }
}

function bestForwardSnake(
  x0: i32,
  x1: i32,
  y0: i32,
  y1: i32,
  low: i32,
  high: i32,
  middle: i32,
  cost: i32,
): bool {
  let best: i32 = 0;
  for (let d = high; d >= low; d -= 2) {
    const x = idAt(forward, d);
    const y = x - d;
    const gain = x - x0 + (y - y0) - abs(d - middle);
    if (gain <= HEURISTIC_FACTOR * cost || gain <= best) continue;
    if (x0 + SNAKE > x || x >= x1 || y0 + SNAKE > y || y >= y1) continue;
    if (!equalRun(x - SNAKE, y - SNAKE)) continue;
    best = gain;
    splitAt(x, y, true, false);
  }
  return best > 0;
}

function bestBackwardSnake(
  x0: i32,
  x1: i32,
  y0: i32,
  y1: i32,
  low: i32,
  high: i32,
  middle: i32,
  cost: i32,
): bool {
  let best: i32 = 0;
  for (let d = high; d >= low; d -= 2) {
    const x = idAt(backward, d);
    const y = x - d;
    const gain = x1 - x + (y1 - y) - abs(d - middle);
    if (gain <= HEURISTIC_FACTOR * cost || gain <= best) continue;
    if (x0 >= x || x > x1 - SNAKE || y0 >= y || y > y1 - SNAKE) continue;
    if (!equalRun(x, y)) continue;
    best = gain;
    splitAt(x, y, false, true);
  }
  return best > 0;
}

function equalRun(x: i32, y: i32): bool {
  for (let i: i32 = 0; i < SNAKE; i++) if (idAt(a, x + i) !== idAt(b, y + i)) return false;
  return true;
}

function furthest(
  x0: i32,
  x1: i32,
  y0: i32,
  y1: i32,
  aheadLow: i32,
  aheadHigh: i32,
  behindLow: i32,
  behindHigh: i32,
): void {
  let forwardSum: i32 = -1;
  let forwardX: i32 = -1;
  for (let d = aheadHigh; d >= aheadLow; d -= 2) {
    let x = min(idAt(forward, d), x1);
    if (x - d > y1) x = y1 + d;
    if (x + x - d > forwardSum) {
      forwardSum = x + x - d;
      forwardX = x;
    }
  }
  let backwardSum = INFINITE;
  let backwardX = INFINITE;
  for (let d = behindHigh; d >= behindLow; d -= 2) {
    let x = max(idAt(backward, d), x0);
    if (x - d < y0) x = y0 + d;
    if (x + x - d < backwardSum) {
      backwardSum = x + x - d;
      backwardX = x;
    }
  }
  if (x1 + y1 - backwardSum < forwardSum - (x0 + y0)) splitAt(forwardX, forwardSum - forwardX, true, false);
  else splitAt(backwardX, backwardSum - backwardX, false, true);
}
