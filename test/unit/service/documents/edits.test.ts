/** Lines through edits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EditLog,
  type LineEdit,
  linesTouched,
  putIn,
  quadsOf,
} from '../../../../server/service/documents/edits.ts';

const at = (line: number, character: number) => ({ line, character });
const lines = ['first', 'second', 'third', ''];

describe('a change touches', () => {
  it.each([
    ['the line it is in', at(1, 2), at(1, 2), 'x', [1, 1, 1]],
    ['the line it splits', at(1, 2), at(1, 2), '\n', [1, 1, 2]],
    ['no line when it adds one at the end of a line', at(1, 6), at(1, 6), '\n  x', [2, 0, 1]],
    ['the same with carriage returns', at(1, 6), at(1, 6), '\r\nx', [2, 0, 1]],
    ['no line when it adds whole ones in front', at(1, 0), at(1, 0), 'a\nb\n', [1, 0, 2]],
    ['the whole lines it removes', at(0, 0), at(2, 0), '', [0, 2, 0]],
    ['both lines that it joins', at(0, 5), at(1, 0), '', [0, 2, 1]],
    ['all lines it runs through', at(0, 1), at(2, 1), 'x\ny', [0, 3, 2]],
    ['a line it puts something in front of', at(1, 0), at(1, 0), 'x', [1, 1, 1]],
  ])('%s', (_, start, end, text, [line, removed, added]) => {
    const touched = linesTouched({ start, end, text: putIn(text) }, (number) => lines[number]?.length ?? 0);
    expect(touched).toEqual({ line, removed, added });
  });
});

describe('a line of an older version', () => {
  const log = new EditLog();
  log.begin('u', 3);
  log.note('u', 5, [{ line: 2, removed: 0, added: 2 }]);
  log.note('u', 6, [
    { line: 0, removed: 1, added: 0 },
    { line: 5, removed: 1, added: 1 },
  ]);
  it.each([
    ['moves', 3, 2, 3],
    ['is gone', 3, 0, null],
    ['was touched', 3, 4, null],
    ['moves past what was touched', 3, 9, 10],
    ['of a version between', 5, 2, 1],
    ['of the newest is itself', 6, 7, 7],
    ['of a version nobody knows', 4, 7, null],
  ])('%s', (_, version, line, now) => {
    expect(log.lineNow('u', version, line)).toBe(now);
  });

  it('is not known after a change without a range, nor after the document was closed', () => {
    log.note('u', 7, null);
    log.note('u', 8, []);
    expect([log.lineNow('u', 6, 0), log.lineNow('u', 7, 0)]).toEqual([null, 0]);
    log.begin('u', null);
    expect(log.lineNow('u', 8, 0)).toBeNull();
  });
});

it('several edits are together what they are one after the other', () => {
  const edit = fc.record({ line: fc.nat(12), removed: fc.nat(4), added: fc.nat(4) });
  const check = (edits: LineEdit[]) => {
    const before = Array.from({ length: 40 }, (_, line) => line);
    let now: (number | null)[] = before;
    for (const { line, removed, added } of edits)
      now = [...now.slice(0, line), ...Array<null>(added).fill(null), ...now.slice(line + removed)];
    const quads = quadsOf(edits);
    let [laid, done]: [(number | null)[], number] = [[], 0];
    for (let at = 0; at < quads.length; at += 4) {
      const [start = 0, gone = 0, line = 0, come = 0] = quads.slice(at, at + 4);
      laid = [...laid, ...before.slice(done, start)];
      expect(laid.length).toBe(line);
      laid = [...laid, ...Array<null>(come).fill(null)];
      done = start + gone;
    }
    laid = [...laid, ...before.slice(done)];
    // Of a line that was put in and one that was there before, side by side, nobody can say which is which.
    const lines = (all: (number | null)[]) => all.filter((line) => line !== null);
    expect(laid.length).toBe(now.length);
    expect(lines(laid)).toEqual(lines(now));
    expect(laid).toEqual(now);
  };
  fc.assert(fc.property(fc.array(edit, { maxLength: 6 }), check), { numRuns: 2000 });
});
