/** Columns in three encodings. */
import { describe, expect, it } from 'vitest';
import { chooseEncoding, indexOfColumn, lengthIn } from '../../../server/lsp/encoding.ts';

it.each([
  [undefined, 'utf-16'],
  [[], 'utf-16'],
  ['utf-8', 'utf-16'],
  [['utf-7', 'utf-32', 'utf-8'], 'utf-32'],
  [['utf-8', 'utf-16'], 'utf-8'],
  [[null, 3], 'utf-16'],
])('chooses from %j %s', (offered, encoding) => {
  expect(chooseEncoding(offered)).toBe(encoding);
});

it.each([
  ['', [0, 0, 0]],
  ['abc', [3, 3, 3]],
  ['é', [2, 1, 1]],
  ['漢字', [6, 2, 2]],
  ['a😀b', [6, 4, 3]],
] as const)('measures %j', (text, lengths) => {
  expect((['utf-8', 'utf-16', 'utf-32'] as const).map((encoding) => lengthIn(text, encoding))).toEqual(
    lengths,
  );
});

describe('a column', () => {
  const line = 'é漢😀x';
  it.each([
    ['utf-8', [0, 0, 1, 1, 1, 2, 2, 2, 2, 4, 5, 5]],
    ['utf-16', [0, 1, 2, 3, 4, 5, 5, 5]],
    ['utf-32', [0, 1, 2, 4, 5, 5]],
  ] as const)('in %s is an index of the string', (encoding, indexes) => {
    expect(indexes.map((_, column) => indexOfColumn(line, column, encoding))).toEqual(indexes);
  });
});
