/** Blames as bytes and back, and bytes that are none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  packBlame,
  packingBlame,
  unpackBlame,
  unpackingBlame,
  type WholeBlame,
  withCommit,
} from '../../../server/worker/packedBlame.ts';

const id = (digit: string, length = 40) => digit.repeat(length);

function example(length = 40): WholeBlame {
  const [a, b, c] = [id('a', length), id('b', length), id('c', length)];
  return {
    commit: a,
    path: 'dir/n\xe4me',
    anchor: { commit: b, path: 'old' },
    lineCount: 7,
    rows: Int32Array.of(0, 2, 5, 1, 0, 2, 4, 0, 0, 3, 6, 1, 9, 1, 2),
    origins: [
      { commit: b, path: 'old', previous: { commit: c, path: 'older' }, boundary: false },
      { commit: c, path: 'older', previous: null, boundary: true },
    ],
  };
}

describe('a packed blame', () => {
  it.each([40, 64])('is the same again, with ids of %d digits', (length) => {
    const packed = packBlame(example(length));
    expect(unpackBlame(packed)).toEqual(example(length));
    expect(packed.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it.each([40, 64])('is that of another commit, with ids of %d digits', (length) => {
    const packed = packBlame(example(length));
    const commit = id('d', length);
    expect(unpackBlame(withCommit(packed, commit))).toEqual({ ...example(length), commit });
    expect(withCommit(packed, example(length).commit)).toBe(packed);
  });

  it('is made a piece at a time where it is long', () => {
    const count = 100_000;
    const rows = Int32Array.from({ length: 5 * count }, (_, at) =>
      at % 5 === 0 ? at / 5 : at % 5 === 1 ? 1 : 0,
    );
    const packing = packingBlame({ ...example(), lineCount: count, rows });
    let pauses = 0;
    while (!packing.next().done) pauses++;
    expect(pauses).toBeGreaterThanOrEqual(5);
  });

  it('is made and read a piece at a time where it has many owners', () => {
    const origins = Array.from({ length: 8000 }, (_, n) => {
      const commit = n.toString(16).padStart(40, '0');
      return { commit, path: 'dir/n\xe4me', previous: null, boundary: false };
    });
    const rows = Int32Array.from(origins.flatMap((_, n) => [n, 1, n, n, 0]));
    const blame = { ...example(), lineCount: origins.length, rows, origins };
    const packed = packBlame(blame);
    const pauses = (work: Generator) => [...work].length;
    expect([pauses(packingBlame(blame)), pauses(unpackingBlame(packed))]).toEqual([14, 14]);
    expect(unpackBlame(packed)).toEqual(blame);
  });

  it('may be of an empty file', () => {
    const empty = { ...example(), lineCount: 0, rows: new Int32Array(), origins: [] };
    expect(unpackBlame(packBlame(empty))).toEqual(empty);
  });

  it('is refused when it is cut off, longer, or of another version', () => {
    const packed = packBlame(example());
    expect(unpackBlame(packed.subarray(0, packed.length - 1))).toBeNull();
    expect(unpackBlame(Buffer.concat([packed, Buffer.alloc(4)]))).toBeNull();
    expect(unpackBlame(new Uint8Array())).toBeNull();
    const other = Uint8Array.from(packed);
    other[0] = 0xff;
    expect(unpackBlame(other)).toBeNull();
  });

  it('is refused or whole whatever its bytes say', () => {
    const packed = packBlame(example());
    const bytes = fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    const check = (changes: [number, number][]) => {
      const changed = Uint8Array.from(packed);
      for (const [at, value] of changes) changed[at] = value;
      const blame = unpackBlame(changed);
      if (blame === null) return;
      let line = 0;
      for (let at = 0; at < blame.rows.length; at += 5) {
        const [start, count, , place = -1] = blame.rows.subarray(at, at + 5);
        expect([start, blame.origins[place] !== undefined]).toEqual([line, true]);
        line += count ?? 0;
      }
      expect(line).toBe(blame.lineCount);
    };
    fc.assert(fc.property(bytes, check), { numRuns: 2000 });
  });
});
