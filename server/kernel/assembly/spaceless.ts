/** Kernel: finds for each line the first one that is equal apart from space bytes (git's `-w`). */
import { lineAddress, lineLength } from './lines';
import { did, pollEvery } from './poll';

const SEED: u32 = 0x9e3779b9;
const FACTOR: u32 = 0x85ebca6b;
const LAST_FACTOR: u32 = 0xc2b2ae35;
/** Bytes between two polls; a line counts for some of its own. */
const POLL_BYTES: i32 = 1 << 18;
const LINE_COST: i32 = 1 << 4;
/** Of a line, looked at in one go. */
const PART: usize = 1 << 14;

/** By number of a line: the first one like it, and the hash of what it has beside space. */
let firsts: usize = 0;
let hashes: usize = 0;
/** A hash table of first lines with linear probing; a slot holds a number plus one, or 0. */
let slots: usize = 0;
let mask: u32 = 0;

/** Takes tables into use to which those for the lines dealt with so far have been copied, and slots in which these are entered. */
export function useSpaceless(newFirsts: usize, newHashes: usize, newSlots: usize, newMask: u32): void {
  firsts = newFirsts;
  hashes = newHashes;
  slots = newSlots;
  mask = newMask;
}

/** Enters those of lines [from, end) that have been found to be first lines in slots that are not in use yet. */
export function enterFirsts(to: usize, newMask: u32, from: u32, end: u32): void {
  for (let id = from; id < end; id++) {
    if (firstOf(id) !== id) continue;
    let slot = hashOf(id) & newMask;
    while (load<u32>(to + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & newMask;
    store<u32>(to + ((<usize>slot) << 2), id + 1);
  }
}

/** Finds the first lines of lines [from, end). Throws what the poll throws: then it can be called anew for the same lines. */
export function findFirsts(from: u32, end: u32): void {
  pollEvery(POLL_BYTES);
  for (let id = from; id < end; id++) {
    did(LINE_COST);
    const hash = hashWithoutSpace(lineAddress(id), <usize>lineLength(id));
    store<u32>(hashes + ((<usize>id) << 2), hash);
    let slot = hash & mask;
    let held = load<u32>(slots + ((<usize>slot) << 2));
    while (held !== 0 && (hashOf(held - 1) !== hash || !equalWithoutSpace(held - 1, id))) {
      slot = (slot + 1) & mask;
      held = load<u32>(slots + ((<usize>slot) << 2));
    }
    store<u32>(firsts + ((<usize>id) << 2), held === 0 ? id : held - 1);
    if (held === 0) store<u32>(slots + ((<usize>slot) << 2), id + 1);
  }
}

/** Writes the first lines of `count` lines to `to`. */
export function mapToFirsts(ids: usize, count: usize, to: usize): void {
  for (let at: usize = 0; at < count << 2; at += 4) {
    store<u32>(to + at, load<u32>(firsts + ((<usize>load<u32>(ids + at)) << 2)));
  }
}

function firstOf(id: u32): u32 {
  return load<u32>(firsts + ((<usize>id) << 2));
}

function hashOf(id: u32): u32 {
  return load<u32>(hashes + ((<usize>id) << 2));
}

/** The bytes that git's diff takes for space: tab, newline, carriage return and blank. */
function isSpace(byte: u32): bool {
  return byte === 0x20 || byte - 0x09 < 2 || byte === 0x0d;
}

function hashWithoutSpace(from: usize, length: usize): u32 {
  let hash = SEED;
  const end = from + length;
  for (let at = from; at < end; ) {
    const stop = min(end, at + PART);
    did(<i32>(stop - at));
    for (; at < stop; at++) {
      const byte = <u32>load<u8>(at);
      if (!isSpace(byte)) hash = rotl<u32>(hash ^ byte, 13) * FACTOR;
    }
  }
  hash = (hash ^ (hash >> 15)) * LAST_FACTOR;
  return hash ^ (hash >> 13);
}

function equalWithoutSpace(a: u32, b: u32): bool {
  let atA = lineAddress(a);
  let atB = lineAddress(b);
  const endA = atA + <usize>lineLength(a);
  const endB = atB + <usize>lineLength(b);
  let steps: usize = 0;
  while (true) {
    atA = afterSpace(atA, endA);
    atB = afterSpace(atB, endB);
    if (atA === endA || atB === endB) return atA === endA && atB === endB;
    if (load<u8>(atA++) !== load<u8>(atB++)) return false;
    if (++steps % PART === 0) did(<i32>PART);
  }
}

function afterSpace(from: usize, end: usize): usize {
  let at = from;
  while (at < end && isSpace(load<u8>(at))) {
    at++;
    if ((at - from) % PART === 0) did(<i32>PART);
  }
  return at;
}
