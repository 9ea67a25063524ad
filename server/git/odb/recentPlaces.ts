/** Where objects were found a short while ago: indexes of packs are large, and asked at random places. */
import type { Oid } from '../oid.ts';
import type { Pack } from './pack.ts';

/** Where an object lies. */
export interface PackPlace {
  readonly pack: Pack;
  readonly offset: number;
}

interface Known extends PackPlace {
  readonly oid: Oid;
}

/** A power of two, at most that of 16. */
const PLACES = 1 << 14;

/** A table of fixed size: each object has one row, told by its id, and the newer one takes it. */
export class RecentPlaces {
  // oxlint-disable-next-line unicorn/no-new-array -- filling it row by row takes time.
  #rows: (Known | undefined)[] = new Array(PLACES);

  get(oid: Oid): PackPlace | null {
    const known = this.#rows[firstDigits(oid) & (PLACES - 1)];
    return known !== undefined && known.oid === oid ? known : null;
  }

  add(oid: Oid, { pack, offset }: PackPlace): PackPlace {
    const known = { oid, pack, offset };
    this.#rows[firstDigits(oid) & (PLACES - 1)] = known;
    return known;
  }

  clear(): void {
    // oxlint-disable-next-line unicorn/no-new-array -- as above.
    this.#rows = new Array(PLACES);
  }
}

/** A number of 16 bits: the first four digits of the id. */
function firstDigits(oid: Oid): number {
  return (digit(oid, 0) << 12) | (digit(oid, 1) << 8) | (digit(oid, 2) << 4) | digit(oid, 3);
}

/** The value of a lower-case hex digit: the low bits of its character, letters from 10 on. */
function digit(oid: Oid, at: number): number {
  const code = oid.charCodeAt(at);
  return (code & 15) + (code >> 6) * 9;
}
