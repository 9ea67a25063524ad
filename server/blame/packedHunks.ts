/** Hunks as bytes: small numbers take one each, and most are small. */
import { HUNK, type Hunks } from '../diff/hunks.ts';

/** A hunk is three numbers of at most five bytes; their number is one more. */
const MOST_NUMBER_BYTES = 5;
const MOST_HUNK_BYTES = 3 * MOST_NUMBER_BYTES;

/** More than these hunks take. */
export function mostBytesOf(hunks: Hunks): number {
  return MOST_NUMBER_BYTES + (hunks.length / HUNK) * MOST_HUNK_BYTES;
}

/** Each hunk as the unchanged lines before it and its lines in both files. Where it is written up to. */
export function writeHunks(bytes: Buffer, start: number, hunks: Hunks): number {
  let at = writeNumber(bytes, start, hunks.length / HUNK);
  let end = 0;
  for (let i = 0; i < hunks.length; i += HUNK) {
    const first = hunks[i] as number;
    const count = hunks[i + 1] as number;
    at = writeNumber(bytes, at, first - end);
    at = writeNumber(bytes, at, count);
    at = writeNumber(bytes, at, hunks[i + 3] as number);
    end = first + count;
  }
  return at;
}

function writeNumber(bytes: Buffer, start: number, number: number): number {
  let at = start;
  let rest = number;
  for (; rest > 0x7f; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
  bytes[at++] = rest;
  return at;
}

export function readHunks(bytes: Buffer, start: number): Hunks {
  let at = start;
  const next = () => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
  };
  const hunks = new Int32Array(next() * HUNK);
  let endA = 0;
  let endB = 0;
  for (let i = 0; i < hunks.length; i += HUNK) {
    const unchanged = next();
    hunks[i] = endA + unchanged;
    hunks[i + 1] = next();
    hunks[i + 2] = endB + unchanged;
    hunks[i + 3] = next();
    endA = hunks[i]! + hunks[i + 1]!;
    endB = hunks[i + 2]! + hunks[i + 3]!;
  }
  return hunks;
}
