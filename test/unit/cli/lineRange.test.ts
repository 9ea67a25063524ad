/** Line ranges as git reads them. */
import { expect, test } from 'vitest';
import { finalText } from '../../../server/cli/annotated.ts';
import { beginsLikeFunction } from '../../../server/cli/linePattern.ts';
import { parseRanges } from '../../../server/cli/lineRange.ts';

function check(text: string, lineCount = 10): string {
  try {
    const lines = Buffer.from('x\n'.repeat(lineCount));
    const context = { text: finalText(lines), path: 'f', isFunctionLine: beginsLikeFunction };
    return parseRanges([text], context)
      .map(({ start, end }) => `${start}-${end}`)
      .join(' ');
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

test.each([
  ['3,5', '2-5'],
  ['3', '2-10'],
  ['3,', '2-10'],
  [',5', '0-5'],
  ['', '0-10'],
  [',', '0-10'],
  ['5,3', '2-5'],
  ['3,+2', '2-4'],
  ['3,-2', '1-3'],
  ['2,-9', '0-2'],
  ['+3', '2-10'],
  ['8,20', '7-10'],
  [',+2', '0-1'],
  [',-1', '0-1'],
  ['20,8', '7-10'],
  ['0', 'RangeFault: -L invalid line number: 0'],
  ['-3', 'RangeFault: -L invalid line number: -3'],
  ['3,0', 'RangeFault: -L invalid line number: 0'],
  ['3,+0', 'RangeFault: -L invalid empty range'],
  ['11', 'RangeFault: file f has only 10 lines'],
])('%j', (text, expected) => {
  expect(check(text)).toBe(expected);
});

test('counts a single line in the singular', () => {
  expect(check('2', 1)).toBe('RangeFault: file f has only 1 line');
});

test('an empty file has no lines to ask for', () => {
  expect(check('', 0)).toBe('0-0');
  expect(check('1', 0)).toBe('RangeFault: file f has only 0 lines');
});

test.each(['x', '2,x', '1,2,3', '1 ,2'])('%j is wrong usage', (text) => {
  expect(check(text)).toMatch(/^RangeUsage/);
});
