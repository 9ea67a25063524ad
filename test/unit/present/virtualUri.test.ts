/** URIs of virtual documents: there and back, as editors write them. */
import { expect, it } from 'vitest';
import { parseVirtualUri, virtualUri } from '../../../server/present/virtualUri.ts';

const commit = '0123456789'.repeat(4);

it.each([
  ['file', null, `git-blame:///top/a%20b.c?commit=${commit}`],
  ['change', null, `git-blame:///top/a%20b.c.diff?commit=${commit}&show=change`],
  ['history', 6, `git-blame:///top/a%20b.c.diff?commit=${commit}&show=history&line=7`],
  ['commit', null, `git-blame:///top/a%20b.c/0123456789.diff?commit=${commit}&show=commit`],
] as const)('%s', (show, line, uri) => {
  const document = { show, place: '/top/a%20b.c', commit, line };
  expect(virtualUri(document)).toBe(uri);
  expect(parseVirtualUri(uri)).toEqual(document);
});

it('is read as VS Code writes it', () => {
  const uri = `git-blame:/top/a.c.diff?commit%3D${commit}%26show%3Dchange`;
  expect(parseVirtualUri(uri)).toMatchObject({ show: 'change', place: '/top/a.c', commit });
});

it.each([
  'file:///top/a.c',
  'git-blame:',
  'git-blame:///top/a.c',
  'git-blame:///top/a.c?commit=HEAD',
  `git-blame:///top/a.c?commit=${commit}0`,
  `git-blame:///top/a.c?commit=${commit.toUpperCase().replace('0', 'G')}`,
  `git-blame:///top/a.c?commit=${commit}&show=secrets`,
  `git-blame:///top/a.c?commit=${commit}&show=change`,
  `git-blame://host/top/a.c?commit=${commit}`.replace('//host', 'host'),
  'git-blame:///top/a.c?%zz',
])('is not %s', (uri) => {
  expect(parseVirtualUri(uri)).toBeNull();
});
