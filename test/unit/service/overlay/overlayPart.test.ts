/** Some lines of a text's blame equal those of the whole. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  BlameCollector,
  type FileBlame,
  hunkAt,
  hunksOf,
  type LineSpan,
  rowsWithin,
} from '../../../../server/service/fileBlame.ts';
import { layOver, uncommittedBatch } from '../../../../server/service/overlay/overlay.ts';
import { committedSpan, layPart } from '../../../../server/service/overlay/overlayPart.ts';
import type { Overlay } from '../../../../server/worker/messages.ts';
import { resultOf } from '../../../support/resultOf.ts';

const hunksWithin = (of: FileBlame, span: LineSpan) => hunksOf(rowsWithin(of, span), of.origins, span);

const person = { name: 'N', email: 'n', time: 0, timezone: '+0000' };
const record = { summary: 'S', author: person, committer: person };
const base = { commit: 'head', path: 'f', uncommitted: { oid: '00', record } };
const commits = ['aa', 'bb', 'cc'];

/** Rows of so many lines, from one of three commits; what is left out between two of one commit may run on. */
const committedBlame = fc
  .array(
    fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      place: fc.nat({ max: 2 }),
      gap: fc.constantFrom(0, 0, 1),
      flags: fc.constantFrom(0, 0, 0, 1),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((runs): FileBlame => {
    const rows: number[] = [];
    const next = [0, 0, 0];
    let line = 0;
    for (const { count, place, gap, flags } of runs) {
      const sourceLine = (next[place] ?? 0) + gap;
      rows.push(line, count, sourceLine, place, flags);
      next[place] = sourceLine + count;
      line += count;
    }
    const collector = new BlameCollector();
    collector.add({
      rows: Int32Array.from(rows),
      origins: commits.map((commit) => ({ commit, path: 'f', previous: null, boundary: false })),
      commits: Object.fromEntries(commits.map((commit) => [commit, record])),
    });
    return resultOf(collector.finish(line));
  });

/** Changes with a line between them at least, by how many lines stay, go and come. */
const changes = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 3 }), fc.nat({ max: 2 })), {
  maxLength: 6,
});

function overlayOf(lines: number, parts: readonly (readonly [number, number, number])[]): Overlay {
  const quads: number[] = [];
  let at = 0;
  let shift = 0;
  for (const [stay, gone, come] of parts) {
    const start = at + stay + (quads.length > 0 ? 1 : 0);
    if (start + gone > lines || gone + come === 0) continue;
    quads.push(start, gone, start + shift, come);
    at = start + gone;
    shift += come - gone;
  }
  return { blob: 'b', tracked: true, quads: Int32Array.from(quads), lineCount: lines + shift, files: [] };
}

it('lines of an edited text have the hunks that they have in the whole', () => {
  const property = fc.property(
    committedBlame,
    changes,
    fc.nat({ max: 30 }),
    fc.integer({ min: 1, max: 20 }),
    (committed, parts, start, count) => {
      const overlay = overlayOf(committed.lineCount, parts);
      const first = uncommittedBatch(overlay, base);
      const laying = layOver(committed, overlay, first);
      let step = laying.next();
      while (!step.done) step = laying.next();
      const whole = step.value;
      const span = { start, end: start + count };
      const part = layPart(committed, overlay, { first, span });
      expect(part.lineCount).toBe(whole.lineCount);
      expect(hunksWithin(part, span)).toEqual(hunksWithin(whole, span));
      for (let line = start; line < Math.min(span.end, whole.lineCount); line++) {
        const hunk = hunkAt(part, line);
        expect(hunk).toEqual(hunkAt(whole, line));
        expect(part.commits[hunk?.origin.commit ?? '']).toEqual(record);
      }
      expect(Object.keys(part.commits).length).toBe(
        new Set(hunksWithin(part, span).map(({ origin }) => origin.commit)).size,
      );
    },
  );
  fc.assert(property, { numRuns: 1000 });
});

it('lines of an edited text are found in the committed file', () => {
  // Line 2 became three, lines 6 and 7 are gone, a line is new behind the tenth.
  const overlay = overlayOf(20, [
    [2, 1, 3],
    [2, 2, 0],
    [1, 0, 1],
  ]);
  expect([...overlay.quads]).toEqual([2, 1, 2, 3, 6, 2, 8, 0, 10, 0, 10, 1]);
  const places = Array.from({ length: 14 }, (_, line) =>
    committedSpan(overlay, { start: line, end: line + 1 }),
  );
  expect(places.map(({ start }) => start)).toEqual([0, 1, 2, 2, 2, 3, 4, 5, 8, 9, 10, 10, 11, 12]);
  for (const { start, end } of places) expect(end).toBe(start + 1);
  expect(committedSpan(overlay, { start: 1, end: 13 })).toEqual({ start: 1, end: 12 });
});
