/** `blame/commit` over the scripted service. */
import { expect, it } from 'vitest';
import { blameCommit } from '../../../../server/lsp/handlers/blameCommit.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

it.each([
  ['file:///top/f', 'aa'],
  ['file:///elsewhere/f', null],
  ['untitled:1', null],
])('describes a commit in the repository of %s', async (uri, commit) => {
  const { session, world } = fakeSession();
  const params = { textDocument: { uri }, commit: 'aa', path: 'é' };
  const answer = (await blameCommit.handle(session, params, fakeContext().context)) as {
    commit: string;
  } | null;
  expect(answer?.commit ?? null).toBe(commit);
  const paths = world.calls.filter(({ method }) => method === 'commit').map(({ params }) => params);
  if (commit) expect(paths).toMatchObject([{ path: '\xc3\xa9' }]);
});

it('needs a commit', async () => {
  const params = { textDocument: { uri: 'file:///top/f' } };
  await expect(blameCommit.handle(fakeSession().session, params, fakeContext().context)).rejects.toThrow(
    'commit must be a string',
  );
});
