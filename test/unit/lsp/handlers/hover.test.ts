/** Hovers over the scripted service. */

import { expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { hover } from '../../../../server/lsp/handlers/hover.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';

async function ask(line: number, init: object = {}, overlay: object | null = null) {
  const { session, world } = fakeSession({ ...init });
  session.documents.set({ uri, version: 1, text: ChunkedText.of('a\nb\nc\n') });
  world.overlay = overlay;
  const params = { textDocument: { uri }, position: { line, character: 0 } };
  const answer = await hover.handle(session, params, fakeContext().context);
  return answer as { contents: { kind: string; value: string } } | null;
}

it('shows the commit of the line', async () => {
  expect(await ask(0)).toMatchObject({
    contents: { kind: 'markdown', value: expect.stringContaining('Count notes') },
  });
});

it('is plain for a client that wants it so', async () => {
  const plain = { capabilities: { textDocument: { hover: { contentFormat: ['plaintext'] } } } };
  expect((await ask(0, plain))?.contents.kind).toBe('plaintext');
});

it('says when a line is not committed', async () => {
  const overlay = { quads: Int32Array.of(0, 1, 0, 1), lineCount: 3 };
  expect((await ask(0, {}, overlay))?.contents.value).toContain('Not committed yet');
});

it.each([
  ['past the last line', 3, {}],
  ['where it is switched off', 0, { initializationOptions: { hover: false } }],
])('shows nothing %s', async (_, line, init) => {
  expect(await ask(line, init)).toBeNull();
});
