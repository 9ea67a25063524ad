/** Lines as git counts them. */
import { expect, it } from 'vitest';
import { LineIndex } from '../../../server/base/lineIndex.ts';

it.each([
  ['', []],
  ['\n', ['']],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\nb', ['a', 'b']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['a\n\n', ['a', '']],
  ['a\rb\n', ['a\rb']],
])('splits %j', (text, lines) => {
  const index = new LineIndex(text);
  expect(Array.from({ length: index.count }, (_, line) => index.line(line))).toEqual(lines);
  expect(index.line(index.count)).toBe('');
});
