/** Lines and functions found by expression. */
import { expect, test } from 'vitest';
import { finalText } from '../../../server/blame/finalText.ts';
import { beginsLikeFunction, findFunction, findLine, RangeFault } from '../../../server/blame/linePattern.ts';

const text = finalText(Buffer.from('int one()\n  body one\n\nint two()\n  body two\n}\nint three()\n'));
const context = { text, isFunctionLine: beginsLikeFunction };

test.each([
  ['one', 1, 1],
  ['one', 2, 2],
  ['^int', 2, 4],
  ['^$', 1, 3],
  ['body.*two', 1, 5],
  ['}', 1, 6],
])('the line of %j from %i is %i', (pattern, from, expected) => {
  expect(findLine(text, pattern, from)).toBe(expected);
});

test.each([
  ['one', 1, { start: 0, end: 3 }],
  ['two', 1, { start: 3, end: 6 }],
  ['int', 2, { start: 3, end: 6 }],
  ['three', 1, { start: 6, end: 7 }],
])('the function %j from %i', (pattern, from, expected) => {
  expect(findFunction(context, pattern, from)).toEqual(expected);
});

test('what is not there is a fault', () => {
  expect(() => findLine(text, 'four', 2)).toThrow(
    new RangeFault("-L parameter 'four' starting at line 2: No match"),
  );
  expect(() => findFunction(context, 'body', 1)).toThrow(
    new RangeFault("-L parameter 'body' starting at line 1: no match"),
  );
});

test('nothing is found behind a NUL', () => {
  const withNul = finalText(Buffer.from('a\n\0\nb\n'));
  expect(findLine(withNul, 'a', 1)).toBe(1);
  expect(() => findLine(withNul, 'b', 1)).toThrow(RangeFault);
  expect(findLine(withNul, 'b', 3)).toBe(3);
});

test.each([
  ['name', true],
  ['_x', true],
  ['$x', true],
  [' x', false],
  ['}', false],
  ['', false],
])('%j begins a function: %s', (line, expected) => {
  expect(beginsLikeFunction(line)).toBe(expected);
});
