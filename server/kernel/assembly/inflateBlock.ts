/** What stands in a block of a deflate stream whose codes are known: fast as long as there is much of it, with care at the end. */
import { bits, count, goOnAt, limit, next } from './bitInput';
import {
  BAD,
  DIST_BITS,
  DIST_COUNTS,
  DIST_ENTRIES,
  DIST_SORTED,
  DIST_TABLE,
  END,
  FIXED_DIST_TABLE,
  FIXED_LITLEN_BITS,
  FIXED_LITLEN_TABLE,
  LITERAL,
  LITLEN_BITS,
  LITLEN_COUNTS,
  LITLEN_ENTRIES,
  LITLEN_SORTED,
  LITLEN_TABLE,
  LONG,
  longCode,
  ODD,
} from './codes';

/** One round of the fast way makes no more than this, what it writes in vain included; nor reads more. */
const MOST_MADE: usize = 320;
const MOST_READ: usize = 40;

/** Returns the end of the output, 0 when the block is broken. */
export function inflateFixed(out: usize, outEnd: usize, outStart: usize): usize {
  return finish(out, outEnd, outStart, FIXED_LITLEN_TABLE, FIXED_LITLEN_BITS, FIXED_DIST_TABLE);
}

/** The same by the tables that were read. */
export function inflateDynamic(start: usize, outEnd: usize, outStart: usize): usize {
  const out = inflateFast(start, outEnd, outStart);
  return out === 0 ? 0 : finish(out, outEnd, outStart, LITLEN_TABLE, LITLEN_BITS, DIST_TABLE);
}

/**
 * Goes on while no check of input and room is needed. The code that comes next is looked up as soon as there are bits enough
 * for that: what refills them is waited for by nobody. Returns as `inflateFixed`; the end of the block is left to `finish`.
 */
function inflateFast(start: usize, outEnd: usize, outStart: usize): usize {
  let out = start;
  if (outEnd < start + MOST_MADE || limit < next + MOST_READ) return out;
  const outStop = outEnd - MOST_MADE;
  const inStop = limit - MOST_READ;
  // In locals: the compiler keeps globals in memory. Of `c` the lowest 6 bits count, of an entry as many when something is shifted by it.
  let b = bits;
  let c = <u32>count;
  let n = next;
  b |= load<u64>(n) << (<u64>c);
  n += <usize>(7 - ((c >> 3) & 7));
  c |= 56;
  let entry = litlenEntry(b);
  while (n < inStop && out < outStop) {
    b |= load<u64>(n) << (<u64>c);
    n += <usize>(7 - ((c >> 3) & 7));
    c |= 56;
    if (entry & LITERAL) {
      b >>= <u64>entry;
      c -= entry;
      store<u8>(out, entry >> 16);
      entry = litlenEntry(b);
      if (entry & LITERAL) {
        b >>= <u64>entry;
        c -= entry;
        store<u8>(out + 1, entry >> 16);
        entry = litlenEntry(b);
        if (entry & LITERAL) {
          b >>= <u64>entry;
          c -= entry;
          store<u8>(out + 2, entry >> 16);
          entry = litlenEntry(b);
          out += 3;
          continue;
        }
        out += 2;
        continue;
      }
      out += 1;
    }
    if (entry & ODD) {
      if (entry !== LONG) break;
      entry = longCode(<u32>b, LITLEN_BITS, LITLEN_COUNTS, LITLEN_SORTED, LITLEN_ENTRIES);
      if (entry === BAD || entry & ODD) break;
      if (entry & LITERAL) {
        store<u8>(out++, entry >> 16);
        b >>= <u64>entry;
        c -= entry;
        entry = litlenEntry(b);
        continue;
      }
      b |= load<u64>(n) << (<u64>c);
      n += <usize>(7 - ((c >> 3) & 7));
      c |= 56;
    }
    const length = valueOf(entry, b);
    b >>= <u64>entry;
    c -= entry;
    entry = load<u32>(DIST_TABLE + ((<usize>b & ((1 << DIST_BITS) - 1)) << 2));
    if (entry === LONG) entry = longCode(<u32>b, DIST_BITS, DIST_COUNTS, DIST_SORTED, DIST_ENTRIES);
    if (entry === BAD) return 0;
    const distance = valueOf(entry, b);
    b >>= <u64>entry;
    c -= entry;
    if ((c & 63) < LITLEN_BITS) {
      b |= load<u64>(n) << (<u64>c);
      n += <usize>(7 - ((c >> 3) & 7));
      c |= 56;
    }
    entry = litlenEntry(b);
    if (distance > out - outStart) return 0;
    copyMatch(out, distance, length);
    out += length;
  }
  goOnAt(b, <u64>(c & 63), n);
  return out;
}

