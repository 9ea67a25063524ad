/** `blame/summary` over the scripted service. */
import { expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { InvalidParams } from '../../../../server/lsp/errors.ts';
import { blameSummary } from '../../../../server/lsp/handlers/blameSummary.ts';
import { fakeContext, fakeSession } from '../../../support/fakeSession.ts';

const uri = 'file:///top/f';

async function ask(params: object) {
  const { session } = fakeSession();
  session.documents.set({ uri, version: 5, text: ChunkedText.of('a\nb\nc\n') });
  return blameSummary.handle(session, { textDocument: { uri }, ...params }, fakeContext().context);
}

const date = { time: 1_700_000_000, timezone: '+0000' };
const ada = { name: 'Ada', email: 'ada@example.com', first: date, last: date };
const range = (start: number, end: number) => ({
  range: { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
});

it.each([
  ['all', {}, { version: 5, revision: 'c0ffee', authors: [{ ...ada, lines: 3, commits: 2 }] }],
  ['a range', range(1, 3), { version: 5, revision: 'c0ffee', authors: [{ ...ada, lines: 2, commits: 1 }] }],
  ['nothing', range(3, 3), { version: 5, revision: 'c0ffee', authors: [] }],
  [
    'what is no file',
    { textDocument: { uri: 'untitled:1' } },
    { uri: 'untitled:1', version: null, revision: null, authors: [] },
  ],
])('of %s', async (_, params, expected) => {
  expect(await ask(params)).toEqual({ uri, uncommittedLines: 0, ...expected });
});

it.each([{ textDocument: null }, { range: 1 }, { options: { wat: 1 } }, { anyway: 'x' }, range(9, 9)])(
  'refuses %j',
  async (params) => {
    await expect(ask(params)).rejects.toThrow(InvalidParams);
  },
);
