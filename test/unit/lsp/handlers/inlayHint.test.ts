/** Hints over the scripted service. */

import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { inlayHint } from '../../../../server/lsp/handlers/inlayHint.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';

interface Ask {
  readonly init?: object;
  readonly lines?: readonly [number, number];
  readonly encoding?: string;
}

async function hints({ init = {}, lines = [0, 99], encoding = 'utf-16' }: Ask = {}) {
  const { session } = fakeSession({ capabilities: { general: { positionEncodings: [encoding] } }, ...init });
  session.documents.set({ uri, version: 1, text: ChunkedText.of('é😀\r\nb\nc\n') });
  const [start, end] = lines.map((line) => ({ line, character: 0 }));
  const answer = await inlayHint.handle(
    session,
    { textDocument: { uri }, range: { start, end } },
    fakeContext().context,
  );
  return answer as { position: { line: number; character: number }; label: string; paddingLeft: boolean }[];
}

describe('hints', () => {
  it('stand after the first line of each hunk', async () => {
    expect(await hints()).toEqual([
      { position: { line: 0, character: 3 }, label: 'Ada, 1 day ago · Summary of aa', paddingLeft: true },
      { position: { line: 1, character: 1 }, label: 'Ada, 1 day ago · Summary of bb', paddingLeft: true },
    ]);
  });

  it.each([
    ['utf-8', 6],
    ['utf-16', 3],
    ['utf-32', 2],
  ])('stand in units of %s', async (encoding, character) => {
    expect((await hints({ encoding }))[0]?.position.character).toBe(character);
  });

  it.each([
    ['before a hunk begins', [0, 1], [0]],
    ['in the middle of a hunk', [2, 9], []],
    ['past the end', [50, 60], []],
  ] as const)('are asked for %s', async (_, lines, expected) => {
    expect((await hints({ lines })).map(({ position }) => position.line)).toEqual(expected);
  });

  it('can be switched off, and are in Neovim', async () => {
    expect(await hints({ init: { initializationOptions: { inlayHint: false } } })).toEqual([]);
    expect(await hints({ init: { clientInfo: { name: 'Neovim' } } })).toEqual([]);
  });
});
