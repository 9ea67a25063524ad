/** How many digits of an id git shows: enough to be unique in the repository. */
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';

const MINIMUM = 7;

/**
 * git's automatic length: half the bits of the number of packed objects, at least 7 digits.
 * A repository twice as large has a longer default, so most ids stay unique in it.
 */
export function automaticLength(reader: ObjectReader): number {
  const bits = Math.max(1, reader.packedObjectCount().toString(2).length);
  return Math.max(MINIMUM, Math.ceil(bits / 2));
}

/** The shortest length, at least `minimum`, at which no other object begins like this one. */
function uniqueLength(reader: ObjectReader, oid: Oid, minimum: number): number {
  let length = minimum;
  while (
    length < oid.length &&
    reader.oidsWithPrefix(oid.slice(0, length), 2).some((other) => other !== oid)
  ) {
    length++;
  }
  return length;
}

/** The longest of the commits' unique lengths, and at least `minimum`. */
export function commonLength(reader: ObjectReader, commits: Iterable<Oid>, minimum: number): number {
  let length = minimum;
  for (const commit of commits) length = uniqueLength(reader, commit, length);
  return length;
}
