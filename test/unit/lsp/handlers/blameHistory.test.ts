/** `blame/history` over the scripted service. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { InvalidParams } from '../../../../server/lsp/errors.ts';
import { blameHistory } from '../../../../server/lsp/handlers/blameHistory.ts';
import type { BlameHistoryResult } from '../../../../server/lsp/protocol.ts';
import { fakePerson } from '../../../support/fakeService.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';
const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };

async function ask(params: object = {}, arrange?: (fake: ReturnType<typeof fakeSession>) => void) {
  const fake = fakeSession();
  fake.session.documents.set({ uri, version: 5, text: ChunkedText.of('a\nb\nc\n') });
  fake.world.lineHistory = [batch('bb', 1), batch('aa', 4)];
  arrange?.(fake);
  const { context, progress } = fakeContext();
  const result = await blameHistory.handle(
    fake.session,
    { textDocument: { uri }, range, ...params },
    context,
  );
  return { result: result as BlameHistoryResult, progress, calls: fake.world.calls };
}

function batch(commit: string, line: number) {
  return {
    rows: Int32Array.of(line, 2, line, commit === 'bb' ? 0 : 1, 0),
    origins: [{ commit, path: 'f', previous: null, boundary: commit === 'aa' }],
    commits: { [commit]: { summary: `Summary of ${commit}`, author: fakePerson, committer: fakePerson } },
  };
}

function entry(commit: string, line: number) {
  const words = { summary: `Summary of ${commit}`, author: fakePerson, committer: fakePerson };
  return { commit, ...words, path: 'f', lines: [{ startLine: line, endLine: line + 2 }] };
}

const entries = [entry('bb', 1), { ...entry('aa', 4), boundary: true }];
const head = { uri, version: 5, revision: 'c0ffee', complete: true };

describe('blame/history', () => {
  it('tells of commits and what the lines were in them', async () => {
    expect((await ask()).result).toEqual({ ...head, entries });
  });

  it('streams, and has nothing left to say then', async () => {
    const { result, progress } = await ask({ partialResultToken: 'p', workDoneToken: 'w' });
    expect(result.entries).toEqual([]);
    expect(progress).toEqual([
      { token: 'w', value: { kind: 'begin', title: 'History of lines', cancellable: true } },
      { token: 'w', value: { kind: 'report', message: '1 commits' } },
      { token: 'p', value: { entries: [entries[0]] } },
      { token: 'w', value: { kind: 'report', message: '2 commits' } },
      { token: 'p', value: { entries: [entries[1]] } },
      { token: 'w', value: { kind: 'end' } },
    ]);
  });

  it('begins with the text itself where it was edited, and asks for the lines that were there before', async () => {
    const { result, calls } = await ask({ limit: 7 }, ({ world }) => {
      world.overlay = { quads: Int32Array.of(1, 2, 1, 1), lineCount: 2 };
    });
    expect(result.entries[0]).toMatchObject({
      commit: '0'.repeat(40),
      lines: [{ startLine: 1, endLine: 2 }],
    });
    expect(calls.at(-1)).toMatchObject({
      method: 'lineHistory',
      params: { commit: 'c0ffee', path: 'f', ranges: [{ start: 1, end: 3 }], limit: 6 },
    });
  });

  it.each<[string, object, number[], object]>([
    ['new lines have no other history', {}, [1, 0, 1, 1], { complete: true }],
    ['one commit is all that is wanted', { limit: 1 }, [1, 1, 1, 1], { complete: true }],
    ['none is wanted', { limit: 0 }, [1, 1, 1, 1], { complete: false, entries: [] }],
  ])('of edited text: %s', async (_, params, quads, expected) => {
    const { result } = await ask(params, ({ world }) => {
      world.overlay = { quads: Int32Array.from(quads) };
      world.lineHistory = [];
    });
    expect(result).toMatchObject(expected);
  });

  it('of a file that is not committed yet is the text', async () => {
    const { result } = await ask({}, ({ world }) => {
      world.overlay = { blob: null };
    });
    expect(result).toMatchObject({ complete: true, entries: [{ commit: '0'.repeat(40) }] });
  });

  it('of what has no blame is empty', async () => {
    const none = { version: null, revision: null, entries: [], complete: true };
    expect((await ask({ textDocument: { uri: 'untitled:1' } })).result).toEqual({
      uri: 'untitled:1',
      ...none,
    });
    const untracked = await ask({}, ({ world }) => {
      world.overlay = { tracked: false };
    });
    expect(untracked.result).toEqual({ uri, ...none, version: 5 });
  });

  it.each([
    { range: null },
    { limit: -1 },
    { limit: 'x' },
    { textDocument: {} },
    { partialResultToken: {} },
    { range: { start: { line: 9, character: 0 }, end: { line: 9, character: 1 } } },
  ])('refuses %j', async (params) => {
    await expect(ask(params)).rejects.toThrow(InvalidParams);
  });
});
