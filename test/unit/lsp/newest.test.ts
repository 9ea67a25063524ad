/** Answers that the text has changed under. */
import { describe, expect, it } from 'vitest';
import { InvalidParams, StaleVersion } from '../../../server/lsp/errors.ts';
import { blameFile } from '../../../server/lsp/handlers/blameFile.ts';
import { blameLine } from '../../../server/lsp/handlers/blameLine.ts';
import { rangeNow } from '../../../server/lsp/newest.ts';
import { TextSync } from '../../../server/lsp/textSync.ts';
import { fakeContext, fakeSession } from '../../support/fakeSession.ts';

const uri = 'file:///top/f';

/** A document of three lines at version 1; `edit` puts a line in front of another one. */
function stage() {
  const { session, world } = fakeSession();
  const sync = new TextSync();
  sync.didOpen(session, { textDocument: { uri, version: 1, text: 'a\nb\nc\n' } });
  let version = 1;
  const edit = (line: number, text = 'new\n') => {
    version++;
    const at = { line, character: 0 };
    const contentChanges = [{ range: { start: at, end: at }, text }];
    sync.didChange(session, { textDocument: { uri, version }, contentChanges });
    world.overlay = { quads: Int32Array.of(line, 0, line, version - 1), lineCount: 2 + version };
  };
  const { context } = fakeContext();
  const line = (number: number, asked?: number) =>
    blameLine.handle(
      session,
      { textDocument: { uri, version: asked }, position: { line: number, character: 0 } },
      context,
    );
  const file = (params: object) => blameFile.handle(session, { textDocument: { uri }, ...params }, context);
  return { session, world, edit, line, file };
}

/** Lets the work that is held go on after the text has changed. */
async function changedMeanwhile<Answer>(
  { world, edit }: ReturnType<typeof stage>,
  ask: () => Promise<Answer>,
  at = 0,
): Promise<Answer> {
  let release: () => void = () => undefined;
  world.hold = new Promise((resolve) => {
    release = resolve;
  });
  const answer = ask();
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  edit(at);
  release();
  return answer;
}

describe('a question', () => {
  it('about an older version is answered where its line is now', async () => {
    const { edit, line } = stage();
    edit(0);
    expect(await line(2, 1)).toMatchObject({ version: 2, hunk: { commit: 'bb', startLine: 2 } });
    expect(await line(0, 2)).toMatchObject({ version: 2, hunk: { startLine: 0, endLine: 1 } });
  });

  it('about a line that was edited, or a version nobody remembers, is refused', async () => {
    const { edit, line } = stage();
    edit(1, 'x');
    await expect(line(1, 1)).rejects.toBeInstanceOf(StaleVersion);
    await expect(line(0, 0)).rejects.toBeInstanceOf(StaleVersion);
    await expect(line(0, 9)).rejects.toBeInstanceOf(InvalidParams);
  });

  it('whose text changes meanwhile is answered for the newest', async () => {
    const first = stage();
    const answer = await changedMeanwhile(first, () => first.line(2));
    expect(answer).toMatchObject({ version: 2, hunk: { commit: 'bb' } });
    const second = stage();
    const whole = await changedMeanwhile(second, () => second.file({}));
    expect(JSON.parse(JSON.stringify(whole))).toMatchObject({
      version: 2,
      hunks: [{ startLine: 0 }, { startLine: 1 }, { startLine: 2 }],
    });
  });

  it('that has been answered in part is refused', async () => {
    const staged = stage();
    const ask = () => staged.file({ partialResultToken: 't' });
    await expect(changedMeanwhile(staged, ask)).rejects.toBeInstanceOf(StaleVersion);
  });
});

describe('a range', () => {
  const range = (start: number, end: number, character = 0) => ({
    start: { line: start, character: 0 },
    end: { line: end, character },
  });
  const later = (line: number) => {
    if (line === 5) throw new StaleVersion('touched');
    return line < 3 ? line : line + 2;
  };
  it.each([
    [range(1, 3), range(1, 3)],
    [range(1, 3, 1), range(1, 5, 1)],
    [range(3, 5), range(5, 7)],
    [range(2, 2), range(2, 2)],
  ])('%j moves', (before, after) => {
    expect(rangeNow(before, later)).toEqual(after);
  });

  it('is refused when an end was touched', () => {
    expect(() => rangeNow(range(5, 7), later)).toThrow(StaleVersion);
    expect(() => rangeNow(range(1, 5, 1), later)).toThrow(StaleVersion);
  });
});
