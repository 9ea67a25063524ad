/** The checksum at the end of zlib streams (RFC 1950), 16 bytes at a time. */

const ADLER_BASE: u32 = 65521;
/** So many bytes can be summed before a 32-bit sum may overflow. */
const ADLER_RUN: usize = 5552;

/** The checksum of `size` bytes. */
export function adler32(at: usize, size: usize): u32 {
  let a: u32 = 1;
  let b: u32 = 0;
  const ones = i16x8.splat(1);
  const weightsLow = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const weightsHigh = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  let rest = size;
  while (rest > 0) {
    let run = min<usize>(rest, ADLER_RUN);
    rest -= run;
    const blocks = run >> 4;
    if (blocks > 0) {
      let sums = i32x4.splat(0);
      let before = i32x4.splat(0);
      let weighted = i32x4.splat(0);
      for (let i: usize = 0; i < blocks; i++) {
        const bytes = v128.load(at);
        at += 16;
        before = i32x4.add(before, sums);
        const low = i16x8.extend_low_i8x16_u(bytes);
        const high = i16x8.extend_high_i8x16_u(bytes);
        sums = i32x4.add(sums, i32x4.dot_i16x8_s(i16x8.add(low, high), ones));
        weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(low, weightsLow));
        weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(high, weightsHigh));
      }
      b += a * <u32>(blocks << 4) + (sumOf(before) << 4) + sumOf(weighted);
      a += sumOf(sums);
      run &= 15;
    }
    for (; run > 0; run--) {
      a += load<u8>(at++);
      b += a;
    }
    a %= ADLER_BASE;
    b %= ADLER_BASE;
  }
  return (b << 16) | a;
}

function sumOf(lanes: v128): u32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}
