/** A long blame that nobody waits for any more stops, and the server says so. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ProgressType } from 'vscode-jsonrpc/node';
import type { BlamePart } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import type { GitRepository } from '../support/gitRepository.ts';
import { COMMITS, createLongHistory, LONG_FILE } from '../support/longHistory.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { shortest } from '../support/processes.ts';

let repository: GitRepository;
let client: LspClient;

beforeAll(() => {
  repository = createLongHistory();
});
afterAll(() => repository.remove());
beforeEach(async () => {
  client = startClient();
  await client.initialize();
});
afterEach(() => client.kill());

const textDocument = () => ({ uri: uriOf(join(repository.directory, LONG_FILE)) });

/** Resolves when the engine has begun to settle lines, so that it is in the middle of its work. */
function firstPart(token: string): Promise<void> {
  return new Promise((resolve) => {
    client.connection.onProgress(new ProgressType<BlamePart>(), token, () => resolve());
  });
}

describeWithGit(needsGit('a long blame'), () => {
  it('is answered at once when it is cancelled, and its engine stops', async () => {
    const started = firstPart('p');
    const blame = client.start('blame/file', { textDocument: textDocument(), partialResultToken: 'p' });
    await started;
    expect((await client.stats()).workersBusy).toBe(1);
    const since = performance.now();
    blame.cancel();
    expect(await errorCode(blame.answer)).toBe(-32800);
    expect(performance.now() - since).toBeLessThan(200);
    await expect
      .poll(async () => (await client.stats()).workersBusy, { interval: 10, timeout: 10_000 })
      .toBe(0);
    const stats = await client.stats();
    expect(stats).toMatchObject({ cancelled: 1, computed: 0, failed: 0, inFlight: 0 });
    expect(stats.abandonedMs.max).toBeLessThan(500);
  });

  it('goes on while one of two still waits, and is done once', async () => {
    const started = firstPart('p');
    const [first, second] = [
      client.start('blame/file', { textDocument: textDocument(), partialResultToken: 'p' }),
      client.start<{ hunks: unknown[] }>('blame/file', { textDocument: textDocument() }),
    ];
    await started;
    first.cancel();
    expect(await errorCode(first.answer)).toBe(-32800);
    expect((await second.answer).hunks.length).toBeGreaterThan(COMMITS);
    expect(await client.stats()).toMatchObject({ requests: 2, coalesced: 0, computed: 1, cancelled: 1 });
  });

  const position = { line: 0, character: 0 };
  // The work takes seconds: nothing here depends on how soon the next message comes.
  it.each<[string, object, unknown]>([
    ['textDocument/hover', { position }, null],
    ['textDocument/inlayHint', { range: { start: position, end: { line: 9, character: 0 } } }, []],
  ])(
    'for %s is ended by newer text, by a newer one, and by closing the document',
    async (method, more, nothing) => {
      const uri = client.open(join(repository.directory, LONG_FILE), 'line 0\n');
      const ask = () => client.request(method, { textDocument: { uri }, ...more });
      const byNewer = ask();
      const byText = ask();
      expect(await byNewer).toEqual(nothing);
      client.notify('textDocument/didChange', {
        textDocument: { uri, version: 2 },
        contentChanges: [{ text: 'x\n' }],
      });
      expect(await byText).toEqual(nothing);
      const byClose = ask();
      client.notify('textDocument/didClose', { textDocument: { uri } });
      expect(await byClose).toEqual(nothing);
      await expect
        .poll(async () => isIdle(await client.stats()), { interval: 10, timeout: 10_000 })
        .toBe(true);
      expect(await client.stats()).toMatchObject({ requests: 3, superseded: 3, cancelled: 0 });
    },
  );

  it.each([
    ['exit', () => client.notify('exit', undefined)],
    ['the end of input', () => void client.process.stdin.end()],
  ])('does not outlive %s', async (_, leave) => {
    const time = await shortest(200, async () => {
      client.kill();
      client = startClient();
      await client.initialize();
      const started = firstPart('p');
      const { answer } = client.start('blame/file', {
        textDocument: textDocument(),
        partialResultToken: 'p',
      });
      answer.catch(() => undefined);
      await started;
      const since = performance.now();
      leave();
      await client.ended;
      return performance.now() - since;
    });
    expect(time).toBeLessThan(200);
  });

  it('is given up for a server that is told to shut down', async () => {
    const started = firstPart('p');
    const { answer } = client.start('blame/file', { textDocument: textDocument(), partialResultToken: 'p' });
    const code = errorCode(answer);
    await started;
    expect((await client.stop()).code).toBe(0);
    expect(await code).toBe(-32802);
  });
});
