/** The line diff on small texts whose hunks git has been asked for. */
import { expect, test } from 'vitest';
import { type DiffOptions, defaultDiffOptions, lineDiff } from '../../../server/diff/lineDiff.ts';

function check(before: string, after: string, options: Partial<DiffOptions> = {}): string {
  const hunks = lineDiff(Buffer.from(before), Buffer.from(after), { ...defaultDiffOptions, ...options });
  const parts: string[] = [];
  for (let i = 0; i < hunks.length; i += 4) {
    parts.push(`-${hunks[i]},${hunks[i + 1]} +${hunks[i + 2]},${hunks[i + 3]}`);
  }
  return parts.join(' | ');
}

const lines = (...texts: string[]) => texts.map((text) => `${text}\n`).join('');

test.each([
  ['equal texts', 'a\nb\n', 'a\nb\n', ''],
  ['both empty', '', '', ''],
  ['into an empty file', '', 'a\nb\n', '-0,0 +0,2'],
  ['out of a file', 'a\nb\n', '', '-0,2 +0,0'],
  ['one line changed', 'a\nb\nc\n', 'a\nx\nc\n', '-1,1 +1,1'],
  ['a final newline is part of its line', 'a\nb', 'a\nb\n', '-1,1 +1,1'],
  ['carriage returns are part of lines', 'a\r\nb\n', 'a\nb\n', '-0,1 +0,1'],
  ['NUL bytes are bytes', 'a\0\nb\n', 'a\0\nc\n', '-1,1 +1,1'],
])('%s', (_name, before, after, expected) => {
  expect(check(before, after)).toBe(expected);
});

test('an added block slides to where the indentation says it begins', () => {
  const before = lines('def a():', '    x', '', 'def b():', '    y');
  const after = lines('def a():', '    x', '', 'def n():', '    x', '', 'def b():', '    y');
  expect(check(before, after)).toBe('-3,0 +3,3');
  const loop = lines('{', '  if (a) {', '    one', '  }', '}');
  const twoLoops = lines('{', '  if (a) {', '    one', '  }', '  if (b) {', '    two', '  }', '}');
  expect(check(loop, twoLoops)).toBe('-4,0 +4,3');
  expect(check(loop, twoLoops, { indentHeuristic: false })).toBe('-4,0 +4,3');
});

test('without the heuristic a repeated block counts as added at its last place', () => {
  const before = lines('a', '', 'a', '', 'end');
  const after = lines('a', '', 'a', '', 'a', '', 'end');
  expect(check(before, after, { indentHeuristic: false })).toBe('-4,0 +4,2');
});

test('space does not count when it is ignored', () => {
  expect(check('a b\n  c\n', 'ab\nc', { ignoreWhitespace: true })).toBe('');
  expect(check('a\vb\n', 'ab\n', { ignoreWhitespace: true })).toBe('-0,1 +0,1');
});

test('a common tail of more than a block is cut off before lines are compared', () => {
  const tail = Array.from({ length: 200 }, (_, i) => `tail line ${i}`);
  const before = lines('a', 'b', 'c', ...tail);
  const after = lines('a', 'x', 'c', ...tail);
  expect(check(before, after)).toBe('-1,1 +1,1');
  expect(check(lines(...tail), lines('new', ...tail))).toBe('-0,0 +0,1');
});

test('every algorithm yields hunks that turn one text into the other', () => {
  const before = lines('a', 'b', 'c', 'a', 'b', 'b', 'a').split(/(?<=\n)/);
  const after = lines('c', 'b', 'a', 'b', 'a', 'c').split(/(?<=\n)/);
  for (const algorithm of ['myers', 'minimal', 'patience', 'histogram'] as const) {
    const hunks = lineDiff(Buffer.from(before.join('')), Buffer.from(after.join('')), {
      ...defaultDiffOptions,
      algorithm,
    });
    expect(patch(before, after, hunks), algorithm).toEqual(after);
  }
});

function patch(before: string[], after: string[], hunks: Int32Array): string[] {
  const result: string[] = [];
  let at = 0;
  for (let i = 0; i < hunks.length; i += 4) {
    const [start, count, newStart, newCount] = hunks.subarray(i, i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    result.push(...before.slice(at, start), ...after.slice(newStart, newStart + newCount));
    at = start + count;
  }
  return [...result, ...before.slice(at)];
}
