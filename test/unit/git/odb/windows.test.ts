/** Windows: any part of a file, however it lies across them, within a bound of memory. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Cursor, FileVanished, WindowCache, type WindowFile } from '../../../../server/git/odb/windows.ts';
import { randomNumbers, writeDeep } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

function byteAt(cursor: Cursor, offset: number): number | undefined {
  const at = cursor.at(offset, 1);
  return cursor.bytes[at];
}

describe('windows', () => {
  const scratch = useScratch('windows');
  const content = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));

  function open(cache: WindowCache, name = 'file', bytes: Uint8Array = content) {
    writeDeep(join(scratch.path, name), bytes);
    return cache.open(join(scratch.path, name));
  }

  it('gives every part of a file, across windows and inside them', () => {
    const cursor = new Cursor(open(new WindowCache(256, 64)));
    const random = randomNumbers(1);
    for (let turn = 0; turn < 2000; turn++) {
      const offset = random() % 1000;
      const length = random() % Math.min(200, 1001 - offset);
      const at = cursor.at(offset, length);
      const part = cursor.bytes.subarray(at, at + length);
      expect(part.equals(content.subarray(offset, offset + length))).toBe(true);
    }
  });

  it('reads what is asked for and little more, and all the rest once it is read in order', () => {
    const reads: number[] = [];
    class Watched extends WindowCache {
      override readInto(file: WindowFile, target: Buffer, start: number): void {
        reads.push(start, target.length);
        super.readInto(file, target, start);
      }
    }
    // Blocks of 16 bytes.
    const cursor = new Cursor(open(new Watched(1024, 256)));
    const read = (offset: number, length: number) => {
      reads.length = 0;
      const at = cursor.at(offset, length);
      const part = cursor.bytes.subarray(at, at + length);
      expect(part.equals(content.subarray(offset, offset + length))).toBe(true);
      return [...reads];
    };
    expect(read(100, 4)).toEqual([96, 16]);
    expect(read(96, 16)).toEqual([]);
    expect(read(60, 5)).toEqual([48, 32]);
    expect(read(150, 30)).toEqual([144, 48]);
    expect(read(112, 1)).toEqual([112, 144]);
    expect(read(255, 1)).toEqual([]);
    // Behind the last whole window there is less.
    expect(read(990, 10)).toEqual([976, 24]);
    // Nor is there more of what is read at random.
    const table = new Watched(2048, 256).open(join(scratch.path, 'file'), true);
    const anywhere = new Cursor(table);
    reads.length = 0;
    for (const offset of [100, 112, 130]) expect(byteAt(anywhere, offset)).toBe(content[offset]);
    expect(reads).toEqual([96, 16, 112, 16, 128, 16]);
    // Until so much of it has been asked for that the rest will be.
    reads.length = 0;
    for (const offset of [20, 30, 40, 90]) expect(byteAt(anywhere, offset)).toBe(content[offset]);
    expect(reads).toEqual([16, 16, 0, 256]);
    // Unless it would take more than half of all windows.
    const large = new Cursor(new Watched(1024, 256).open(join(scratch.path, 'file'), true));
    reads.length = 0;
    for (const offset of [20, 40, 70, 100, 130]) expect(byteAt(large, offset)).toBe(content[offset]);
    expect(reads).toEqual([16, 16, 32, 16, 64, 16, 96, 16, 128, 16]);
  });

  it('keeps no more than its bound in memory', () => {
    const cache = new WindowCache(256, 64);
    const cursors = ['a', 'b', 'c'].map((name) => new Cursor(open(cache, name)));
    for (let offset = 0; offset < 1000; offset += 10) for (const cursor of cursors) cursor.at(offset, 1);
    expect(cache.bytes).toBeLessThanOrEqual(256);
  });

  it('does not mistake a window that was used again for its own', () => {
    const cache = new WindowCache(256, 64);
    const first = new Cursor(open(cache, 'first'));
    const second = new Cursor(open(cache, 'second', Buffer.alloc(1000, 255)));
    expect(byteAt(first, 0)).toBe(0);
    for (let offset = 0; offset < 1000; offset += 64) second.at(offset, 1);
    expect(byteAt(first, 1)).toBe(1);
  });

  const outside: readonly (readonly [offset: number, length: number])[] = [
    [-1, 1],
    [1000, 1],
    [999, 2],
    [0, 1001],
    [0, -1],
    [2 ** 53, 1],
    [Number.NaN, 1],
  ];
  it.each(outside)('refuses offset %d, length %d', (offset, length) => {
    const cursor = new Cursor(open(new WindowCache(256, 64)));
    expect(() => cursor.at(offset, length)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  it('copies a part that a caller keeps', () => {
    const file = open(new WindowCache(256, 64));
    expect(file.copy(60, 10).equals(content.subarray(60, 70))).toBe(true);
    expect(() => file.copy(995, 10)).toThrow('it ends at 1000');
  });

  it('opens more files than it keeps open', () => {
    const cache = new WindowCache(1 << 20, 64);
    const cursors = Array.from({ length: 150 }, (_, i) => new Cursor(open(cache, `many-${i}`)));
    for (const cursor of cursors) expect(byteAt(cursor, 500)).toBe(500 % 251);
  });

  it('says so when a file is gone or was replaced by the time it is opened again', () => {
    const cache = new WindowCache(256, 64);
    expect(() => cache.open(join(scratch.path, 'none'))).toThrow(FileVanished);
    const gone = open(cache, 'gone');
    const replaced = open(cache, 'replaced');
    gone.close();
    replaced.close();
    rmSync(gone.path);
    writeFileSync(`${replaced.path}.new`, 'short');
    renameSync(`${replaced.path}.new`, replaced.path);
    expect(() => new Cursor(gone).at(0, 1)).toThrow(FileVanished);
    expect(() => new Cursor(replaced).at(0, 1)).toThrow(FileVanished);
  });

  it('does not go on with another file, however long, where others may have what is made of it', () => {
    const cache = new WindowCache(256, 64);
    const [plain, tabled] = [open(cache, 'plain'), open(cache, 'tabled')];
    tabled.wantTable('ids', 8);
    for (const { path } of [plain, tabled]) {
      writeFileSync(`${path}.new`, content);
      renameSync(`${path}.new`, path);
    }
    // So many that neither stays open.
    for (let i = 0; i < 100; i++) open(cache, `other-${i}`);
    expect(byteAt(new Cursor(plain), 700)).toBe(700 % 251);
    expect(() => new Cursor(tabled).at(0, 1)).toThrow(FileVanished);
  });

  it('reads on in a file that was deleted while it was open', () => {
    const cache = new WindowCache(256, 64);
    const file = open(cache, 'deleted');
    rmSync(file.path);
    const cursor = new Cursor(file);
    expect(byteAt(cursor, 700)).toBe(700 % 251);
  });

  it('notices that a file became shorter', () => {
    const file = open(new WindowCache(256, 64), 'shrinks');
    writeFileSync(file.path, 'short');
    expect(() => new Cursor(file).at(60, 1)).toThrow('became shorter');
  });
});
