/** Columns of numbers say the same whether a part of them is in memory or not. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NumberColumn } from '../../../../server/git/odb/numberColumn.ts';
import { openBytes, uint32 } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('NumberColumn', () => {
  const scratch = useScratch('numbers');
  const count = 40_000;
  const numbers = Array.from({ length: count }, (_, i) => Math.imul(i, 2_654_435_761) >>> 0);

  it.each([
    ['one after the other', 4, 1 << 20],
    ['with something between them', 24, 1 << 20],
    ['without room for parts', 4, 0],
    ['with room for one part', 4, 70_000],
  ])('reads numbers %s', (what, stride, tableBytes) => {
    const rows = numbers.map((number) => Buffer.concat([uint32(number), Buffer.alloc(stride - 4)]));
    // Nothing follows the last number.
    const bytes = Buffer.concat([Buffer.alloc(7), ...rows]).subarray(0, 7 + count * stride - (stride - 4));
    const file = openBytes(join(scratch.path, what), bytes, { tableBytes });
    const column = new NumberColumn(file, { start: 7, stride, count });
    for (let i = 0; i < count; i += 7) expect(column.at(i)).toBe(numbers[i]);
    for (const i of [0, count - 1, 16_383, 16_384]) expect(column.at(i)).toBe(numbers[i]);
    expect(file.cache.tables.bytes).toBeLessThanOrEqual(tableBytes);
    expect(file.cache.tables.bytes > 0).toBe(tableBytes > 0);
    file.close();
    expect(file.cache.tables.bytes).toBe(0);
  });

  it('reads a number now and then by itself', () => {
    const file = openBytes(join(scratch.path, 'few'), Buffer.concat(numbers.map(uint32)), {
      tableBytes: 1 << 20,
    });
    const column = new NumberColumn(file, { start: 0, stride: 4, count });
    for (let i = 0; i < 8; i++) expect(column.at(i * 1000)).toBe(numbers[i * 1000]);
    expect(file.cache.tables.bytes).toBe(0);
  });
});
