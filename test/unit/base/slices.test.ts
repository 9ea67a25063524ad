/** Long copies in slices. */
import { describe, expect, it, test } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { copyInSlices, includesInSlices, SLICE_BYTES } from '../../../server/base/slices.ts';

test.each([0, 1, SLICE_BYTES - 1, SLICE_BYTES, SLICE_BYTES + 1, 3 * SLICE_BYTES + 5])(
  '%i bytes arrive where they belong, and polls lie a slice apart',
  (size) => {
    const source = Uint8Array.from({ length: size }, (_, index) => index % 251);
    const target = new Uint8Array(size + 7).fill(255);
    let polls = 0;
    copyInSlices(target, source, { at: 3, cancel: { check: () => void polls++ } });
    expect(Buffer.compare(target.subarray(3, size + 3), source)).toBe(0);
    expect([...target.subarray(0, 3), ...target.subarray(size + 3)]).toEqual(
      Array.from({ length: 7 }, () => 255),
    );
    expect(polls).toBe(Math.max(0, Math.ceil(size / SLICE_BYTES) - 1));
  },
);

test('slices are counted in bytes, whatever the numbers', () => {
  let polls = 0;
  const source = new Float64Array(SLICE_BYTES / 4).fill(0.5);
  const target = new Float64Array(source.length);
  copyInSlices(target, source, { cancel: { check: () => void polls++ } });
  expect(polls).toBe(1);
  expect(target.every((number) => number === 0.5)).toBe(true);
});

test('a poll that throws ends it', () => {
  const source = new Uint8Array(3 * SLICE_BYTES).fill(1);
  const target = new Uint8Array(source.length);
  const cancel = {
    check() {
      throw new Cancelled();
    },
  };
  expect(() => copyInSlices(target, source, { cancel })).toThrow(Cancelled);
  expect(target.lastIndexOf(1)).toBe(SLICE_BYTES - 1);
  copyInSlices(target, source, { cancel: neverCancelled });
  expect(Buffer.compare(target, source)).toBe(0);
});

describe('includesInSlices', () => {
  const bytes = Buffer.alloc(2 * SLICE_BYTES + 10, '.');
  const has = (at: number, text: string) => {
    const copy = Buffer.from(bytes);
    copy.write(text, at, 'latin1');
    return includesInSlices(copy, Buffer.from('$Id:'), neverCancelled);
  };
  it.each([0, SLICE_BYTES - 3, SLICE_BYTES - 1, SLICE_BYTES, bytes.length - 4])('finds it at %i', (at) => {
    expect([has(at, '$Id:'), has(at, '$Id;')]).toEqual([true, false]);
  });
});
