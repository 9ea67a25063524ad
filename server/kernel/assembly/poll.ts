/** Kernel: asks after every so much work whether to go on. */

/** Throws when nobody waits any more: a call that polls leaves nothing that the next one takes for whole. */
declare function check(): void;

let every: i32 = 0;
let left: i32 = 0;

/** From now on it is asked after so many units of work. */
export function pollEvery(units: i32): void {
  every = units;
  left = units;
}

/** Tells of work done since the last call. */
export function did(units: i32): void {
  left -= units;
  if (left > 0) return;
  left = every;
  check();
}
