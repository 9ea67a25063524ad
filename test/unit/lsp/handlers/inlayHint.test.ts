/** Hints over the scripted service. */

import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { inlayHint } from '../../../../server/lsp/handlers/inlayHint.ts';
import { inlayHintResolve } from '../../../../server/lsp/handlers/inlayHintResolve.ts';
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

  const since = (inlayHintSince: number | string) => ({ inlayHint: 'recent', inlayHintSince });

  it.each<[string, object, number[]]>([
    ['every line', { inlayHint: 'line' }, [0, 1, 2]],
    ['hunks', { inlayHint: 'hunk' }, [0, 1]],
    ['what changed in two days', since(2), [0, 1]],
    // Of the two origins that the scripted engine finds one is a boundary.
    ['what a revision does not have', since('v1.0'), [1]],
  ])('stand by mode: %s', async (_, initializationOptions, expected) => {
    expect((await hints({ init: { initializationOptions } })).map(({ position }) => position.line)).toEqual(
      expected,
    );
  });

  it('are not recent when they are old', async () => {
    const { session } = fakeSession({ initializationOptions: { inlayHint: 'recent', inlayHintSince: 1 } });
    session.documents.set({ uri, version: 1, text: ChunkedText.of('a\nb\nc\n') });
    const later = { ...session, now: () => session.now() + 1 };
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const params = { textDocument: { uri }, range };
    expect(await inlayHint.handle(session, params, fakeContext().context)).toHaveLength(2);
    expect(await inlayHint.handle(later, params, fakeContext().context)).toEqual([]);
  });

  it('say what their template says, in its width', async () => {
    const init = {
      initializationOptions: { inlayHintTemplate: '${sha} ${line}: ${summary}', inlayHintWidth: 12 },
    };
    expect((await hints({ init })).map(({ label }) => label)).toEqual(['aa 1: Summa…', 'bb 5: Summa…']);
  });

  it('call the user You, by the mail that is configured', async () => {
    const { session, world } = fakeSession();
    world.identity = { name: null, email: 'ADA@example.com' };
    session.documents.set({ uri, version: 1, text: ChunkedText.of('a\nb\nc\n') });
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const [hint] = (await inlayHint.handle(
      session,
      { textDocument: { uri }, range },
      fakeContext().context,
    )) as {
      label: string;
    }[];
    expect(hint?.label).toBe('You, 1 day ago · Summary of aa');
  });
});

describe('a hint that is pointed at', () => {
  const resolving = { textDocument: { inlayHint: { resolveSupport: { properties: ['tooltip'] } } } };

  async function resolved(data: (given: unknown) => unknown) {
    const { session } = fakeSession({ capabilities: resolving });
    session.documents.set({ uri, version: 1, text: ChunkedText.of('a\nb\nc\n') });
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const [hint] = (await inlayHint.handle(
      session,
      { textDocument: { uri }, range },
      fakeContext().context,
    )) as {
      data: unknown;
    }[];
    return inlayHintResolve.handle(session, { ...hint, data: data(hint?.data) }, fakeContext().context);
  }

  it('says what the commit says', async () => {
    expect(await resolved((given) => given)).toEqual({
      position: { line: 0, character: 1 },
      label: 'Ada, 1 day ago · Summary of aa',
      paddingLeft: true,
      tooltip: { kind: 'markdown', value: expect.stringContaining('Count notes') },
    });
  });

  it('does something where the client can take that', async () => {
    const properties = ['tooltip', 'label.command'];
    const { session } = fakeSession({
      capabilities: { textDocument: { inlayHint: { resolveSupport: { properties } } } },
    });
    const data = session.handles.numberOf({ uri, commit: 'aa', path: 'f', shift: -2 });
    const hint = { position: { line: 2, character: 1 }, label: 'Ada', data };
    expect(await inlayHintResolve.handle(session, hint, fakeContext().context)).toMatchObject({
      label: [
        {
          value: 'Ada',
          command: {
            command: 'blame.showCommit',
            arguments: [{ uri, line: 2, commit: 'aa', path: 'f', originalLine: 0 }],
          },
        },
      ],
    });
  });

  it.each([undefined, 99, 'x'])('says nothing more when it is not known: %s', async (data) => {
    expect(await resolved(() => data)).toEqual({
      position: { line: 0, character: 1 },
      label: 'Ada, 1 day ago · Summary of aa',
      paddingLeft: true,
    });
  });
});
