/** `blame/line` over the scripted service. */
import { expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
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

it('answers at once, with the same, once all is known that it takes', async () => {
  const { session, world } = fakeSession();
  const uri = 'file:///top/f';
  world.overlay = { quads: Int32Array.of(1, 1, 1, 1) };
  const ask = (line: number) => ({ textDocument: { uri }, position: { line, character: 0 } });
  session.documents.set({ uri, version: 5, text: ChunkedText.of('a\nx\nc\n') });
  expect(blameLine.now?.(session, ask(1))).toBe(null);
  const later = [];
  for (const line of [0, 1, 2]) later.push(await blameLine.handle(session, ask(line), fakeContext().context));
  expect([0, 1, 2].map((line) => blameLine.now?.(session, ask(line)))).toEqual(later);
  expect(session.service.stats()).toMatchObject({ requests: 6, cacheHits: 5, inFlight: 0 });
  // Past the end, about another version, of the file as it is committed:
  expect(blameLine.now?.(session, ask(3))).toBe(null);
  const textDocument = { uri, version: 4 };
  expect(() => blameLine.now?.(session, { ...ask(0), textDocument })).toThrow('version 4');
  expect(blameLine.now?.(session, { ...ask(0), options: { revision: 'v1' } })).toBe(null);
  world.head = 'decaf';
  expect(blameLine.now?.(session, ask(0))).toBe(null);
});
