/** Which file versions a blame will compare, found without comparing any: its walk, with a single line that goes everywhere. */
import type { Oid } from '../git/oid.ts';
import { newEntry } from './entry.ts';
import { finalOrigin } from './finalOrigin.ts';
import { findLastTouch } from './findOrigin.ts';
import { type Origin, releaseOrigin } from './origin.ts';
import { findInParents, readableOf } from './passBlame.ts';
import { nextSuspect } from './run.ts';
import { forgetIfDone, type Scoreboard, scapegoatsOf, suspect } from './scoreboard.ts';
import type { BlameTarget } from './types.ts';

/** Two versions of a file, by the ids of their blobs. */
export interface ComparedPair {
  readonly before: Oid;
  readonly after: Oid;
}

/**
 * In the order in which a blame of the target comes to them, more or less: which lines are left there, and so whether it comes there at
 * all, is not known. Copies and moves are not looked for. Of a longer history the newest part: about so many pairs.
 */
export function comparedPairs(board: Scoreboard, target: BlameTarget, most: number): ComparedPair[] {
  const pairs: ComparedPair[] = [];
  sendLine(board, finalOrigin(board, target));
  for (let commit = board.queue.pop(); commit !== null; commit = board.queue.pop()) {
    if (pairs.length >= most) break;
    board.cancel.check();
    for (let origin = nextSuspect(commit); origin !== null; origin = nextSuspect(commit)) {
      goOn(board, origin, pairs);
      origin.suspects = [];
      releaseOrigin(origin);
    }
    forgetIfDone(board, commit);
  }
  return pairs;
}

function goOn(board: Scoreboard, origin: Origin, pairs: ComparedPair[]): void {
  const next = findLastTouch(board, origin);
  if (next !== null) {
    sendLine(board, next);
    return;
  }
  const found = findInParents(board, origin, readableOf(board, scapegoatsOf(board, origin.owner)));
  // The line has gone there already.
  if (found === 'passedWhole') return;
  for (const scapegoat of found) {
    if (scapegoat === null) continue;
    pairs.push({ before: scapegoat.blob, after: origin.blob });
    sendLine(board, scapegoat);
  }
}

/** One line is enough to bring an origin's turn. */
function sendLine(board: Scoreboard, origin: Origin): void {
  if (origin.suspects.length === 0) suspect(board, origin, [newEntry(0, 1, 0)]);
}
