/** The editor's text over the committed blame, compared with a line-by-line count. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlameCollector, type FileBlame, hunksOf, recordOf } from '../../../../server/service/fileBlame.ts';
import {
  layOver,
  movedBatch,
  type OverlayBase,
  uncommittedBatch,
} from '../../../../server/service/overlay/overlay.ts';
import type { EntryBatch, Overlay } from '../../../../server/worker/messages.ts';
import { resultOf } from '../../../support/resultOf.ts';

const person = { name: 'N', email: 'n', time: 0, timezone: '+0000' };
const base: OverlayBase = {
  commit: 'head',
  path: 'f',
  uncommitted: { oid: '0000', record: { summary: '', author: person, committer: person } },
};

/** Each committed line its own source line 100 + n, all in one batch of the given cuts. */
function committed(count: number, cuts: readonly number[] = []): EntryBatch {
  const bounds = [...new Set([0, ...cuts.filter((cut) => cut < count), count])].sort((a, b) => a - b);
  const rows = bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index] ?? 0;
    return end > start ? [start, end - start, 100 + start, 0, 0] : [];
  });
  const origin = { commit: 'aa', path: 'f', previous: null, boundary: false };
  return { rows: Int32Array.from(rows), origins: [origin], commits: {} };
}

/** For each line of the text `-` or the committed line it is. */
function linesOf(overlay: Overlay, batch: EntryBatch): string[] {
  const collector = new BlameCollector();
  collector.add(uncommittedBatch(overlay, base));
  collector.add(movedBatch(batch, overlay));
  const finished = resultOf(collector.finish(overlay.lineCount));
  expect(described(laidAtOnce(overlay, batch))).toEqual(described(finished));
  const { rows, origins, lineCount } = finished;
  return hunksOf(rows, origins, { start: 0, end: lineCount }).flatMap(({ start, end, sourceLine, origin }) =>
    Array.from({ length: end - start }, (_, index) =>
      origin.commit === '0000' ? '-' : String(sourceLine + index - 100),
    ),
  );
}

/** A blame, and what is said of each commit that it names. */
function described(blame: FileBlame) {
  const { lineCount, rows, origins } = blame;
  return { lineCount, rows, origins, records: origins.map(({ commit }) => recordOf(blame, commit)) };
}

/** The same in one pass over the whole blame. */
function laidAtOnce(overlay: Overlay, batch: EntryBatch): FileBlame {
  const whole = new BlameCollector();
  whole.add(batch);
  const lines = batch.rows.length === 0 ? 0 : (batch.rows.at(-5) ?? 0) + (batch.rows.at(-4) ?? 0);
  return resultOf(layOver(resultOf(whole.finish(lines)), overlay, uncommittedBatch(overlay, base)));
}

function linesNamed({ rows, origins, lineCount }: FileBlame): string[] {
  return hunksOf(rows, origins, { start: 0, end: lineCount }).map(({ origin }) => origin.commit);
}

function overlayOf(lineCount: number, ...quads: number[]): Overlay {
  return { blob: 'b', tracked: true, quads: Int32Array.from(quads), lineCount, files: [] };
}

describe('a text over a committed file of four lines', () => {
  it.each([
    ['that is the same', overlayOf(4), ['0', '1', '2', '3']],
    ['with a line more in front', overlayOf(5, 0, 0, 0, 1), ['-', '0', '1', '2', '3']],
    ['with a line more at the end', overlayOf(5, 4, 0, 4, 1), ['0', '1', '2', '3', '-']],
    ['with a changed line', overlayOf(4, 1, 1, 1, 1), ['0', '-', '2', '3']],
    ['with a line less', overlayOf(3, 1, 1, 1, 0), ['0', '2', '3']],
    ['that is all new', overlayOf(2, 0, 4, 0, 2), ['-', '-']],
    ['that is empty', overlayOf(0, 0, 4, 0, 0), []],
    ['with two changes', overlayOf(5, 0, 1, 0, 0, 2, 0, 1, 2), ['1', '-', '-', '2', '3']],
  ])('%s', (_, overlay, lines) => {
    for (const cuts of [[], [1, 2, 3], [2]]) expect(linesOf(overlay, committed(4, cuts))).toEqual(lines);
  });
});

it('agrees with a count line by line, wherever the entries are cut', () => {
  const region = fc.record({ kept: fc.nat(4), gone: fc.nat(3), come: fc.nat(3) });
  fc.assert(
    fc.property(
      fc.array(region, { maxLength: 6 }),
      fc.nat(4),
      fc.array(fc.nat(40)),
      (regions, rest, cuts) => {
        const quads: number[] = [];
        const expected: string[] = [];
        let before = 0;
        for (const { kept, gone, come } of regions.filter((each) => each.gone + each.come > 0)) {
          for (let line = 0; line < kept + 1; line++) expected.push(String(before + line));
          before += kept + 1;
          quads.push(before, gone, expected.length, come);
          before += gone;
          for (let line = 0; line < come; line++) expected.push('-');
        }
        for (let line = 0; line < rest; line++) expected.push(String(before + line));
        const overlay = overlayOf(expected.length, ...quads);
        expect(linesOf(overlay, committed(before + rest, cuts))).toEqual(expected);
      },
    ),
  );
});

it('copies nothing of what hundreds of commits say', () => {
  const batch = committed(4);
  const before: FileBlame = { ...resultOf(new BlameCollector().finish(0)), ...batch, lineCount: 4 };
  const typed = overlayOf(5, 2, 0, 2, 1);
  const once = resultOf(layOver(before, typed, uncommittedBatch(typed, base)));
  expect(once.commits).toBe(before.commits);
  expect([recordOf(once, '0000'), recordOf(once, '00ff')]).toEqual([base.uncommitted.record, undefined]);
  const removed = overlayOf(4, 0, 1, 0, 0);
  const twice = resultOf(layOver(once, removed, uncommittedBatch(removed, base)));
  expect(linesNamed(twice)).toContain('0000');
  expect(recordOf(twice, '0000')).toBe(base.uncommitted.record);
});

it('says what uncommitted lines come from', () => {
  const { origins, commits } = uncommittedBatch(overlayOf(1, 0, 0, 0, 1), base);
  expect(origins).toEqual([
    { commit: '0000', path: 'f', previous: { commit: 'head', path: 'f' }, boundary: false },
  ]);
  expect(Object.keys(commits)).toEqual(['0000']);
});
