/** Columns of narrow and wide characters. */
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
