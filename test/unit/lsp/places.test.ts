/** What URIs show. */
import { expect, it } from 'vitest';
import { fileAt, placeOf } from '../../../server/lsp/places.ts';
import { fakeSession } from '../../support/fakeSession.ts';

const commit = 'a'.repeat(40);

it.each([
  ['file:///top/a%20b.c', { fsPath: '/top/a b.c', commit: null }],
  [`git-blame:///top/a%20b.c?commit=${commit}`, { fsPath: '/top/a b.c', commit }],
  [`git-blame:///top/a.c.diff?commit=${commit}&show=change`, null],
  ['untitled:1', null],
  ['git-blame:///top/a.c', null],
])('%s', (uri, expected) => {
  expect(fileAt(fakeSession().session, uri)).toEqual(expected);
});

it('a view shows a version', async () => {
  const { session } = fakeSession();
  const version = { fsPath: '/top/f', commit };
  const path = await session.views.write({ owner: '/top', key: 'k', name: 'f', text: '', version });
  expect(fileAt(session, `file://${path}`)).toEqual(version);
});

it('places are percent-encoded paths', () => {
  expect([placeOf('/top/a b?.c', false), placeOf('/top/', false)]).toEqual(['/top/a%20b%3F.c', '/top']);
});
