/** Parts of tables are made once for all who read the same file, and never used half made. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TableRoom } from '../../../../server/git/odb/tableMemory.ts';
import { type PartPlace, TableParts } from '../../../../server/git/odb/tableParts.ts';
import { WindowCache, type WindowFile } from '../../../../server/git/odb/windows.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('parts of a table', () => {
  const scratch = useScratch('parts');
  const SIZES = [8, 400, 0, 80];
  const WHOLE = 4 * SIZES.length + 488;

  /** Readers of the same file, each with a cache of its own, as threads have. */
  function readers(count: number, room = new TableRoom(1 << 20)) {
    const path = join(scratch.path, 'table');
    writeFileSync(path, 'something');
    const open = () => new WindowCache(1 << 16, 4096, { tables: room }).open(path);
    const files = Array.from({ length: count }, open);
    return { path, room, open, files, parts: files.map(partsOf) };
  }

  const partsOf = (file: WindowFile) => new TableParts(file, 'ids', SIZES);
  const bytesAt = ({ memory, offset }: PartPlace, size: number) => new Uint8Array(memory, offset, size);
  const fillWith = (byte: number, size: number) => (place: PartPlace) => {
    bytesAt(place, size).fill(byte);
    return true;
  };
  const fails = () => {
    throw new Error('it is not to be made');
  };

  it('are made by the first and found by all others, in memory that counts once', () => {
    const { parts, room, files } = readers(3);
    expect(parts.map((each) => each.find(1))).toEqual([undefined, undefined, undefined]);
    parts[0]?.make(1, fillWith(7, 400));
    for (const each of parts) {
      const place = each.make(1, fails);
      expect(place && bytesAt(place, 400).every((byte) => byte === 7)).toBe(true);
      expect(each.find(0)).toBeUndefined();
    }
    expect(room.bytes).toBe(WHOLE);
    for (const file of files.slice(1)) file.close();
    expect(room.bytes).toBe(WHOLE);
    files[0]?.close();
    expect(room.bytes).toBe(0);
  });

  it('lie beside each other', () => {
    const { parts } = readers(1);
    for (const [part, size] of SIZES.entries()) parts[0]?.make(part, fillWith(part + 1, size));
    for (const [part, size] of SIZES.entries()) {
      const place = parts[0]?.find(part);
      expect([...bytesAt(place as PartPlace, size)]).toEqual(Array(size).fill(part + 1));
    }
  });

  it('are made again when whoever made them did not get to the end', () => {
    const { parts } = readers(2);
    const half = (place: PartPlace) => {
      bytesAt(place, 200).fill(9);
      throw new Error('ended');
    };
    expect(() => parts[0]?.make(1, half)).toThrow('ended');
    expect(parts.map((each) => each.find(1))).toEqual([undefined, undefined]);
    const place = parts[1]?.make(1, fillWith(5, 400));
    expect(place && bytesAt(place, 400).every((byte) => byte === 5)).toBe(true);
    expect(parts[0]?.find(1)).toEqual(place);
  });

  it('that can not be made are tried once', () => {
    const { parts } = readers(2);
    expect(parts[0]?.make(3, () => false)).toBeNull();
    expect(parts[1]?.make(3, fails)).toBeNull();
  });

  it('of a file that took the place of another are not those of the other', () => {
    const { parts, path, open, room } = readers(1);
    parts[0]?.make(0, fillWith(1, 8));
    // As long, and with the same name.
    writeFileSync(`${path}.new`, 'otherwise');
    renameSync(`${path}.new`, path);
    const newer = partsOf(open());
    expect(newer.find(0)).toBeUndefined();
    newer.make(0, fillWith(2, 8));
    expect(bytesAt(parts[0]?.find(0) as PartPlace, 8)).toEqual(new Uint8Array(8).fill(1));
    expect(room.bytes).toBe(2 * WHOLE);
  });

  it('are made as far as there is room', () => {
    const { parts, room } = readers(2, new TableRoom(450));
    expect(parts[0]?.make(1, fillWith(3, 400))).not.toBeNull();
    expect(parts[0]?.make(3, fails)).toBeNull();
    expect(room.bytes).toBeLessThanOrEqual(450);
    const none = readers(1, new TableRoom(0));
    expect(none.parts[0]?.make(0, fails)).toBeNull();
    expect(none.room.bytes).toBe(0);
  });
});
