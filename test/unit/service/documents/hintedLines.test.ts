/** Where hints stand. */
import { expect, it } from 'vitest';
import { hintedLines } from '../../../../server/service/documents/hintedLines.ts';
import type { FileBlame } from '../../../../server/service/fileBlame.ts';
import type { HintMode } from '../../../../server/service/settings/settings.ts';

const zero = '0'.repeat(40);
const person = (time: number) => ({ name: 'Ada', email: 'a', time, timezone: '+0000' });

/** Lines 0-1 by `old`, 2-4 by `new`, 5 not committed, 6-7 by `old`, from two places of its file. */
const blame: FileBlame = {
  lineCount: 8,
  rows: Int32Array.from([0, 2, 0, 0, 0, 2, 3, 2, 1, 0, 5, 1, 5, 2, 0, 6, 1, 2, 0, 0, 7, 1, 9, 0, 0]),
  origins: ['old', 'new', zero].map((commit) => ({ commit, path: 'f', previous: null, boundary: false })),
  commits: Object.fromEntries(
    [
      ['old', 100],
      ['new', 900],
      [zero, 999],
    ].map(([commit, time]) => [
      commit,
      { summary: '', author: person(time as number), committer: person(0) },
    ]),
  ),
  uncommitted: null,
};

const anything = { since: null, commits: null };

it.each<[HintMode, [number, number], number[]]>([
  ['hunk', [0, 8], [0, 2, 5, 6]],
  ['hunk', [2, 6], [2, 5]],
  ['hunk', [3, 5], []],
  ['hunk', [7, 8], []],
  ['hunk', [0, 99], [0, 2, 5, 6]],
  ['line', [0, 8], [0, 1, 2, 3, 4, 5, 6, 7]],
  ['line', [1, 4], [1, 2, 3]],
  ['line', [8, 9], []],
  ['off', [0, 8], []],
])('%s in %j', (mode, [start, end], lines) => {
  const hinted = [...hintedLines(blame, { start, end }, { mode, recent: anything })];
  expect(hinted.map(({ line }) => line)).toEqual(lines);
});

it.each([
  ['all', anything, [0, 2, 5, 6]],
  ['since a time', { since: 500, commits: null }, [2, 5]],
  ['since what nothing is newer than', { since: 5000, commits: null }, [5]],
  ['since a revision', { since: null, commits: new Set(['old']) }, [0, 5, 6]],
])('recent: %s', (_, recent, lines) => {
  const hinted = [...hintedLines(blame, { start: 0, end: 8 }, { mode: 'recent', recent })];
  expect(hinted.map(({ line }) => line)).toEqual(lines);
});
