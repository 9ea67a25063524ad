/** Texts of lenses. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { codeLensResolve } from '../../../../server/lsp/handlers/codeLensResolve.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function stage() {
  const { session, world } = fakeSession({
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
    initializationOptions: { codeLensTemplate: '${commits}' },
  });
  session.documents.set({ uri, version: 1, text: ChunkedText.of('a\nb\nc\n') });
  session.edits.begin(uri, 1);
  const later: string[] = [];
  const { context } = fakeContext();
  const refreshLater = (each: string) => void later.push(each);
  const resolve = (lens: unknown) => codeLensResolve.handle(session, lens, { ...context, refreshLater });
  const lens = (start: number, end: number) => ({ range, data: { uri, version: 1, start, end } });
  return { session, world, later, resolve, lens };
}

describe('a lens', () => {
  it.each([
    [0, 3, '2 commits', 'showCommit', { commit: 'bb', line: 1, originalLine: 4, path: 'f' }],
    [0, 1, '1 commit', 'showCommit', { commit: 'aa', line: 0, originalLine: 0, path: 'f' }],
    [1, 0x7fffffff, '1 commit', 'showCommit', { commit: 'bb', line: 1, originalLine: 4, path: 'f' }],
    [50, 60, 'Not committed yet', 'summary', { line: 3, endLine: 3 }],
  ])('of lines %i to %i', async (start, end, title, name, target) => {
    const { resolve, lens } = stage();
    const command = { title, command: `blame.${name}`, arguments: [{ uri, ...target }] };
    expect(await resolve(lens(start, end))).toEqual({ range, command });
  });

  it('of lines that have moved since', async () => {
    const { session, world, resolve, lens } = stage();
    session.edits.note(uri, 2, [{ line: 0, removed: 0, added: 1 }]);
    session.documents.set({ uri, version: 2, text: ChunkedText.of('new\na\nb\nc\n') });
    world.overlay = { quads: Int32Array.of(0, 0, 0, 1), lineCount: 4 };
    // The first line of the file is the second by now.
    expect(await resolve(lens(0, 1))).toMatchObject({ command: { title: '1 commit' } });
    expect(await resolve(lens(0, 3))).toMatchObject({ command: { title: '2 commits' } });
  });

  it('has what is on the screen while the text is edited, and is looked into later', async () => {
    const { session, world, resolve, lens, later } = stage();
    await resolve(lens(0, 3));
    const calls = world.calls.length;
    for (let i = 0; i < 3; i++) session.activity.saw('textDocument/didChange', uri);
    expect(await resolve(lens(0, 3))).toMatchObject({ command: { title: '2 commits' } });
    expect([world.calls.length - calls, later]).toEqual([0, [uri]]);
  });

  it.each([
    [
      'has a command',
      { range, command: { title: 'x', command: '' }, data: { uri, version: 1, start: 0, end: 1 } },
    ],
    ['has no data', { range }],
    ['has data of another kind', { range, data: { uri, start: -1, end: 2 } }],
    ['has a number', { range, data: 7 }],
  ])('comes back as it was when it %s', async (_, lens) => {
    expect(await stage().resolve(lens)).toEqual(lens);
  });

  it('of what is no file says nothing, nor one whose blame fails', async () => {
    const { resolve } = stage();
    const lens = { range, data: { uri: 'untitled:1', version: null, start: 0, end: 1 } };
    expect(await resolve(lens)).toMatchObject({ command: { title: '' } });
    expect(codeLensResolve.onFault?.(lens)).toMatchObject({ range, command: { title: '' } });
  });
});
