/** Kinds of values and the words for them. */
import { expect, test } from 'vitest';
import {
  between,
  boolean,
  either,
  isObject,
  type Kind,
  oneOf,
  text,
  textList,
  texts,
} from '../../../../server/service/settings/valueKinds.ts';

test.each<[Kind<unknown>, readonly unknown[], readonly unknown[]]>([
  [boolean, [true, false], [0, 'true', null]],
  [text, ['', 'a'], [1, ['a']]],
  [texts, ['a', [], ['a', 'b']], [1, ['a', 1]]],
  [textList, [[], ['a']], ['a', [1], {}]],
  [between(1, 3), [1, 3], [0, 4, 1.5, '1', Number.NaN]],
  [oneOf('a', 'b'), ['a', 'b'], ['c', 'A', undefined]],
  [either(boolean, between(1, 2)), [true, 2], [3, 'x']],
])('%#', (kind, fitting, other) => {
  expect(fitting.filter((value) => !kind.fits(value))).toEqual([]);
  expect(other.filter((value) => kind.fits(value))).toEqual([]);
});

test('an object is no list and not null', () => {
  expect([{}, [], null, 'a', undefined].map(isObject)).toEqual([true, false, false, false, false]);
});
