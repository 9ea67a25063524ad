/** The file versions of one run as line ids: made along the deltas in which they are stored, and kept for a while. */

import type { Lines } from '../diff/lines.ts';
import type { LineTable } from '../diff/lineTable.ts';
import type { BlobMaker } from '../git/reader.ts';

/** Bytes of versions kept, at least half of it: versions are made of the ones made a short while before. */
const MAX_BYTES = 16 << 20;

/**
 * Makes lines of blobs. What was made lately is kept by place; when half of the memory is full, what has not been asked
 * for since the half before is dropped.
 */
export class Versions implements BlobMaker<Lines> {
  readonly #table: LineTable;
  #recent = new Map<number, Lines>();
  #older = new Map<number, Lines>();
  #recentBytes = 0;

  constructor(table: LineTable) {
    this.#table = table;
  }

  known(place: number): Lines | null {
    const recent = this.#recent.get(place);
    if (recent !== undefined) return recent;
    const older = this.#older.get(place);
    return older === undefined ? null : this.#keep(place, older);
  }

  size(made: Lines): number {
    return made.byteLength;
  }

  whole(place: number, data: Buffer): Lines {
    const { ids, starts, byteLength } = this.#table.intern(data);
    return this.#keep(place, { ids, starts, byteLength });
  }

  delta(place: number, base: Lines, delta: Parameters<LineTable['internDelta']>[1]): Lines {
    return this.#keep(place, this.#table.internDelta(base, delta));
  }

  #keep(place: number, lines: Lines): Lines {
    this.#recent.set(place, lines);
    this.#recentBytes += 4 * (lines.ids.length + lines.starts.length) + 200;
    if (this.#recentBytes > MAX_BYTES / 2) {
      this.#older = this.#recent;
      this.#recent = new Map();
      this.#recentBytes = 0;
    }
    return lines;
  }
}
