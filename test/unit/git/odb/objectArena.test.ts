/** The memory of small objects: what is kept is found, what is used stays, and it never holds more than it has. */
import { describe, expect, it } from 'vitest';
import { ObjectArena } from '../../../../server/git/odb/objectArena.ts';
import { createReference } from '../../../../server/kernel/reference.ts';

const START = 1 << 16;
const SIZE = 1 << 18;

function open(): ObjectArena {
  return new ObjectArena(createReference(START + SIZE), START, START + SIZE);
}

/** Keeps `size` bytes that tell the key. */
function put(arena: ObjectArena, key: number, size: number): number {
  const at = arena.allocate(size);
  arena.kernel.bytes.fill(key & 0xff, at, at + size);
  return arena.keep(key, 3, size);
}

describe('ObjectArena', () => {
  it('finds what it was given', () => {
    const arena = open();
    for (const key of [12, 12.5, 2 ** 32 + 12, 2 ** 45]) put(arena, key, 40);
    for (const key of [12, 12.5, 2 ** 32 + 12, 2 ** 45]) {
      const slot = arena.find(key);
      expect(arena.size(slot)).toBe(40);
      expect(arena.type(slot)).toBe(3);
      expect(arena.view(slot).equals(Buffer.alloc(40, key & 0xff))).toBe(true);
    }
    expect(arena.find(13)).toBe(-1);
    arena.clear();
    expect(arena.find(12)).toBe(-1);
    expect(arena.bytes).toBe(0);
  });

  it('keeps what is used while the rest comes and goes, and stays within its memory', () => {
    const arena = open();
    put(arena, 1, 1000);
    for (let key = 2; key < 5000; key++) {
      expect(arena.find(1)).toBeGreaterThanOrEqual(0);
      const slot = put(arena, key, (key * 37) % 1500);
      expect(arena.address(slot)).toBeGreaterThanOrEqual(START);
      expect(arena.address(slot) + arena.size(slot)).toBeLessThanOrEqual(START + SIZE);
      expect(arena.bytes).toBeLessThanOrEqual(SIZE);
      const known = arena.find(key - 1);
      const bytes = Buffer.alloc(arena.size(known), (key - 1) & 0xff);
      expect(arena.view(known).equals(bytes)).toBe(true);
    }
    expect(arena.find(2000)).toBe(-1);
    expect(arena.view(arena.find(1)).equals(Buffer.alloc(1000, 1))).toBe(true);
  });

  it('does not take memory away that was used last', () => {
    const arena = open();
    const base = put(arena, 7, arena.maxBytes);
    for (let key = 100; key < 400; key++) {
      arena.find(7);
      put(arena, key, arena.maxBytes);
      expect(arena.view(base).every((byte) => byte === 7)).toBe(true);
    }
  });

  it('holds many tiny objects', () => {
    const arena = open();
    for (let key = 0; key < 100_000; key++) put(arena, key, 0);
    expect(arena.find(99_999)).toBeGreaterThanOrEqual(0);
    expect(arena.find(0)).toBe(-1);
  });
});
