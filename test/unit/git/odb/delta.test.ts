/** Deltas: what they make, and which of them are refused before anything is made. */
import { describe, expect, it } from 'vitest';
import { applyDelta, isSoundDelta, readDeltaHead } from '../../../../server/git/odb/delta.ts';
import { encodeDelta } from '../../../support/packFixture.ts';

const base = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 251));

function apply(delta: Buffer, from: Buffer = base): Buffer | null {
  const head = readDeltaHead(delta, 0, delta.length);
  if (head === null || head.baseSize !== from.length || !isSoundDelta(delta, head)) return null;
  const result = Buffer.alloc(head.resultSize);
  applyDelta(delta, { start: head.start, end: delta.length }, { base: from, result });
  return result;
}

describe('applyDelta', () => {
  const cases: readonly (readonly [what: string, steps: readonly (readonly [number, number] | string)[]])[] =
    [
      ['nothing', []],
      ['new bytes', ['hello']],
      ['as many new bytes as one instruction takes', ['x'.repeat(127)]],
      ['a short copy', [[5, 3]]],
      ['a long copy', [[300, 1000]]],
      ['a copy of 64 KiB', [[0, 0x10000]]],
      ['a copy of more than 64 KiB', [[0, 0x10100]]],
      ['the whole base and more', [[0, 70_000], 'tail', [69_999, 1]]],
      ['pieces out of order and twice', [[100, 50], 'mid', [0, 50], [100, 50]]],
    ];
  it.each(cases)('makes %s', (_, steps) => {
    const parts = steps.map((step) =>
      typeof step === 'string' ? Buffer.from(step) : base.subarray(step[0], step[0] + step[1]),
    );
    const expected = Buffer.concat(parts);
    const made = apply(encodeDelta(base.length, expected.length, steps));
    expect(made?.equals(expected)).toBe(true);
  });

  it('copies from offsets that need all four bytes', () => {
    const large = Buffer.alloc(0x1000010);
    large.write('far away', 0x1000004);
    const made = apply(encodeDelta(large.length, 8, [[0x1000004, 8]]), large);
    expect(made?.toString()).toBe('far away');
  });
});

describe('unsound deltas', () => {
  const cases: readonly (readonly [what: string, delta: Buffer])[] = [
    ['copy past the end of the base', encodeDelta(base.length, 10, [[69_995, 10]])],
    ['copy from beyond the base', encodeDelta(base.length, 1, [[2 ** 31, 1]])],
    ['make too little', encodeDelta(base.length, 10, ['nine byte'])],
    ['make too much', encodeDelta(base.length, 8, ['nine byte'])],
    ['hold the reserved instruction', Buffer.concat([encodeDelta(base.length, 1, []), Buffer.from([0, 1])])],
    ['end inside new bytes', encodeDelta(base.length, 5, ['hello']).subarray(0, -1)],
    ['end inside a copy', encodeDelta(base.length, 1000, [[300, 1000]]).subarray(0, -1)],
    ['promise a result without limit', encodeDelta(base.length, 2 ** 50, [[0, 70_000]])],
  ];
  it.each(cases)('%s', (_, delta) => expect(apply(delta)).toBeNull());

  const heads: readonly (readonly [what: string, bytes: number[]])[] = [
    ['empty', []],
    ['cut in the first size', [0x80]],
    ['cut before the second size', [1]],
    ['with a size beyond all numbers', Array.from({ length: 12 }, () => 0xff)],
  ];
  it.each(heads)('head %s', (_, bytes) => {
    expect(readDeltaHead(Buffer.from(bytes), 0, bytes.length)).toBeNull();
  });
});