/** Goes on to the end of the block, one code after the other. */
function finish(
  start: usize,
  outEnd: usize,
  outStart: usize,
  litlens: usize,
  litlenBits: u32,
  dists: usize,
): usize {
  let out = start;
  let b = bits;
  let c = count;
  let n = next;
  const mask = ((<usize>1) << (<usize>litlenBits)) - 1;
  const stop = limit + 8;
  while (true) {
    b |= load<u64>(n) << c;
    n += <usize>((63 - c) >> 3);
    c |= 56;
    if (n > stop || out > outEnd) return 0;
    let entry = load<u32>(litlens + ((<usize>b & mask) << 2));
    if (entry === LONG) entry = longCode(<u32>b, litlenBits, LITLEN_COUNTS, LITLEN_SORTED, LITLEN_ENTRIES);
    if (entry & LITERAL) {
      store<u8>(out++, entry >> 16);
      b >>= <u64>(entry & 0xff);
      c -= <u64>(entry & 0xff);
      entry = load<u32>(litlens + ((<usize>b & mask) << 2));
      if (entry & LITERAL) {
        store<u8>(out++, entry >> 16);
        b >>= <u64>(entry & 0xff);
        c -= <u64>(entry & 0xff);
      }
      continue;
    }
    if (entry === BAD) return 0;
    const length = valueOf(entry, b);
    b >>= <u64>(entry & 0xff);
    c -= <u64>(entry & 0xff);
    if (entry & END) {
      goOnAt(b, c, n);
      return n > stop || out > outEnd ? 0 : out;
    }
    entry = load<u32>(dists + ((<usize>b & ((1 << DIST_BITS) - 1)) << 2));
    if (entry === LONG) entry = longCode(<u32>b, DIST_BITS, DIST_COUNTS, DIST_SORTED, DIST_ENTRIES);
    if (entry === BAD) return 0;
    const distance = valueOf(entry, b);
    b >>= <u64>(entry & 0xff);
    c -= <u64>(entry & 0xff);
    if (distance > out - outStart || out + length > outEnd) return 0;
    copyExactly(out, distance, length);
    out += length;
  }
}

function litlenEntry(b: u64): u32 {
  return load<u32>(LITLEN_TABLE + ((<usize>b & ((1 << LITLEN_BITS) - 1)) << 2));
}

/** The length or distance of an entry, with the bits behind its code. */
function valueOf(entry: u32, b: u64): usize {
  const all = <u64>(entry & 0xff);
  const code = <u64>((entry >> 8) & 31);
  return <usize>(entry >> 16) + <usize>((b & (((<u64>1) << all) - 1)) >> code);
}

/** Copies forward, repeating what it has just written where the two overlap. Writes up to 32 bytes behind. */
function copyMatch(out: usize, distance: usize, length: usize): void {
  let from = out - distance;
  const end = out + length;
  if (distance < 16) {
    copyNear(out, from, distance, end);
    return;
  }
  v128.store(out, v128.load(from));
  v128.store(out, v128.load(from, 16), 16);
  if (length > 32) {
    do {
      out += 32;
      from += 32;
      v128.store(out, v128.load(from));
      v128.store(out, v128.load(from, 16), 16);
    } while (out + 32 < end);
  }
}

/** As `copyMatch`, but writes no more than 16 bytes behind. */
function copyExactly(out: usize, distance: usize, length: usize): void {
  let from = out - distance;
  const end = out + length;
  if (distance < 16) {
    copyNear(out, from, distance, end);
    return;
  }
  do {
    v128.store(out, v128.load(from));
    out += 16;
    from += 16;
  } while (out < end);
}

function copyNear(out: usize, from: usize, distance: usize, end: usize): void {
  if (distance >= 8) {
    do {
      store<u64>(out, load<u64>(from));
      out += 8;
      from += 8;
    } while (out < end);
  } else {
    do store<u8>(out++, load<u8>(from++));
    while (out < end);
  }
}
