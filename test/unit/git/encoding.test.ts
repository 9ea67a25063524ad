/** Encodings: names, holes in code pages, and the way back. */
import { expect, it } from 'vitest';
import { decodeBytes, encodeText, isSameEncoding, reencode } from '../../../server/git/encoding.ts';

it.each([
  ['UTF-8', 'utf8', true],
  ['ISO-8859-1', 'iso-8859-1', true],
  ['latin1', 'UTF-8', false],
] as const)('compares %s and %s', (one, other, expected) => {
  expect(isSameEncoding(one, other)).toBe(expected);
});

it.each([
  ['ISO-8859-1', '\x93\xfc', '\x93ü'],
  ['ISO8859-9', '\x80\xdd', '\x80İ'],
  ['CP1252', '\x93', '“'],
  ['windows-1252', '\x81', null],
  ['utf-8', '\xef\xbb\xbfx', '\ufeffx'],
  ['UTF-8', '\xed\xa0\x80', null],
  ['UTF-16LE', 'a\0', 'a'],
  ['gb18030', '\x81\x30\x81\x30', '\x80'],
  ['SJIS', 'a\\~\x81\x60', 'a¥‾〜'],
  ['CP932', 'a\\~\x81\x60', 'a\\~～'],
  ['Shift_JIS', '\x87\x40', null],
  ['cp932', '\x87\x40', '①'],
  ['EUC-JP', '\xa1\xc1\\', '〜\\'],
  ['eucJP', '\xad\xa1', null],
  ['no such', 'x', null],
])('decodes %s', (encoding, bytes, expected) => {
  expect(decodeBytes(bytes, encoding)).toBe(expected);
});

it.each([
  ['KOI8-R', 'Иван', '\xe9\xd7\xc1\xce'],
  ['Shift_JIS', '山a', '\x8e\x52a'],
  ['GBK', '中', '\xd6\xd0'],
  ['big5', '中', '\xa4\xa4'],
  ['euc-kr', '한', '\xc7\xd1'],
  ['iso-8859-2', 'ř', '\xf8'],
  ['iso-8859-1', 'ř', null],
  ['ascii', 'ř', null],
  ['no such', 'ř', null],
])('encodes %s', (encoding, text, expected) => {
  expect(encodeText(text, encoding)).toBe(expected);
  if (expected !== null) expect(decodeBytes(expected, encoding)).toBe(text);
});

it('converts all or nothing', () => {
  expect(reencode('\xc3\xbc\xc3\xb6', 'utf-8', 'latin-1')).toBe('\xfc\xf6');
  expect(reencode('\xc3\xbc\xe2\x82\xac', 'utf-8', 'latin-1')).toBe(null);
});
