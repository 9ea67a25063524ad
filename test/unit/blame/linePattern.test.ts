/** Lines and functions found by expression. */
import { expect, test } from 'vitest';
import { Cancelled } from '../../../server/base/cancel.ts';
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
  expect(findLine({ text }, pattern, from)).toBe(expected);
});

test.each([
  ['e()\\s*body', 1, 1],
  ['one()\\sb*', 1, 1],
  ['\\(o\\)ne.*\\1', 1, null],
  ['n\\(t\\) \\1wo', 1, 4],
  ['^\\(int\\|  body\\) t', 1, 4],
  ['[^a-z]$', 2, 4],
])('an automaton or not, the line of %j from %i is %j', (pattern, from, expected) => {
  const find = () => findLine({ text }, pattern, from);
  if (expected === null) expect(find).toThrow('No match');
  else expect(find()).toBe(expected);
});

test('nothing backtracks, and a search can be given up', () => {
  const long = finalText(Buffer.from(`${'a'.repeat(100_000)}\n`.repeat(3)));
  const evil = '\\(a*\\)*b';
  expect(() => findLine({ text: long }, evil, 1)).toThrow('No match');
  const cancel = {
    check() {
      throw new Cancelled();
    },
  };
  expect(() => findLine({ text: long, cancel }, evil, 1)).toThrow(Cancelled);
});

test.each([
  ['a\nb', '^$', 1, null],
  ['a\nb\n', '^$', 1, 3],
  ['a\nb\n', '$', 3, 3],
  ['a\nb', 'x*', 3, 3],
  ['', '^$', 1, 1],
])('in %j the line of %j from %i is %j', (content, pattern, from, expected) => {
  const find = () => findLine({ text: finalText(Buffer.from(content)) }, pattern, from);
  if (expected === null) expect(find).toThrow('No match');
  else expect(find()).toBe(expected);
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
  expect(() => findLine({ text }, 'four', 2)).toThrow(
    new RangeFault("-L parameter 'four' starting at line 2: No match"),
  );
  expect(() => findFunction(context, 'body', 1)).toThrow(
    new RangeFault("-L parameter 'body' starting at line 1: no match"),
  );
});

test('nothing is found behind a NUL', () => {
  const withNul = finalText(Buffer.from('a\n\0\nb\n'));
  expect(findLine({ text: withNul }, 'a', 1)).toBe(1);
  expect(() => findLine({ text: withNul }, 'b', 1)).toThrow(RangeFault);
  expect(findLine({ text: withNul }, 'b', 3)).toBe(3);
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
