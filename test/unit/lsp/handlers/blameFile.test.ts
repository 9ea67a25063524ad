/** `blame/file` over the scripted service. */

import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { blameFile } from '../../../../server/lsp/handlers/blameFile.ts';
import type { BlamePart, BlameResult } from '../../../../server/lsp/protocol.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';

async function ask(params: object, arrange?: (fake: ReturnType<typeof fakeSession>) => void) {
  const fake = fakeSession();
  fake.session.documents.set({ uri, version: 5, text: ChunkedText.of('a\nb\nc\n') });
  arrange?.(fake);
  const { context, progress } = fakeContext();
  const params_ = { textDocument: { uri }, ...params };
  const result = (await blameFile.handle(fake.session, params_, context)) as BlameResult;
  return { result, progress, fake };
}

const lines = ({ hunks }: BlamePart) => hunks.map(({ startLine, endLine }) => [startLine, endLine]);

describe('blame/file', () => {
  it('answers for the whole text', async () => {
    const { result } = await ask({});
    expect(result).toMatchObject({ uri, version: 5, revision: 'c0ffee' });
    expect(lines(result)).toEqual([
      [0, 1],
      [1, 3],
    ]);
    expect(Object.keys(result.commits)).toEqual(['aa', 'bb']);
  });

  it('answers at once for what is on a screen, with the same, once all is known that it takes', async () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 3, character: 0 } };
    const { fake, result } = await ask({ range });
    const now = (params: object) => blameFile.now?.(fake.session, { textDocument: { uri }, ...params });
    await blameFile.handle(fake.session, { textDocument: { uri } }, fakeContext().context);
    expect(now({ range })).toEqual(result);
    const long = { start: range.start, end: { line: 1000, character: 0 } };
    const others = [{}, { range: long }, { range, workDoneToken: 'w' }, { range, partialResultToken: 'p' }];
    expect(others.map(now)).toEqual([null, null, null, null]);
  });

  it('answers for a range, and names only its commits', async () => {
    const { result } = await ask({
      range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
    });
    expect([lines(result), Object.keys(result.commits)]).toEqual([[[1, 2]], ['bb']]);
  });

  it('answers for a range of an edited text', async () => {
    const { result } = await ask(
      { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 1 } } },
      ({ world }) => {
        world.overlay = { quads: Int32Array.of(1, 1, 1, 2), lineCount: 4 };
      },
    );
    expect([lines(result), Object.keys(result.commits)]).toEqual([[[1, 3]], ['0'.repeat(40)]]);
  });

  it('streams, and then has nothing left to say', async () => {
    const { result, progress } = await ask({ partialResultToken: 'p', workDoneToken: 'w' });
    expect([result.hunks, result.commits, result.revision]).toEqual([[], {}, 'c0ffee']);
    const parts = progress.filter(({ token }) => token === 'p').map(({ value }) => value as BlamePart);
    expect(parts.flatMap(lines)).toEqual([
      [0, 1],
      [1, 3],
    ]);
    expect(progress.filter(({ token }) => token === 'w').at(-1)?.value).toEqual({ kind: 'end' });
  });

  it('streams what is known already as well', async () => {
    const { fake } = await ask({});
    const { context, progress } = fakeContext();
    await blameFile.handle(fake.session, { textDocument: { uri }, partialResultToken: 'p' }, context);
    expect(progress.flatMap(({ value }) => lines(value as BlamePart))).toEqual([
      [0, 1],
      [1, 3],
    ]);
  });

  it('ends its progress when it fails', async () => {
    const fake = fakeSession();
    fake.world.fail = new Error('broken');
    const { context, progress } = fakeContext();
    fake.session.documents.set({ uri, version: 5, text: ChunkedText.of('') });
    const answer = blameFile.handle(fake.session, { textDocument: { uri }, workDoneToken: 'w' }, context);
    await expect(answer).rejects.toThrow('broken');
    expect(progress.at(-1)?.value).toEqual({ kind: 'end' });
  });

  it.each([
    ['outside of any repository', 'file:///elsewhere/f'],
    ['that is no file', 'untitled:Untitled-1'],
  ])('has nothing to say of a document %s', async (_, other) => {
    const { result } = await ask({ textDocument: { uri: other }, range: undefined });
    expect(result).toEqual({ uri: other, version: null, revision: null, hunks: [], commits: {} });
  });

  it('refuses a range that starts past the end', async () => {
    const at = { line: 4, character: 0 };
    await expect(ask({ range: { start: at, end: at } })).rejects.toThrow('range starts at line 4');
  });
});
