/** Looks for the byte that ends a name. */

/** The first zero byte from `at` on, or `end`. */
export function findZero(at: usize, end: usize): usize {
  while (at < end) {
    const zeros = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(0)));
    if (zeros !== 0) return min(at + <usize>ctz(zeros), end);
    at += 16;
  }
  return end;
}
