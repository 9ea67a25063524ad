/** Lines of texts in pieces: what is taken over from another version equals what is read anew, and is all but the edit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { bytesOfText, prefixed, type SharedText, textOf } from '../../../server/base/sharedText.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';
import { share } from '../../../server/service/documents/texts.ts';
import { bytesOfPieced, editedLines, LineRoom, linesOf } from '../../../server/worker/piecedLines.ts';

const block = Buffer.from('a\nbb\n\nccc\nd\n\n\nlong line\nend');

/** A text of stretches of the block: lines may be cut anywhere, and pieces may be empty. */
function pieced(memory: number, places: readonly (readonly [from: number, to: number])[]): SharedText {
  const pieces = places.flatMap(([from, to]) => [0, from, to - from]);
  const byteLength = places.reduce((sum, [from, to]) => sum + to - from, 0);
  return { ...textOf(block), memory, pieces: Int32Array.from(pieces), byteLength };
}

const mark = block.subarray(0, 2);
const newWork = () => ({ bytesRead: 0, linesRead: 0 });

describe('lines of an edited text', () => {
  const offset = fc.nat({ max: block.length });
  const place = fc.tuple(offset, offset).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const places = fc.array(place, { maxLength: 6 });
  const edit = fc.record({ at: fc.nat({ max: 6 }), remove: fc.nat({ max: 3 }), put: places });

  it('equal those read anew, however the pieces are cut', () => {
    const property = fc.property(places, fc.array(edit, { maxLength: 4 }), (first, edits) => {
      const table = new LineTable();
      const room = new LineRoom();
      let now = first;
      let lines = linesOf(table, pieced(1, now), null);
      for (const { at, remove, put } of edits) {
        now = now.toSpliced(at, remove, ...put);
        const text = pieced(1, now);
        const anew = linesOf(table, text, null);
        lines = editedLines(table, { like: lines, work: newWork(), room }, text) ?? anew;
        expect(lines).toEqual(anew);
      }
    });
    fc.assert(property, { numRuns: 1000 });
  });

  const [one, two, three, four] = [
    [0, 2],
    [2, 5],
    [6, 10],
    [10, 12],
  ] as const;
  it.each([
    ['nothing known of bytes', pieced(0, [one]), pieced(0, [one]), null],
    ['other memory', pieced(1, [one]), pieced(2, [one]), null],
    ['other pieces', pieced(1, [one]), pieced(1, [two]), null],
    ['all', pieced(1, [one, two]), pieced(1, [one, two]), 0],
    ['an edit', pieced(1, [one, two, four]), pieced(1, [one, three, four]), 4],
    ['a piece twice', pieced(1, [one]), pieced(1, [one, one]), 2],
    ['the end alone', pieced(1, [two, one]), pieced(1, [one]), 0],
    ['a mark before one', prefixed(block, pieced(1, [one])), pieced(1, [one]), null],
    ['a mark before both', prefixed(mark, pieced(1, [one])), prefixed(mark, pieced(1, [one, two])), 3],
    ['a line that goes on', pieced(1, [[0, 1], two]), pieced(1, [[0, 1], three]), null],
  ])('%s', (_, before, after, read) => {
    const table = new LineTable();
    const work = newWork();
    const lines = editedLines(
      table,
      { like: linesOf(table, before, null), work, room: new LineRoom() },
      after,
    );
    expect(lines && work.bytesRead).toBe(read);
  });

  it('are read where the edit is, however long the text', async () => {
    const table = new LineTable();
    const line = 'some words of a line\n';
    let text = ChunkedText.of(line.repeat(200_000));
    let lines = linesOf(table, await share(text), null);
    const room = new LineRoom();
    const buffers = new Set<ArrayBufferLike>();
    for (const at of [0, 5, 2_000_000, 2_000_001, 4_199_999]) {
      text = text.replaced(at, at, 'x');
      const shared = await share(text);
      const work = newWork();
      const edited = editedLines(table, { like: lines, work, room }, shared);
      if (edited === null) throw new Error('nothing in common');
      lines = edited;
      buffers.add(lines.ids.buffer);
      expect(work.bytesRead).toBeLessThan(20_000);
      expect(work.linesRead).toBeLessThan(1000);
      expect(lines.ids.length).toBe(200_000);
    }
    expect(lines.ids).toEqual(table.intern(bytesOfText(await share(text))).ids);
    expect(bytesOfPieced(lines)).toBeLessThan(1_000_000);
    // Two arrays for all versions.
    expect([buffers.size, room.bytes < 2_000_000]).toEqual([2, true]);
  });
});
