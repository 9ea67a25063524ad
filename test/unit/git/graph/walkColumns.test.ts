/** Columns of a commit-graph: the numbers of every commit, whichever is asked for first, block by block. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WalkColumns } from '../../../../server/git/graph/walkColumns.ts';
import { openBytes, uint32 } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const COUNT = 2500;
const RECORD = 12;
const parentOf = (position: number) => (position * 7919) % 0xfffffff0;
const endOf = (position: number) => position * 3 + (position % 2);

/** Eight bytes of something else, records with the parent in the middle, then ends of filters. */
function bytesOf(): Buffer {
  const numbers = Array.from({ length: COUNT }, (_, position) => position);
  return Buffer.concat([
    Buffer.alloc(8),
    ...numbers.map((n) => Buffer.concat([Buffer.alloc(4, 255), uint32(parentOf(n)), Buffer.alloc(4, 255)])),
    ...numbers.map((n) => uint32(endOf(n))),
  ]);
}

describe('WalkColumns', () => {
  const scratch = useScratch('columns');
  const open = (name: string, ends: number | null) =>
    new WalkColumns(openBytes(join(scratch.path, name), bytesOf()), {
      count: COUNT,
      records: 8,
      recordBytes: RECORD,
      parentAt: 4,
      ends,
    });

  it('has parents and places of filters, at the edges of blocks too', () => {
    const columns = open('whole', 8 + COUNT * RECORD);
    for (const position of [1024, 0, 1023, 2047, 2048, COUNT - 1, 1, 1025, 2046]) {
      expect(columns.parent(position)).toBe(parentOf(position));
      expect(columns.filterEnd(position)).toBe(endOf(position));
      expect(columns.filterStart(position)).toBe(position === 0 ? 0 : endOf(position - 1));
    }
  });

  it('has parents where there are no filters', () => {
    const columns = open('plain', null);
    expect([0, 1024, COUNT - 1].map((position) => columns.parent(position))).toEqual(
      [0, 1024, COUNT - 1].map(parentOf),
    );
  });
});
