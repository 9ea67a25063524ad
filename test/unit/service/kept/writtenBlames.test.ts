/** Blames that are remembered as they were sent. */
import { expect, it } from 'vitest';
import { emptyBlame, type FileBlame } from '../../../../server/service/fileBlame.ts';
import { WrittenBlames } from '../../../../server/service/kept/writtenBlames.ts';

const blameOf = (lineCount: number): FileBlame => ({ ...emptyBlame, lineCount });

it('knows of a blame what was written, and of no other one', () => {
  const written = new WrittenBlames();
  const blame = blameOf(3);
  const pieces = [Buffer.from('a'), Buffer.from('b')];
  written.set(blame, pieces);
  expect(written.get(blame)).toBe(pieces);
  expect(written.get(blameOf(3))).toBeUndefined();
});

it('holds no more than some megabytes, and what was used last', () => {
  const written = new WrittenBlames();
  const first = blameOf(1);
  written.set(first, [Buffer.alloc(1000)]);
  for (let number = 0; number < 10_000; number++) {
    expect(written.get(first)).toBeDefined();
    written.set(blameOf(2), [Buffer.alloc(500), Buffer.alloc(500)]);
    expect(written.bytes).toBeLessThanOrEqual(4 << 20);
  }
  expect(written.bytes).toBeGreaterThan(3 << 20);
  const huge = blameOf(3);
  written.set(huge, [Buffer.alloc(5 << 20)]);
  expect(written.get(huge)).toBeUndefined();
});
