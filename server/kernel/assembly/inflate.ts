/** Kernel: inflates zlib streams of known size (RFC 1950 and 1951). */
import { adler32 } from './adler32';
import { alignToByte, beginAt, bits, count, drop, goOnAt, limit, next, refill } from './bitInput';
import {
  clearCounts,
  DIST_BITS,
  DIST_COUNTS,
  DIST_ENTRIES,
  DIST_SORTED,
  DIST_TABLE,
  DIST_USED,
  LITLEN_BITS,
  LITLEN_COUNTS,
  LITLEN_ENTRIES,
  LITLEN_SORTED,
  LITLEN_TABLE,
  LITLEN_USED,
  makeTable,
  PRE_BITS,
  PRE_COUNTS,
  PRE_ENTRIES,
  PRE_LENGTHS,
  PRE_SORTED,
  PRE_TABLE,
  PRE_USED,
  prepareTables,
  use,
} from './codes';
import { inflateDynamic, inflateFixed } from './inflateBlock';

/** The order in which lengths of code length codes are written. */
const PRE_ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

let ready = false;

/** Lengths of the lists of symbols with a code. */
let litlenUsed: usize = 0;
let distUsed: usize = 0;

/**
 * Inflates the stream at [at, end) to `to` and checks its checksum. Returns how many bytes of input it used, or -1
 * when the stream is broken, ends too early, or is not `size` long. Up to 16 bytes after both are touched: read
 * after the input, written after the output.
 */
export function inflate(at: usize, end: usize, to: usize, size: usize): i32 {
  if (!ready) {
    prepareTables();
    ready = true;
  }
  if (end < at + 6) return -1;
  const head = ((<u32>load<u8>(at)) << 8) | <u32>load<u8>(at + 1);
  if ((head & 0x0f00) !== 0x0800 || head >> 12 > 7 || head % 31 !== 0 || (head & 0x20) !== 0) return -1;
  beginAt(at + 2, end);
  let out = to;
  const outEnd = to + size;
  let last = false;
  while (!last) {
    refill();
    last = (bits & 1) !== 0;
    const kind = <u32>(bits >> 1) & 3;
    drop(3);
    if (kind === 0) out = copyStored(out, outEnd);
    else if (kind === 1) out = inflateFixed(out, outEnd, to);
    else if (kind === 2 && readTables()) out = inflateDynamic(out, outEnd, to);
    else return -1;
    if (out === 0) return -1;
  }
  if (out !== outEnd) return -1;
  alignToByte();
  if (next + 4 > limit) return -1;
  if (bswap(load<u32>(next)) !== adler32(to, size)) return -1;
  return <i32>(next + 4 - at);
}

/** Returns the end of the output, 0 when the block is broken. */
function copyStored(out: usize, outEnd: usize): usize {
  alignToByte();
  if (next + 4 > limit) return 0;
  const length = <usize>load<u16>(next);
  if (length !== (~(<usize>load<u16>(next + 2)) & 0xffff)) return 0;
  const from = next + 4;
  if (from + length > limit || out + length > outEnd) return 0;
  memory.copy(out, from, length);
  goOnAt(0, 0, from + length);
  return out + length;
}

/** Reads the code lengths of a dynamic block and makes both tables; false when they are not as zlib demands. */
function readTables(): bool {
  refill();
  const litlens = (<u32>bits & 31) + 257;
  const dists = (<u32>(bits >> 5) & 31) + 1;
  const pres = (<u32>(bits >> 10) & 15) + 4;
  drop(14);
  if (litlens > 286 || dists > 30) return false;
  if (!readPreTable(pres)) return false;
  clearCounts(LITLEN_COUNTS);
  clearCounts(DIST_COUNTS);
  if (!readLengths(litlens, litlens + dists)) return false;
  return (
    makeTable(
      LITLEN_USED,
      litlenUsed,
      LITLEN_BITS,
      LITLEN_TABLE,
      LITLEN_COUNTS,
      LITLEN_SORTED,
      LITLEN_ENTRIES,
    ) >= 0 &&
    makeTable(DIST_USED, distUsed, DIST_BITS, DIST_TABLE, DIST_COUNTS, DIST_SORTED, DIST_ENTRIES) >= 0
  );
}

function readPreTable(pres: u32): bool {
  clearCounts(PRE_COUNTS);
  store<u64>(PRE_LENGTHS, 0);
  store<u64>(PRE_LENGTHS, 0, 8);
  store<u32>(PRE_LENGTHS, 0, 16);
  for (let i: u32 = 0; i < pres; i++) {
    if (count < 3) refill();
    store<u8>(PRE_LENGTHS + <usize>unchecked(PRE_ORDER[i]), <u8>(bits & 7));
    drop(3);
  }
  let used: usize = 0;
  for (let i: u32 = 0; i < 19; i++) {
    const length = <u32>load<u8>(PRE_LENGTHS + i);
    if (length === 0) continue;
    use(PRE_USED + (used++ << 1), PRE_COUNTS, i, length);
  }
  return (
    used > 0 && makeTable(PRE_USED, used, PRE_BITS, PRE_TABLE, PRE_COUNTS, PRE_SORTED, PRE_ENTRIES) === 0
  );
}

/**
 * Most symbols have no code, so what is read is not a table of lengths but the list of those that have one, in their
 * order, and how many there are of each length.
 */
function readLengths(litlens: u32, total: u32): bool {
  let at: u32 = 0;
  let before: u32 = 0;
  litlenUsed = 0;
  distUsed = 0;
  let ended = false;
  while (at < total) {
    refill();
    if (next > limit + 8) return false;
    const entry = load<u32>(PRE_TABLE + ((<usize>bits & 127) << 2));
    if ((entry & 0xff) === 0) return false;
    drop(<u64>(entry & 0xff));
    const symbol = entry >> 16;
    let repeat: u32 = 1;
    if (symbol < 16) before = symbol;
    else if (symbol === 16) {
      if (at === 0) return false;
      repeat = 3 + (<u32>bits & 3);
      drop(2);
    } else if (symbol === 17) {
      before = 0;
      repeat = 3 + (<u32>bits & 7);
      drop(3);
    } else {
      before = 0;
      repeat = 11 + (<u32>bits & 127);
      drop(7);
    }
    const end = at + repeat;
    if (end > total) return false;
    if (before === 0) {
      at = end;
      continue;
    }
    for (; at < end; at++) {
      if (at < litlens) {
        use(LITLEN_USED + (litlenUsed++ << 1), LITLEN_COUNTS, at, before);
        if (at === 256) ended = true;
      } else {
        use(DIST_USED + (distUsed++ << 1), DIST_COUNTS, at - litlens, before);
      }
    }
  }
  return ended;
}
