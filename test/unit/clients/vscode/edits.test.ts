/** Where a line is after edits, as VS Code tells them. */
import { describe, expect, it } from 'vitest';
import { lineAfter } from '../../../../clients/vscode/extension/edits.ts';

type Edit = readonly [startLine: number, start: number, endLine: number, end: number, text: string];

function check(edits: readonly Edit[]): number | null {
  return lineAfter(
    5,
    edits.map(([startLine, start, endLine, end, text]) => ({
      range: { start: { line: startLine, character: start }, end: { line: endLine, character: end } },
      text,
    })),
  );
}

describe('line 5', () => {
  it.each<[string, readonly Edit[], number | null]>([
    ['stays when there is an edit below', [[6, 0, 7, 0, 'x\ny\n']], 5],
    ['stays when a line above is edited', [[4, 1, 4, 3, 'abc']], 5],
    ['moves down with a line above', [[2, 0, 2, 0, 'new\n']], 6],
    ['moves down with a line directly above', [[5, 0, 5, 0, 'new\n']], 6],
    ['moves up when a line above goes', [[4, 0, 5, 0, '']], 4],
    [
      'moves by all edits above',
      [
        [4, 0, 5, 0, ''],
        [1, 0, 1, 0, 'a\nb\n'],
      ],
      6,
    ],
    ['is touched by typing in it', [[5, 3, 5, 3, 'x']], null],
    ['is touched by typing at its start', [[5, 0, 5, 0, 'x']], null],
    ['is touched when the one above is joined to it', [[4, 3, 5, 0, '']], null],
    ['is touched when it goes', [[5, 0, 6, 0, '']], null],
    ['is touched when the next is joined to it', [[5, 4, 6, 0, '']], null],
  ])('%s', (_, edits, expected) => {
    expect(check(edits)).toBe(expected);
  });
});
