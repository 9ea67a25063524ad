/**
 * Decoding tables for the codes of deflate (RFC 1951), made for the few hundred bytes that a commit or a delta has: what
 * costs there is making the tables, so they are small and are filled by doubling.
 *
 * Tables have one 32-bit entry for each value of the next bits: bits 0-7 how many of them it takes, bits 8-12 how many of
 * those are the code, the others are added to the value; and
 * - a literal: bit 31, bits 16-23 the byte;
 * - a length or a distance: bits 16 up the least value;
 * - the end of the block: bit 30 and `ODD`;
 * - no length: the code is longer than the table's bits (`LONG`), or there is no such code (`BAD`).
 */

export const LITERAL: u32 = 0x80000000;
export const END: u32 = 0x40000000;
/** What is set in entries of the table of lengths that are neither a literal nor a length, `BAD` excepted. */
export const ODD: u32 = 0x2000;
export const LONG: u32 = ODD;
export const BAD: u32 = 0;

export const LITLEN_BITS: u32 = 11;
export const FIXED_LITLEN_BITS: u32 = 9;
export const DIST_BITS: u32 = 8;
export const PRE_BITS: u32 = 7;
const MAX_BITS: u32 = 15;

/** Places in memory, all below 64 KiB. */
export const PRE_LENGTHS: usize = 0x0280; // u8[19]
export const LITLEN_USED: usize = 0x5000; // u16[288]
export const DIST_USED: usize = 0x5300; // u16[32]
export const PRE_USED: usize = 0x5380; // u16[19]
const OFFSETS: usize = 0x02c0; // u16[16]
export const LITLEN_SORTED: usize = 0x0300; // u16[288]
export const DIST_SORTED: usize = 0x0580; // u16[32]
export const PRE_SORTED: usize = 0x05c0; // u16[32]
export const LITLEN_COUNTS: usize = 0x0600; // u16[16], u32[2]
export const DIST_COUNTS: usize = 0x0640; // u16[16], u32[2]
export const PRE_COUNTS: usize = 0x0680; // u16[16], u32[2]
export const PRE_TABLE: usize = 0x0800; // u32[128]
export const LITLEN_ENTRIES: usize = 0x0a00; // u32[288]
export const DIST_ENTRIES: usize = 0x0f00; // u32[32]
export const PRE_ENTRIES: usize = 0x0f80; // u32[32]
export const DIST_TABLE: usize = 0x2000; // u32[256]
export const FIXED_LITLEN_TABLE: usize = 0x3000; // u32[512]
export const FIXED_DIST_TABLE: usize = 0x4000; // u32[256]
export const LITLEN_TABLE: usize = 0x6000; // u32[2048]

/** Behind the counts: the first code that is one bit longer than the table's, and its place in the order of codes. */
const LONG_FIRST: usize = 32;
const LONG_INDEX: usize = 36;

export function use(place: usize, counts: usize, symbol: u32, length: u32): void {
  store<u16>(place, <u16>((length << 9) | symbol));
  const counter = counts + ((<usize>length) << 1);
  store<u16>(counter, load<u16>(counter) + 1);
}

export function clearCounts(counts: usize): void {
  v128.store(counts, i64x2.splat(0));
  v128.store(counts, i64x2.splat(0), 16);
}

/**
 * Makes a table of `2 ** tableBits` entries. Codes of one length are written in order, then the table is doubled for
 * the next length. Returns the number of values without a code, which may be more than 0 where
 * the only code has one bit or there is none; else, and when there are more codes than values, -1.
 */
export function makeTable(
  used: usize,
  symbols: usize,
  tableBits: u32,
  table: usize,
  counts: usize,
  sorted: usize,
  entries: usize,
): i32 {
  let left: i32 = 1;
  let longest: u32 = 0;
  let offset: u32 = 0;
  let first: u32 = 0;
  for (let length: u32 = 1; length <= MAX_BITS; length++) {
    const n = load<u16>(counts + (length << 1));
    left = (left << 1) - <i32>n;
    if (left < 0) return -1;
    store<u16>(OFFSETS + (length << 1), <u16>offset);
    offset += n;
    first = (first + n) << 1;
    if (length === tableBits) {
      store<u32>(counts, first, LONG_FIRST);
      store<u32>(counts, offset, LONG_INDEX);
    }
    if (n !== 0) longest = length;
  }
  if (left > 0 && longest > 1) return -1;
  for (let end = used + (symbols << 1); used < end; used += 2) {
    const pair = <usize>load<u16>(used);
    const place = OFFSETS + ((pair >> 9) << 1);
    const at = load<u16>(place);
    store<u16>(place, at + 1);
    store<u16>(sorted + ((<usize>at) << 1), <u16>(pair & 511));
  }
  fillTable(tableBits, table, counts, sorted, entries, left > 0 ? BAD : LONG);
  return left;
}

