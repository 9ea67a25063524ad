/** Columns of narrow and wide characters. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, fitColumns } from '../../../server/present/width.ts';

describe('a text', () => {
  it.each([
    ['plain', 5],
    ['é', 1],
    ['e\u0301', 1],
    ['漢字', 4],
    ['\u0007', 0],
    ['\u00ad', 1],
  ])('%j takes its columns', (text, width) => {
    expect(columns(text)).toBe(width);
  });

  it.each([
    ['short', 5, 'short'],
    ['longer', 5, 'long…'],
    ['one two', 5, 'one…'],
    ['漢字漢字', 8, '漢字漢字'],
    ['漢字漢字', 7, '漢字漢…'],
    ['漢字漢字', 6, '漢字…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['👩‍💻👩‍💻👩‍💻', 5, '👩‍💻👩‍💻…'],
    ['❤️❤️❤️', 6, '❤️❤️❤️'],
    ['❤️❤️❤️', 5, '❤️❤️…'],
    ['x', 1, 'x'],
    ['xy', 1, '…'],
    ['xy', 0, ''],
  ])('%j fits into %i', (text, most, expected) => {
    expect(fitColumns(text, most)).toBe(expected);
  });
});

const graphemes = new Intl.Segmenter('en');

/** Character by character as a reader takes them, whatever they are. */
function fitted(text: string, most: number): string {
  const pieces = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const widths = pieces.map((piece) => (piece.includes('\ufe0f') ? 2 : Math.min(2, columns(piece))));
  const total = (count: number) => widths.slice(0, count).reduce((sum, width) => sum + width, 0);
  if (total(pieces.length) <= most) return text;
  let count = pieces.length;
  while (count > 0 && total(count) >= most) count--;
  return most < 1 ? '' : `${pieces.slice(0, count).join('').trimEnd()}…`;
}

it('takes the characters of usual texts for what they are, all of them, in any order', () => {
  const all = Array.from({ length: 0x10000 }, (_, point) => point);
  // Of the many that are alike each hundredth.
  const points = all.filter(
    (point) => point >= 0x20 && (point < 0x3400 || point % 97 === 0 || point > 0xfe00),
  );
  const characters = points.map((point) => String.fromCodePoint(point));
  const texts = characters.map((character) => `a${character}${character}b`);
  expect(texts.filter((text) => fitColumns(text, 4) !== fitted(text, 4))).toEqual([]);
  const usual = fc.array(fc.constantFrom(...characters, '👩‍💻', '漢'), { maxLength: 12 });
  fc.assert(
    fc.property(usual, fc.nat(14), (pieces, most) => {
      const text = pieces.join('');
      expect(fitColumns(text, most)).toBe(fitted(text, most));
    }),
  );
});
