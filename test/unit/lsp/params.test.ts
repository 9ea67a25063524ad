/** What clients may send, and what is said when they send something else. */
import { describe, expect, it } from 'vitest';
import { InvalidParams } from '../../../server/lsp/errors.ts';
import {
  asBlameOptions,
  asDocument,
  asFields,
  asPosition,
  asRange,
  asText,
  asToken,
  optional,
} from '../../../server/lsp/params.ts';

const at = (line: number, character: number) => ({ line, character });

describe('good parameters', () => {
  it.each([
    [asFields({ a: 1 }, 'x'), { a: 1 }],
    [asText('t', 'x'), 't'],
    [asPosition(at(1, 2), 'x'), at(1, 2)],
    [asRange({ start: at(1, 2), end: at(1, 2) }, 'x'), { start: at(1, 2), end: at(1, 2) }],
    [asToken(7, 'x'), 7],
    [asToken('t', 'x'), 't'],
    [asDocument({ textDocument: { uri: 'u' } }), { uri: 'u', version: null }],
    [asDocument({ textDocument: { uri: 'u', version: 3 } }), { uri: 'u', version: 3 }],
    [optional(null, 'x', asText), null],
    [optional(undefined, 'x', asText), null],
    [optional('t', 'x', asText), 't'],
    [asBlameOptions({}, 'o'), {}],
    [asBlameOptions({ revision: 'v1', firstParent: null }, 'o'), { revision: 'v1' }],
    [asBlameOptions({ detectMoves: 30, detectCopies: 3 }, 'o'), { detectMoves: 30, detectCopies: 3 }],
    [
      asBlameOptions({ diffAlgorithm: 'histogram', since: '2020-01-01' }, 'o'),
      {
        diffAlgorithm: 'histogram',
        since: '2020-01-01',
      },
    ],
  ])('%# are understood', (read, expected) => {
    expect(read).toEqual(expected);
  });
});

describe('bad parameters', () => {
  it.each<[string, () => unknown]>([
    ['x must be an object', () => asFields(null, 'x')],
    ['x must be an object', () => asFields([], 'x')],
    ['x must be a string', () => asText(1, 'x')],
    ['x.line must be an integer', () => asPosition({ line: 1.5, character: 0 }, 'x')],
    ['x.character must be an integer', () => asPosition({ line: 1 }, 'x')],
    ['x.line must be from 0 to 2147483647', () => asPosition(at(-1, 0), 'x')],
    ['x.line must be from 0 to 2147483647', () => asPosition(at(2 ** 31, 0), 'x')],
    ['x ends before it starts', () => asRange({ start: at(2, 0), end: at(1, 9) }, 'x')],
    ['x ends before it starts', () => asRange({ start: at(1, 2), end: at(1, 1) }, 'x')],
    ['x must be a string or a number', () => asToken({}, 'x')],
    ['textDocument must be an object', () => asDocument({})],
    ['textDocument.uri must be a string', () => asDocument({ textDocument: {} })],
    [
      'textDocument.version must be an integer',
      () => asDocument({ textDocument: { uri: 'u', version: '1' } }),
    ],
    ['o.firstParent must be true or false', () => asBlameOptions({ firstParent: 1 }, 'o')],
    [
      'o.diffAlgorithm must be one of myers, minimal, patience, histogram',
      () => asBlameOptions({ diffAlgorithm: 'x' }, 'o'),
    ],
    ['o: there is no option detectmoves', () => asBlameOptions({ detectmoves: true }, 'o')],
  ])('%s', (message, read) => {
    expect(read).toThrow(new InvalidParams(message));
  });
});
