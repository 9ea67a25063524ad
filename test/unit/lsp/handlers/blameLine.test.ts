/** `blame/line` over the scripted service. */
import { expect, it } from 'vitest';
import { blameLine } from '../../../../server/lsp/handlers/blameLine.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

it.each([
  ['the first line', 'file:///top/f', 0, 'aa'],
  ['the last line', 'file:///top/f', 2, 'bb'],
  ['the empty line after the last', 'file:///top/f', 3, null],
  ['a line of no file', 'untitled:1', 0, null],
  ['a line outside of any repository', 'file:///elsewhere/f', 0, null],
])('answers for %s', async (_, uri, line, commit) => {
  const { session, world } = fakeSession();
  world.files['/top/f'] = 'a\nb\nc\n';
  const params = { textDocument: { uri }, position: { line, character: 0 } };
  const answer = (await blameLine.handle(session, params, fakeContext().context)) as {
    hunk: { commit: string };
    commit: { summary: string };
  } | null;
  expect(answer?.hunk.commit ?? null).toBe(commit);
  expect(answer?.commit.summary ?? null).toBe(commit && `Summary of ${commit}`);
});
