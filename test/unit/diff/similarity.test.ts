/** The similarity of files on cases whose score can be worked out by hand. */
import { expect, test } from 'vitest';
import { fingerprint, MAX_SCORE, similarity } from '../../../server/diff/similarity.ts';

function score(source: string, destination: string): number {
  return similarity(
    fingerprint(Buffer.from(source, 'latin1')),
    fingerprint(Buffer.from(destination, 'latin1')),
  );
}

test.each([
  ['the same file', 'one\ntwo\n', 'one\ntwo\n', MAX_SCORE],
  ['half of it', 'one\ntwo\n', 'one\nxyz\n', MAX_SCORE / 2],
  ['lines in another order', 'one\ntwo\n', 'two\none\n', MAX_SCORE],
  ['nothing', 'one\n', 'xyz\n', 0],
  ['an empty destination', 'one\n', '', 0],
  ['an empty source', '', 'one\n', 0],
  ['a last line without its newline is another chunk', 'one\ntwo', 'one\ntwo\n', MAX_SCORE / 2],
  ['carriage returns do not count in text, only in sizes', 'a\r\nb\r\n', 'a\nb\n', (MAX_SCORE * 4) / 6],
  ['but they do in a binary file', '\0\r\nb\r\n', '\0\nb\n', 0],
  ['chunks of 64 bytes of one long line', 'x'.repeat(128), 'x'.repeat(64), MAX_SCORE / 2],
])('%s', (_name, source, destination, expected) => {
  expect(score(source, destination)).toBe(expected);
});
