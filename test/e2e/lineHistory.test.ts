/** Histories of lines from the built server, beside what git says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  BlameHistoryParams,
  BlameHistoryPart,
  BlameHistoryResult,
  BlameSummaryParams,
  BlameSummaryResult,
} from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import type { GitRepository } from '../support/gitRepository.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { openShop, shopFile } from '../support/shopHistory.ts';
import { at, zero } from '../support/story.ts';

describeWithGit(needsGit('the history of lines'), () => {
  let shop: GitRepository;
  let client: LspClient;
  let uri = '';
  beforeAll(async () => {
    shop = openShop();
    client = startClient();
    await client.initialize();
    uri = uriOf(join(shop.directory, shopFile));
  });
  afterAll(() => {
    client.kill();
    shop.remove();
  });

  const range = (start: number, end: number) => ({ start: at(start), end: at(end) });
  const history = (params: Partial<BlameHistoryParams>) =>
    client.request<BlameHistoryResult>('blame/history', {
      textDocument: { uri },
      range: range(0, 1),
      ...params,
    });

  it.each([
    [0, 3],
    [6, 10],
    [11, 16],
    [14, 15],
    [22, 25],
    [0, 25],
  ])('of lines %i to %i is what git log -L shows, with paths and lines', async (start, end) => {
    const text = shop.git('log', '--no-color', '--format=commit %H', `-L${start + 1},${end}:${shopFile}`);
    const theirs = text.split(/^commit /m).slice(1);
    const { entries, complete } = await history({ range: range(start, end) });
    expect(complete).toBe(true);
    expect(entries.map(({ commit }) => commit)).toEqual(theirs.map((part) => part.slice(0, 40)));
    const shown = theirs.map((part) =>
      [...part.matchAll(/^@@ -\S+ \+(\d+),(\d+) @@/gm)].map(([, from, count]) => `${from} ${count}`),
    );
    expect(
      entries.map(({ lines }) =>
        lines.map(({ startLine, endLine }) => `${startLine + 1} ${endLine - startLine}`),
      ),
    ).toEqual(shown);
    expect(entries.map(({ path }) => path)).toEqual(
      theirs.map((part) => /^\+\+\+ b\/(.*)$/m.exec(part)?.[1]),
    );
  });

  it('ends at a limit', async () => {
    const { entries, complete } = await history({ range: range(0, 25), limit: 2 });
    expect([entries.length, complete]).toEqual([2, false]);
  });

  it('is streamed, and follows renames', async () => {
    const parts: BlameHistoryPart[] = [];
    const listening = client.connection.onNotification(
      '$/progress',
      ({ value }: { value: BlameHistoryPart }) => {
        parts.push(value);
      },
    );
    const whole = await history({ range: range(0, 25) });
    const { entries } = await history({ range: range(0, 25), partialResultToken: 'p' });
    listening.dispose();
    expect([entries, parts.flatMap((part) => part.entries)]).toEqual([[], whole.entries]);
    expect(new Set(whole.entries.map(({ path }) => path))).toEqual(new Set([shopFile, 'cart.ts']));
  });

  it('of a text that is not saved begins with it', async () => {
    const text = readFileSync(join(shop.directory, shopFile), 'utf8');
    client.open(
      join(shop.directory, shopFile),
      text.replace('\tlet sum = 0;', '\tlet sum = 1;\n\tlet other = 2;'),
      3,
    );
    const edited = await history({ range: range(12, 13) });
    const before = (await history({ range: range(0, 1) })).entries;
    expect([edited.version, edited.entries.length, edited.entries[0]?.commit]).toEqual([3, 4, zero]);
    expect(before[0]?.commit).not.toBe(zero);
    client.notify('textDocument/didClose', { textDocument: { uri } });
  });

  it('is given up when the client does', async () => {
    const { answer, cancel } = client.start('blame/history', { textDocument: { uri }, range: range(0, 25) });
    cancel();
    expect(await errorCode(answer)).toBe(-32800);
  });

  it('has a summary', async () => {
    const params: BlameSummaryParams = { textDocument: { uri } };
    const { authors, uncommittedLines } = await client.request<BlameSummaryResult>('blame/summary', params);
    expect(authors.map(({ name, lines, commits }) => [name, lines, commits])).toEqual([
      ['Ada Lovelace', 15, 1],
      ['Grace Hopper', 9, 1],
      ['李小龙', 1, 1],
    ]);
    expect(uncommittedLines).toBe(0);
  });
});
