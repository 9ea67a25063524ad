/** Options as clients write them. */
import { expect, test } from 'vitest';
import {
  askedOptionNames,
  optionSettingNames,
  readAskedOptions,
} from '../../../../server/service/settings/askedOptions.ts';

const good = {
  revision: ['v1..v2', '^v0'],
  reverse: true,
  ignoreWhitespace: true,
  detectMoves: 30,
  detectCopies: 2,
  copyScore: 50,
  ignoreRevs: ['v1'],
  ignoreRevsFile: ['', 'list'],
  findIgnoreRevs: true,
  firstParent: false,
  root: true,
  followRenames: false,
  since: '2 weeks ago',
  diffAlgorithm: 'patience',
  indentHeuristic: false,
  textconv: true,
  revsFile: 'grafts',
  lines: ['1,3', ':main'],
};

test('all are understood', () => {
  const complaints: string[] = [];
  expect(readAskedOptions(good, (words) => complaints.push(words))).toEqual(good);
  expect(complaints).toEqual([]);
  expect([...askedOptionNames].sort()).toEqual(Object.keys(good).sort());
});

test.each([
  [{ revision: 'v1' }],
  [{ detectMoves: true }],
  [{ ignoreRevsFile: false }],
  [{ ignoreRevsFile: 'list' }],
])('other forms: %j', (fields) => {
  expect(readAskedOptions(fields, () => expect.unreachable())).toEqual(fields);
});

test.each<[Record<string, unknown>, string]>([
  [{ revision: 1 }, 'revision must be a string or a list of strings'],
  [{ revision: ['a', 1] }, 'revision must be a string or a list of strings'],
  [{ detectMoves: -1 }, 'detectMoves must be true or false, or a whole number from 0 to 1000000000'],
  [{ detectCopies: 4 }, 'detectCopies must be 0, 1, 2 or 3'],
  [{ detectCopies: true }, 'detectCopies must be 0, 1, 2 or 3'],
  [{ ignoreRevs: 'v1' }, 'ignoreRevs must be a list of strings'],
  [{ ignoreRevsFile: true }, 'ignoreRevsFile must be false, or a string or a list of strings'],
  [{ since: 5 }, 'since must be a string'],
  [{ toString: 1 }, 'there is no option toString'],
  [{ __proto__x: 1 }, 'there is no option __proto__x'],
])('%j: %s', (fields, complaint) => {
  const complaints: string[] = [];
  expect(readAskedOptions(fields, (words) => complaints.push(words))).toEqual({});
  expect(complaints).toEqual([complaint]);
});

test('null is nothing', () => {
  expect(readAskedOptions({ root: null, since: undefined }, () => expect.unreachable())).toEqual({});
});

test('a setting can not choose what is looked at', () => {
  expect(askedOptionNames.filter((name) => !optionSettingNames.includes(name))).toEqual([
    'revision',
    'reverse',
    'lines',
  ]);
});
