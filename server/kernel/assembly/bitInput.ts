/** The bits of a stream, lowest first, for those who take them one after the other. */

/** Bits not used yet, and how many of them count; next byte to read, and the end of the input. */
export let bits: u64 = 0;
export let count: u64 = 0;
export let next: usize = 0;
export let limit: usize = 0;

export function beginAt(at: usize, end: usize): void {
  bits = 0;
  count = 0;
  next = at;
  limit = end;
}

/** Goes on where somebody has stopped who kept them in variables of his own. */
export function goOnAt(theirBits: u64, theirCount: u64, theirNext: usize): void {
  bits = theirBits;
  count = theirCount;
  next = theirNext;
}

/** At least 56 bits from here on, as far as there is input; beyond its end they are whatever lies there. */
export function refill(): void {
  bits |= load<u64>(next) << count;
  next += <usize>((63 - count) >> 3);
  count |= 56;
}

export function drop(n: u64): void {
  bits >>= n;
  count -= n;
}

/** Gives whole bytes back that were read ahead. */
export function alignToByte(): void {
  next -= <usize>(count >> 3);
  bits = 0;
  count = 0;
}