function fillTable(
  tableBits: u32,
  table: usize,
  counts: usize,
  sorted: usize,
  entries: usize,
  empty: u32,
): void {
  let size: usize = 1;
  let code: usize = 0;
  let symbol = sorted;
  store<u32>(table, empty);
  for (let length: u32 = 1; length <= tableBits; length++) {
    memory.copy(table + (size << 2), table, size << 2);
    size <<= 1;
    for (let left = load<u16>(counts + (length << 1)); left > 0; left--) {
      const entry = load<u32>(entries + ((<usize>load<u16>(symbol)) << 2));
      store<u32>(table + (code << 2), entry === BAD ? BAD : entry + length * 0x0101);
      symbol += 2;
      // The next code, written backwards: the highest zero becomes one, all above it zero.
      const zeros = <u32>code ^ (<u32>size - 1);
      if (zeros === 0) {
        doubleUp(table, size, tableBits, length);
        return;
      }
      const bit: usize = 1 << (31 - clz(zeros));
      code = (code & (bit - 1)) | bit;
    }
  }
}

function doubleUp(table: usize, size: usize, tableBits: u32, length: u32): void {
  for (; length < tableBits; length++) {
    memory.copy(table + (size << 2), table, size << 2);
    size <<= 1;
  }
}

/** Decodes a code longer than the table's bits, bit by bit from there on; its entry, or `BAD`. */
export function longCode(ahead: u32, tableBits: u32, counts: usize, sorted: usize, entries: usize): u32 {
  let code = (<i32>(reversed(ahead) >> (32 - tableBits))) << 1;
  ahead >>= tableBits;
  let first = load<i32>(counts, LONG_FIRST);
  let index = load<i32>(counts, LONG_INDEX);
  for (let length = tableBits + 1; length <= MAX_BITS; length++) {
    code |= <i32>(ahead & 1);
    ahead >>= 1;
    const n = <i32>load<u16>(counts + (length << 1));
    if (code - n < first) {
      const symbol = <usize>load<u16>(sorted + ((<usize>(index + code - first)) << 1));
      const entry = load<u32>(entries + (symbol << 2));
      return entry === BAD ? BAD : entry + length * 0x0101;
    }
    index += n;
    first = (first + n) << 1;
    code <<= 1;
  }
  return BAD;
}

/** The same bits the other way round. */
function reversed(x: u32): u32 {
  x = ((x >> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  return bswap(x);
}

/** What is the same for all streams: entries by symbol, and the tables of fixed blocks. */
export function prepareTables(): void {
  for (let i: u32 = 0; i < 256; i++) store<u32>(LITLEN_ENTRIES + (i << 2), LITERAL | (i << 16));
  store<u32>(LITLEN_ENTRIES + (256 << 2), END | ODD);
  let base: u32 = 3;
  for (let i: u32 = 0; i < 28; i++) {
    const extra: u32 = i < 8 ? 0 : (i >> 2) - 1;
    store<u32>(LITLEN_ENTRIES + ((257 + i) << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(LITLEN_ENTRIES + (285 << 2), 258 << 16);
  base = 1;
  for (let i: u32 = 0; i < 30; i++) {
    const extra: u32 = i < 4 ? 0 : (i >> 1) - 1;
    store<u32>(DIST_ENTRIES + (i << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  for (let i: u32 = 0; i < 19; i++) store<u32>(PRE_ENTRIES + (i << 2), (i << 16) | 0x8000);
  clearCounts(LITLEN_COUNTS);
  clearCounts(DIST_COUNTS);
  for (let i: u32 = 0; i < 288; i++) {
    use(LITLEN_USED + (i << 1), LITLEN_COUNTS, i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  }
  for (let i: u32 = 0; i < 32; i++) use(DIST_USED + (i << 1), DIST_COUNTS, i, 5);
  makeTable(
    LITLEN_USED,
    288,
    FIXED_LITLEN_BITS,
    FIXED_LITLEN_TABLE,
    LITLEN_COUNTS,
    LITLEN_SORTED,
    LITLEN_ENTRIES,
  );
  makeTable(DIST_USED, 32, DIST_BITS, FIXED_DIST_TABLE, DIST_COUNTS, DIST_SORTED, DIST_ENTRIES);
}
