/** A long blame that nobody waits for any more stops, and the server says so. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ProgressType } from 'vscode-jsonrpc/node';
import type { BlamePart } from '../../server/lsp/protocol.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';

const LINES = 20_000;
const COMMITS = 400;

let repository: GitRepository;
let client: LspClient;

/** A file whose every commit changes a few lines all over it: a blame of it takes a second or more. */
function longHistory(): string {
  const text = Array.from({ length: LINES }, (_, line) => `line ${line}`);
  const stream = Array.from({ length: COMMITS }, (_, commit) => {
    for (let change = 0; change < 8; change++)
      text[(commit * 7919 + change * 2503) % LINES] = `changed ${commit} ${change}`;
    const content = `${text.join('\n')}\n`;
    const when = `${1_700_000_000 + commit} +0000`;
    return `commit refs/heads/main\ncommitter C <c@example.com> ${when}\ndata 1\n.\nM 100644 inline long.txt\ndata ${content.length}\n${content}\n`;
  });
  return stream.join('');
}

beforeAll(() => {
  repository = createRepository();
  repository.fastImport(longHistory());
  repository.git('reset', '-q', '--hard');
});
afterAll(() => repository.remove());
beforeEach(async () => {
  client = startClient();
  await client.initialize();
});
afterEach(() => client.kill());

const textDocument = () => ({ uri: uriOf(join(repository.directory, 'long.txt')) });

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
      .poll(async () => (await client.stats()).workersBusy, { interval: 10, timeout: 1000 })
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
    expect(await client.stats()).toMatchObject({ requests: 2, coalesced: 1, computed: 1, cancelled: 1 });
  });

  it('for a hover is ended by newer text, by a newer hover, and by closing the document', async () => {
    const uri = client.open(join(repository.directory, 'long.txt'), 'line 0\n');
    const hover = () =>
      client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } });
    const busy = () => expect.poll(async () => (await client.stats()).workersBusy, { interval: 5 }).toBe(1);
    const byNewerHover = hover();
    await busy();
    const byText = hover();
    expect(await byNewerHover).toBeNull();
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'x\n' }],
    });
    expect(await byText).toBeNull();
    const byClose = hover();
    client.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await byClose).toBeNull();
    await expect.poll(async () => (await client.stats()).inFlight, { interval: 10, timeout: 1000 }).toBe(0);
    expect((await client.stats()).cancelled).toBe(0);
  });

  it.each([
    ['exit', () => client.notify('exit', undefined)],
    ['the end of input', () => void client.process.stdin.end()],
  ])('does not outlive %s', async (_, leave) => {
    const started = firstPart('p');
    const { answer } = client.start('blame/file', { textDocument: textDocument(), partialResultToken: 'p' });
    answer.catch(() => undefined);
    await started;
    const since = performance.now();
    leave();
    await client.ended;
    expect(performance.now() - since).toBeLessThan(500);
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
